"""The mutation run's arithmetic: what counts as noticed, and how scores are shown."""

import json
from pathlib import Path

import pytest

from tools.mutate import Score, results, score, script_scores, table


def test_failing_tests_and_tests_without_end_have_noticed_a_mutant():
    assert score([1, 1, 3, -24, 36]) == Score(5, 5)


def test_passing_tests_and_no_tests_have_not():
    assert score([0, 33, 1]) == Score(1, 3)


def test_an_end_that_says_nothing_of_the_tests_is_no_score():
    with pytest.raises(ValueError, match=r"\[-11\]"):
        score([1, -11])


def test_only_mutants_that_were_tried_are_counted(tmp_path: Path):
    (tmp_path / "pkg").mkdir()
    (tmp_path / "pkg" / "a.py.meta").write_text(json.dumps({"exit_code_by_key": {"a.x_1": 1, "a.x_2": None}}))
    (tmp_path / "pkg" / "b.py.meta").write_text(json.dumps({"exit_code_by_key": {"b.x_1": None}}))

    assert results(tmp_path) == {"pkg/a": {"a.x_1": 1}}


def test_strykers_report_counts_what_could_be_run():
    ends = ["Killed", "Timeout", "Survived", "NoCoverage", "CompileError", "Ignored"]
    report = {"files": {"a.js": {"mutants": [{"status": end} for end in ends]}}}

    assert script_scores(report) == {"a.js": Score(2, 4)}


def test_the_table_ends_with_the_total():
    assert table({"a": Score(9, 10), "b": Score(1, 2)}).splitlines()[2:] == [
        "| a | 9 of 10 | 90.0 % |",
        "| b | 1 of 2 | 50.0 % |",
        "| **total** | 10 of 12 | **83.3 %** |",
    ]


def test_a_module_in_which_nothing_could_be_changed_is_whole():
    assert Score(0, 0).percent == 100

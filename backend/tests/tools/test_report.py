"""The tables of measurements, and their places on the page."""

from pathlib import Path

import pytest

from tools.bench import report, start
from tools.bench.__main__ import PARTS
from tools.bench.plot import plot


def test_a_table_has_its_texts_to_the_left_and_its_numbers_to_the_right():
    assert report.table(("what", "ms"), (("echo", 0.3), ("engine", 1.2)), texts=1) == (
        "| what | ms |\n| --- | ---: |\n| echo | 0.3 |\n| engine | 1.2 |\n"
    )


def test_a_table_takes_the_place_of_the_one_before_and_nothing_else_changes(tmp_path: Path):
    page = tmp_path / "page.md"
    text = f"# One\n{report.begin('start')}old\n{report.END}more\n{report.begin('checks')}kept\n{report.END}end\n"
    page.write_text(text, "utf-8")

    report.write("start", "new\n", page)

    assert page.read_text("utf-8") == text.replace("old", "new")


def test_a_page_without_a_place_is_left_as_it_is(tmp_path: Path):
    page = tmp_path / "page.md"
    page.write_text("# One\n", "utf-8")
    with pytest.raises(ValueError, match=r"page\.md has no place for start"):
        report.write("start", "new\n", page)
    assert page.read_text("utf-8") == "# One\n"


@pytest.mark.parametrize("part", PARTS)
def test_every_part_of_the_measurement_has_its_place_on_the_page(part: str):
    _, found, after = report.PAGE.read_text("utf-8").partition(report.begin(part))
    assert found
    assert report.END in after


def test_a_start_is_a_row_of_seconds():
    assert start.table([start.Row("a start", 0.81234, 0.7)]).splitlines()[-1] == "| a start | 0.812 | 0.700 |"


def test_a_plot_has_a_bar_for_each_row_beside_its_whole_name():
    drawn = plot([("a short one", 1.0), ("one with a very long name & more", 100.0)])
    assert drawn.count("<rect") == 3  # and the ground
    assert "one with a very long name &amp; more" in drawn
    assert 'x="232"' in drawn  # where its name ends: 32 letters of 7 pixels, and some room

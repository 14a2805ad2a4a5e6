"""What ``make lint`` says of the dependencies."""

from pathlib import Path

from tools import audit

HASH = "--hash=sha256:" + "0" * 64


def test_an_exact_version_with_hashes_is_taken_whatever_platform_it_is_for():
    text = f"Colorama==0.4.6 ; sys_platform == 'win32' \\\n    {HASH} \\\n    {HASH}\nclick==8.3.1 \\\n    {HASH}\n"
    assert audit.locked(text) == ({"colorama": "0.4.6", "click": "8.3.1"}, [])


def test_anything_else_is_named():
    lines = [
        "click>=8 " + HASH,
        "click==8.3.1",
        "click @ https://example.com/click.whl",
        "-e .",
        "--index-url https://example.com",
        "click==8 --hash=md5:0",
    ]
    assert [fault.removeprefix("no exact version with hashes: ") for fault in audit.locked("\n".join(lines))[1]] == [
        line[:60] for line in lines
    ]


def test_a_package_that_nobody_asks_for_is_named():
    needs = {"flask": {"click"}, "click": set(), "left-over": {"its-own"}}
    versions = dict.fromkeys(["flask", "click", "left-over", "its-own"], "1")
    assert audit.unasked(["flask"], versions, needs) == {"left-over", "its-own"}


def test_imports_are_found_wherever_they_stand(tmp_path: Path):
    (tmp_path / "a.py").write_text("import os.path\nfrom . import b\ndef f():\n    from flask.views import View\n", "utf-8")
    assert audit.imported(tmp_path) == {"os", "flask"}

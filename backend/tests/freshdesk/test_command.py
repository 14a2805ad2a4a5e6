"""``rutinlots replies``: what it says and does."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rutinlots.cli import main
from rutinlots.commands.replies import KEY

from .conftest import Account


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUTINLOTS_DATA", str(tmp_path / "data"))
    monkeypatch.delenv(KEY, raising=False)


def run(*arguments: str, typed: str | None = None) -> Result:
    result = CliRunner().invoke(main, ["replies", *arguments], input=typed)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_a_pull_asks_for_the_key_and_tells_what_was_new(account: Account):
    told = run("pull", "--freshdesk", account.address, typed=account.mock.api_key + "\n")

    assert told.exit_code == 0
    assert "116 responses: 116 new, 0 changed, 0 as before; 0 gone." in told.output
    assert account.mock.api_key not in told.output
    assert "Betalning: Starta autogiro" in run("list").output


def test_the_key_of_the_environment_is_not_asked_for(account: Account, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(KEY, account.mock.api_key)

    assert run("pull", "--freshdesk", account.address).exit_code == 0


def test_a_file_that_was_written_can_be_brought_in(account: Account, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv(KEY, account.mock.api_key)
    file = tmp_path / "replies.json"

    run("pull", "--freshdesk", account.address, "--to", str(file))
    before = run("list").output
    told = run("pull", "--from", str(file))

    assert "There are none" in before
    assert "116 new" in told.output
    assert {"id", "title", "folder", "content_html"} <= json.loads(file.read_text("utf-8"))[0].keys()


def test_the_next_pull_names_what_is_changed_and_gone(account: Account, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(KEY, account.mock.api_key)
    run("pull", "--freshdesk", account.address)
    account.mock.folders[1].responses.pop(0)
    account.mock.folders[1].responses[0].html = "<p>Ny text.</p>"

    told = run("pull", "--freshdesk", account.address).output

    assert "changed  Dela upp skulden i delbetalningar" in told
    assert "gone     Längre tid att betala" in told
    assert "115 responses: 0 new, 1 changed, 114 as before; 1 gone." in told


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Give --freshdesk ADDRESS or --from FILE"),
        (("--freshdesk", "http://company.example"), "give https://"),
        (("--freshdesk", "http://127.0.0.1:9"), "doesn't answer"),
        (("--from", "empty.json"), "has no responses; nothing is changed"),
        (("--from", "broken.json"), "another shape than Freshdesk's: it isn't JSON"),
        (("--from", "latin.json"), "can't be read as a text in UTF-8"),
    ],
)
def test_what_is_wrong_is_said(arguments: tuple[str, ...], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(KEY, "key")
    monkeypatch.chdir(tmp_path)
    Path("empty.json").write_text("[]", "utf-8")
    Path("broken.json").write_text("[", "utf-8")
    Path("latin.json").write_bytes("[å]".encode("latin-1"))

    told = run("pull", *arguments)

    assert told.exit_code != 0
    assert said in told.output

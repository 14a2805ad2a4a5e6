"""The command: what it does, and one clear sentence for each thing that can be wrong."""

import hashlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from base64 import b64decode
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.error import HTTPError
from urllib.request import Request, urlopen
from uuid import uuid4

import pytest
from click.testing import CliRunner

from rutinlots import live_rules
from rutinlots.cli import main
from rutinlots.rule_loader import Problem, RulesError
from rutinlots.store import Author, Event, Store
from rutinlots.web.config import CHECKOUT, SETTINGS

SITUATION = {
    "moment": "send",
    "now": "2026-03-10T10:15:00+01:00",
    "ticket": {
        "id": 5,
        "properties": {"Typ": None},
        "required": ["Typ"],
        "requester": {"name": "Anna Berg", "email": "anna.berg@example.com"},
        "conversation": [{"direction": "in", "text": "Hej! Varför är fakturan så hög?\n\nMvh\nAnna Berg"}],
    },
    "draft": {"kind": "reply", "to": ["anna.berg@example.com"], "text": "Hej Anna,\n\nTack."},
}


@pytest.fixture(autouse=True)
def own_data(tmp_path, monkeypatch):
    monkeypatch.setenv("RUTINLOTS_DATA", str(tmp_path / "data"))


def run(*arguments, input=None):
    return CliRunner().invoke(main, arguments, input=input)


def failure(*arguments, input=None):
    """What is said when a command fails: never a traceback."""
    result = run(*arguments, input=input)
    assert result.exit_code in (1, 2), result.output
    assert isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    return result.output


# ---- check


def test_check_judges_a_file(tmp_path):
    file = tmp_path / "situation.json"
    file.write_text(json.dumps(SITUATION), encoding="utf-8")
    result = run("check", str(file))
    assert result.exit_code == 0, result.output
    assert re.search(r"^block +\S+ \(KM-14\): ", result.output, re.MULTILINE)
    assert "MAICCDIS" in result.output


def test_check_judges_standard_input_and_prints_what_the_api_answers():
    result = run("check", "--json", "-", input=json.dumps(SITUATION))
    assert result.exit_code == 0, result.output
    assert set(json.loads(result.output)) == {"rules", "findings", "marks", "guides", "suggestions", "gate"}


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, "\xff"])
def test_check_says_that_a_file_is_not_json(text):
    assert "is not JSON" in failure("check", "-", input=text.encode("latin-1"))


def test_check_names_the_field_that_is_wrong():
    told = failure("check", "-", input=json.dumps({**SITUATION, "moment": "later"}))
    assert "moment: Must be one of" in told


def test_check_says_that_a_file_is_not_there():
    assert "No such file" in failure("check", "nowhere.json")


def test_a_folder_without_rules_is_named(tmp_path):
    assert str(tmp_path) in failure("check", "--rules", str(tmp_path), "-", input="{}")


# ---- rules


def test_a_broken_rule_file_is_told_by_file_line_and_key(tmp_path):
    import shutil

    rules = tmp_path / "rules"
    shutil.copytree(CHECKOUT / "shared_rules", rules)
    broken = next((rules / "checks").rglob("*.yaml"))
    lines = broken.read_text(encoding="utf-8").split("\n")
    line = next(number for number, text in enumerate(lines) if text.startswith("level:"))
    lines[line] = "level: fierce"
    broken.write_text("\n".join(lines), encoding="utf-8")
    told = failure("serve", "--rules", str(rules))
    assert f"{broken.relative_to(rules).as_posix()}, rad {line + 1}, level" in told


def test_a_new_check_is_written_and_not_written_over(tmp_path):
    (tmp_path / "settings.yaml").touch()
    result = run("new-check", "sprak/too-formal", "--rules", str(tmp_path))
    assert result.exit_code == 0, result.output
    assert (tmp_path / "checks" / "sprak" / "too-formal.yaml").is_file()
    assert "too-formal" in failure("new-check", "sprak/too-formal", "--rules", str(tmp_path))
    assert "tema/namn" in failure("new-check", "Too Formal", "--rules", str(tmp_path))


def test_a_new_check_where_there_are_no_rules_makes_no_folder(tmp_path):
    nowhere = tmp_path / "nowhere"
    assert "finns inga regler" in failure("new-check", "sprak/too-formal", "--rules", str(nowhere))
    assert not nowhere.exists()


@pytest.fixture
def published(tmp_path):
    """An older version let a team leader publish settings that are refused by now."""
    text = (CHECKOUT / "shared_rules" / "settings.yaml").read_text("utf-8")
    store = Store(f"sqlite:///{tmp_path / 'data' / 'rutinlots.db'}")
    after = text.replace("\ndomains: [", "\ndomains: [gmail.com, ")
    store.rule_changes.publish(Author("Maria", "192.0.2.1"), "settings.yaml", text, after, "Fler", datetime.now(UTC), folder=text)
    yield store
    store.close()


def test_a_server_that_is_kept_from_starting_by_what_is_published_says_that_it_lies_in_the_database_and_the_way_out(published):
    told = failure("serve", "--port", "0")
    assert re.search(r"settings.yaml, rad \d+, domains.0: ”gmail.com”", told)
    assert "Team leaders have published settings.yaml: that text is in the database" in told
    assert "rutinlots withdraw FILE" in told


def test_a_published_file_that_lacks_what_the_new_version_needs_is_named_though_the_fault_is_told_of_another_place(published):
    run("withdraw", "settings.yaml")
    file = "words/eskalering.yaml"
    text = (CHECKOUT / "shared_rules" / file).read_text("utf-8")
    before = "egen: [egna ord]\n"
    published.rule_changes.publish(Author("Maria", "192.0.2.1"), file, text, before, "", datetime.now(UTC), folder=text)
    told = failure("prove", "--published")
    assert "ordlistan lämnar-över saknas" in told
    assert f"Team leaders have published {file}:" in told


def test_what_is_published_is_proven_before_an_upgrade_by_asking_for_it(published):
    assert run("prove", "double-greeting").exit_code == 0
    assert "gmail.com" in failure("prove", "--published", "double-greeting")


def test_a_database_that_is_not_there_is_neither_made_nor_taken_for_one_in_which_nothing_is_published(tmp_path):
    misspelt = tmp_path / "dtaa"
    told = failure("prove", "--published", "--data", str(misspelt))
    assert f"{misspelt / 'rutinlots.db'} doesn't exist" in told
    assert "--data" in told
    assert not misspelt.exists()


def test_a_published_file_is_withdrawn_with_a_trace_and_the_rules_can_be_used_again(published):
    result = run("withdraw", "settings.yaml")
    assert result.exit_code == 0, result.output
    assert run("prove", "--published", "double-greeting").exit_code == 0
    withdrawn, first = published.rule_changes.latest(9)
    assert (withdrawn.before, withdrawn.after) == (first.after, first.before)
    assert "settings.yaml, as in the folder" in run("audit").output


def test_a_check_that_is_in_the_database_alone_can_be_withdrawn_too(published):
    new = "checks/sprak/egen.yaml"
    published.rule_changes.publish(Author("Maria", "192.0.2.1"), new, "", "id: fel\n", "", datetime.now(UTC), folder="")
    assert run("withdraw", new).exit_code == 0
    assert set(published.rule_changes.published()) == {"settings.yaml"}


def test_a_file_that_is_not_published_is_not_withdrawn_and_those_that_are_get_named(published):
    assert "What is: settings.yaml" in failure("withdraw", "topics.yaml")
    run("withdraw", "settings.yaml")
    assert "What is: nothing" in failure("withdraw", "settings.yaml")


# ---- token


def test_the_rules_are_proved_by_their_own_examples():
    result = run("prove", "double-greeting")

    assert result.exit_code == 0
    assert "1 kontroller" in result.output


def test_a_rule_that_does_not_do_what_it_says_is_named(tmp_path):
    folder = tmp_path / "rules"
    shutil.copytree(CHECKOUT / "shared_rules", folder)
    file = folder / "checks" / "halsning" / "double-greeting.yaml"
    file.write_text(file.read_text("utf-8").replace("<mark>Hej!</mark>", "<mark>Hej</mark>!"), "utf-8")

    result = run("prove", "double-greeting", "--rules", str(folder))

    assert result.exit_code == 1
    assert "halsning/double-greeting.yaml: dåligt exempel" in result.output


def test_a_rule_to_prove_that_does_not_exist_is_named():
    assert "gladare-ton" in failure("prove", "gladare-ton")


def test_a_token_is_made_listed_and_revoked():
    made = run("token", "create", "Sandra", "--role", "lead")
    secret = made.stdout.strip()
    assert len(secret) >= 43
    listed = run("token", "list").output
    assert re.search(r"1  lead .* valid .* Sandra", listed)
    assert secret not in listed
    assert run("token", "revoke", "1").exit_code == 0
    assert "revoked" in run("token", "list").output
    assert "no valid token 1" in failure("token", "revoke", "1")


@pytest.mark.parametrize("number", ["0", str(10**30)])
def test_a_number_that_no_token_has_is_refused(number):
    assert "range" in failure("token", "revoke", number)


def test_a_command_says_that_it_made_a_database_or_a_key_which_the_server_may_not_use(tmp_path):
    first, then = (run("token", "create", "Sandra").stderr for _ in range(2))
    assert str(tmp_path / "data" / "rutinlots.db") in first
    assert "rutinlots.db" not in then
    made, shown = (run("identity") for _ in range(2))
    assert str(tmp_path / "data" / "identity.pem") in made.stderr
    assert (shown.stderr, shown.stdout) == ("", made.stdout)


def test_before_the_first_token_the_list_says_how_to_make_one():
    assert "rutinlots token create" in run("token", "list").output


def test_a_role_that_is_not_there_is_refused():
    assert "agent" in failure("token", "create", "Sandra", "--role", "boss")


# ---- serve: what can be wrong


def test_help_names_every_setting_its_default_and_its_variable():
    told = " ".join(run("serve", "--help").output.split())
    for setting in SETTINGS:
        assert f"--{setting.key.lower().replace('_', '-')}" in told
        assert setting.variable in told


@pytest.mark.parametrize(
    ("variable", "says"),
    [
        ("RUTINLOTS_DATABSE_URL", "did you mean RUTINLOTS_DATABASE_URL?"),
        ("RUTINLOTS_KEEP_LOGS", "did you mean RUTINLOTS_KEEP_"),
        ("RUTINLOT_TENANTS", "did you mean RUTINLOTS_TENANTS?"),
        ("RUTINLOTS_COLOUR_OF_THE_SKY", "rutinlots serve --help lists them"),
    ],
)
def test_a_variable_that_is_no_setting_is_named_at_the_start_and_never_its_value(tmp_path, monkeypatch, caplog, variable, says):
    monkeypatch.setenv(variable, "s3cret-value")
    (tmp_path / "taken").touch()
    said = failure("serve", "--data", str(tmp_path / "taken"))
    [line] = [each for each in caplog.messages if variable in each]
    assert says in line
    assert "s3cret" not in said + caplog.text


def test_variables_of_the_programs_own_are_not_warned_of(tmp_path, monkeypatch, caplog):
    for variable in ("RUTINLOTS_FRESHDESK_KEY", "RUTINLOTS_BROWSER", "RUTINLOTS_LOG", "OTHER_LOG"):
        monkeypatch.setenv(variable, "text")
    (tmp_path / "taken").touch()
    failure("serve", "--data", str(tmp_path / "taken"))
    assert "RUTINLOTS_" not in caplog.text


def test_a_port_in_use_is_named_with_what_to_do():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        told = failure("serve", "--port", str(port))
    assert f"Port {port} on 127.0.0.1 is in use" in told
    assert "--port" in told


def test_a_host_of_another_machine_is_named():
    assert "not on this machine" in failure("serve", "--host", "192.0.2.1", "--port", "0", "--plain-http", "yes")


def test_plain_http_from_other_machines_has_to_be_asked_for():
    for host in ("0.0.0.0", "::", "192.0.2.1", "rutiner.example"):
        assert "--plain-http yes" in failure("serve", "--host", host, "--port", "0")


@pytest.mark.parametrize("network", ["x.y", "10.0.0.5/8"])
def test_a_network_that_is_none_shows_what_one_looks_like(network):
    assert "such as 10.0.0.5 or 10.0.0.0/8" in failure("serve", "--proxies", network)


def test_a_key_file_that_is_no_text_is_named_by_its_own_setting(tmp_path):
    (tmp_path / "key").write_bytes(b"\xff")
    settings = ("--freshdesk", "https://company.freshdesk.com", "--freshdesk-key-file", str(tmp_path / "key"))
    assert "--freshdesk-key-file" in failure("serve", "--port", "0", *settings)


def test_a_port_that_is_no_number_is_named():
    assert "--port" in failure("serve", "--port", "http")


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    told = failure("serve", "--data", str(tmp_path / "file" / "data"))
    assert "can't be created" in told
    assert "--data" in told


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="no such users on Windows")
def test_a_folder_without_write_permission_is_named(tmp_path):
    """As another user than root, to whom nothing is forbidden."""
    (tmp_path / "data").mkdir(mode=0o555)
    tmp_path.chmod(0o755)
    if os.geteuid() != 0:
        told = failure("serve", "--data", str(tmp_path / "data"))
    else:
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            for parent in tmp_path.parents[:2]:
                parent.chmod(0o755)
            os.seteuid(65534)
            os.write(writer, failure("serve", "--data", str(tmp_path / "data")).encode())
            os._exit(0)
        os.close(writer)
        os.waitpid(child, 0)
        told = os.read(reader, 10_000).decode()
        os.close(reader)
    assert str(tmp_path / "data") in told
    assert "write" in told


def test_a_database_address_that_leads_nowhere_shows_what_one_looks_like():
    assert "postgresql://" in failure("serve", "--database-url", "nonsense")


def test_a_database_address_with_a_slash_too_few_shows_what_one_looks_like():
    assert "sqlite:////" in failure("token", "list", "--database-url", "sqlite://folder/file.db")


def test_a_damaged_database_is_named(tmp_path):
    (tmp_path / "rutinlots.db").write_bytes(b"no database at all" * 1000)
    told = failure("serve", "--data", str(tmp_path))
    assert str(tmp_path / "rutinlots.db") in told
    assert "damaged" in told


def test_a_team_leader_is_added_listed_and_removed():
    assert run("lead", "add", "Maria", input="ett långt lösenord\nett långt lösenord\n").exit_code == 0
    assert "Maria" in run("lead", "list").output
    assert "at least" in failure("lead", "add", "Sandra", "--password-stdin", input="kort\n")
    assert run("lead", "add", "Sandra", "--password-stdin", input="ett långt lösenord\n").exit_code == 0
    assert "No such option" in failure("lead", "add", "Anna", "--password", "ett långt lösenord")
    assert "new password" in run("lead", "password", "Sandra", "--password-stdin", input="ett annat lösenord\n").output
    assert "first to be guessed" in failure("lead", "password", "Sandra", "--password-stdin", input="aaaaaaaaaa\n")
    assert "no login Anna" in failure("lead", "password", "Anna", "--password-stdin", input="ett annat lösenord\n")
    assert "Maria is not logged in" in failure("lead", "logout", "Maria")
    assert run("lead", "remove", "Maria").exit_code == 0
    assert "There is no login Maria" in failure("lead", "remove", "Maria")


def test_a_name_is_judged_before_a_password_is_asked_for():
    run("lead", "add", "Maria", "--password-stdin", input="ett långt lösenord\n")
    run("lead", "add", "Sandra", "--company")
    refused = {
        ("add", "Maria"): "already exists. For a new password: rutinlots lead password Maria",
        ("add", "Sandra"): "already exists. It is the company's login",
        ("add", ""): "A name is 1 to 80 characters",
        ("password", "Anna"): "no login Anna",
        ("password", "Sandra"): "Sandra logs in with the company's login, and has no password here",
    }
    for (command, name), told in refused.items():
        output = failure("lead", command, name)
        assert told in output
        assert "Password:" not in output


def test_a_backup_is_made_put_back_and_never_written_over(tmp_path):
    assert run("token", "create", "Sandra").exit_code == 0
    copy = str(tmp_path / "copy.db")
    assert run("token", "create", "Petra").exit_code == 0
    assert "Wrote" in run("backup", copy).output
    assert run("token", "revoke", "2").exit_code == 0
    assert "--force" in failure("backup", copy)
    assert run("token", "create", "Maria").exit_code == 0
    assert "--force" in failure("restore", copy)
    told = run("restore", copy, "--force").output
    assert "The previous database is now" in told
    assert "Token 2 (Petra) stays revoked." in told
    listed = run("token", "list").output
    assert ("Sandra" in listed, "Maria" in listed) == (True, False)


def test_the_audit_trail_says_who_did_what(tmp_path):
    run("token", "create", "Sandra")
    run("lead", "add", "Maria", "--password-stdin", input="ett långt lösenord\n")
    run("lead", "password", "Maria", "--password-stdin", input="ett annat lösenord\n")
    run("token", "revoke", "1")
    run("lead", "remove", "Maria")
    run("backup", str(tmp_path / "copy.db"))
    run("restore", str(tmp_path / "copy.db"), "--force")
    lines = [json.loads(line) for line in run("audit", "--json").output.splitlines()]
    assert [(line["what"], line["about"].removeprefix(str(tmp_path))) for line in lines] == [
        ("token-created", "Sandra (agent)"),
        ("lead-added", "Maria"),
        ("password-changed", "Maria"),
        ("token-revoked", "token 1"),
        ("lead-removed", "Maria"),
        ("restored", "/copy.db"),
    ]
    assert {line["source"] for line in lines} == {"command line"}
    assert "lösenord" not in run("audit").output
    assert "token-created" in run("audit", "--days", "1").output


def test_what_is_kept_about_a_ticket_is_exported_and_deleted(tmp_path):
    store = Store(f"sqlite:///{tmp_path / 'data' / 'rutinlots.db'}")
    at = datetime(2020, 1, 1, tzinfo=UTC)
    store.ledger.record([Event(id=str(uuid4()), at=at, kind="logged", ticket=90103)], at)
    store.close()
    assert json.loads(run("ticket", "export", "90103").output)["ledger"][0]["ticket"] == 90103
    assert "Deleted 3 rows" in run("ticket", "delete", "90103").output
    assert json.loads(run("ticket", "export", "90103").output)["ledger"] == []
    assert [json.loads(line)["what"] for line in run("audit", "--json").output.splitlines()] == [
        "ticket-exported", "ticket-deleted", "ticket-exported",
    ]  # fmt: skip


def test_what_is_too_old_is_deleted_by_command(tmp_path):
    store = Store(f"sqlite:///{tmp_path / 'data' / 'rutinlots.db'}")
    at = datetime.now(UTC) - timedelta(days=10)
    store.ledger.record([Event(id=str(uuid4()), at=at, kind="logged", ticket=90103)], at)
    store.close()
    first = run("retention")
    assert (first.exit_code, re.findall(r"(\w+) +older than", first.output)) == (
        0,
        ["events", "trials", "reasons", "ledger", "rule_changes", "audit", "courses"],
    )
    assert re.search(r"events +older than 90 days: 0 deleted", first.output)
    told = run("retention", "--events", "9d", "--ledger", "9", "--audit", "9d").output
    assert re.findall(r"(\w+) +older than 9 days: 1 deleted", told) == ["events", "ledger", "audit"]
    assert "number of days" in failure("retention", "--events", "soon")


def test_a_backup_of_postgresql_points_at_its_own_program(tmp_path):
    assert "pg_dump" in failure("backup", str(tmp_path / "copy"), "--database-url", "postgresql://x@localhost/x")


# ---- serve: a real server


class Server:
    """``rutinlots serve`` in a process of its own, on a free port."""

    def __init__(self, data, *arguments):
        command = [sys.executable, "-m", "rutinlots", "serve", "--port", "0", "--processes", "1", "--data", str(data), *arguments]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        self.address = re.search(r"http://127\.0\.0\.1:\d+", line).group()

    def post(self, path, body):
        data = json.dumps(body).encode()
        request = Request(self.address + path, data, {"Content-Type": "application/json"})
        with urlopen(request, timeout=30) as response:
            return json.load(response)

    def get(self, path):
        with urlopen(self.address + path, timeout=30) as response:
            return response.read().decode()


@pytest.fixture
def server(tmp_path) -> Iterator[Server]:
    started = Server(tmp_path / "data")
    yield started
    started.process.kill()
    started.process.communicate()


def test_a_server_answers_beside_callers_that_never_finish_and_what_was_begun_on_before_it_ends(server):
    """A long question comes last, so that it is being answered when the server is told to stop."""
    slow = [socket.create_connection(server.address.removeprefix("http://").split(":")) for _ in range(40)]
    for each in slow:
        each.sendall(b"POST /api/v1/checks HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\n{")
    assert server.post("/api/v1/checks", SITUATION)["gate"]["code"] == "MAICCDIS"
    for each in slow:
        each.close()
    if os.name == "posix":  # ends at once on Windows
        with socket.create_connection(server.address.removeprefix("http://").split(":")) as caller:
            caller.sendall(asked({**SITUATION, "draft": {**SITUATION["draft"], "text": "Hej Anna,\n" * 80_000}}))
            while "rutinlots_waiting_count 2.0" not in server.get("/metrics"):
                pass
            server.process.send_signal(signal.SIGTERM)
            answer = caller.makefile("rb").read()
        assert answer.startswith(b"HTTP/1.1 200")
        assert json.loads(answer.split(b"\r\n\r\n", 1)[1])["gate"]["code"] == "MAICCDIS"
    else:
        server.process.terminate()
    out, err = server.process.communicate(timeout=30)
    assert server.process.returncode == (0 if os.name == "posix" else 1)
    assert "POST /api/v1/checks 200" in err
    assert "Traceback" not in err
    if os.name == "posix":
        assert "has stopped" in out


@pytest.mark.skipif(os.name != "posix", reason="no such signal on Windows")
def test_a_server_whose_terminal_is_closed_stops_as_it_does_by_itself(server):
    server.process.send_signal(signal.SIGHUP)
    out, err = server.process.communicate(timeout=30)
    assert (server.process.returncode, "has stopped" in out, "Traceback" in err) == (0, True, False)


INTERRUPTED = """
import signal, sys

class Interrupted:
    def find_spec(self, name, *_):
        if name == "rutinlots.commands.group":
            signal.raise_signal(signal.SIGINT)

sys.meta_path.insert(0, Interrupted())
import rutinlots.cli
"""


@pytest.mark.skipif(os.name != "posix", reason="another way to end on Windows")
def test_a_command_that_is_stopped_while_it_is_being_loaded_says_nothing():
    ended = subprocess.run([sys.executable, "-c", INTERRUPTED], capture_output=True, text=True, timeout=60)
    assert (ended.returncode, ended.stdout, ended.stderr) == (-signal.SIGINT, "", "")


def test_a_server_whose_rules_turn_out_to_crash_ends_and_says_which_check(monkeypatch):
    def crash(rules, *_, **__):
        raise RulesError([Problem("checks/x/ill.yaml", 0, "", "kontrollen ”ill” går inte att använda")])

    monkeypatch.setattr(live_rules, "try_out", crash)
    result = run("serve", "--port", "0", "--processes", "1", "--encoder", "none")
    assert "Rutinlots listens on" in result.output
    assert result.exit_code == 1
    assert "ill.yaml" in result.output


def test_behind_a_proxy_the_served_pages_are_those_of_its_public_address(tmp_path):
    """waitress would take such headers away by itself."""
    started = Server(tmp_path / "data", "--public-url", "https://rutiner.example")
    try:
        headers = {"Host": "rutiner.example", "X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.7"}
        with urlopen(Request(f"{started.address}/logga-in", headers=headers), timeout=30) as response:
            assert "Secure" in response.headers["Set-Cookie"]
            assert response.headers["Strict-Transport-Security"]
    finally:
        started.process.kill()
        _, err = started.process.communicate()
    assert "https://rutiner.example is reachable from other machines" in err


def test_what_was_answered_200_is_there_after_a_kill(server, tmp_path):
    ids = [f"00000000-0000-4000-8000-{n:012}" for n in range(20)]
    for ticket, id in enumerate(ids, start=1):
        event = {"id": id, "at": "2026-03-10T10:15:00Z", "kind": "logged", "ticket": ticket}
        assert server.post("/api/v1/events", {"events": [event]}) == {"accepted": 1, "known": 0}
    server.process.kill()
    server.process.communicate()
    store = Store(f"sqlite:///{tmp_path / 'data' / 'rutinlots.db'}")
    assert all(store.ledger.history(ticket).logged for ticket in range(1, 21))
    store.close()


def asked(situation):
    """A whole request for a check."""
    body = json.dumps(situation).encode()
    head = f"POST /api/v1/checks HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {len(body)}"
    return (head + "\r\nConnection: close\r\n\r\n").encode() + body


@pytest.mark.skipif(os.name != "posix", reason="no such scheduling on Windows")
def test_callers_that_have_hung_up_while_they_waited_cost_no_judgement(tmp_path):
    """The extension waits a second; what it has given up must not keep the others waiting."""
    started = Server(tmp_path / "data", "--threads", "1", "--waiting", "1000", "--rate", "0")
    try:
        callers = [socket.create_connection(started.address.removeprefix("http://").split(":")) for _ in range(60)]
        started.process.send_signal(signal.SIGSTOP)
        for caller in callers:
            caller.sendall(asked(SITUATION))
            caller.close()
        started.process.send_signal(signal.SIGCONT)
        assert started.post("/api/v1/checks", SITUATION)["gate"]["code"] == "MAICCDIS"
        judged = float(re.search(r"rutinlots_check_seconds_count\S* (\S+)", started.get("/metrics"))[1])
        assert judged < 30
    finally:
        started.process.kill()
        started.process.communicate()


@pytest.mark.skipif(os.name != "posix", reason="no such scheduling on Windows")
def test_more_than_can_be_answered_are_sent_away_and_the_server_goes_on(tmp_path):
    started = Server(tmp_path / "data", "--threads", "1", "--waiting", "1", "--rate", "0")
    try:
        callers = [socket.create_connection(started.address.removeprefix("http://").split(":")) for _ in range(40)]
        started.process.send_signal(signal.SIGSTOP)  # so that all of them are there when it looks
        for caller in callers:
            caller.sendall(asked(SITUATION))
        started.process.send_signal(signal.SIGCONT)
        answers = [caller.makefile("rb").read() for caller in callers]
        for caller in callers:
            caller.close()
        assert {answer.split()[1] for answer in answers} == {b"200", b"503"}
        assert all(b"\r\nRetry-After: 1\r\n" in answer for answer in answers if answer.split()[1] == b"503")
        assert started.post("/api/v1/checks", SITUATION)["gate"]["code"] == "MAICCDIS"
    finally:
        started.process.kill()
        started.process.communicate()


def test_the_printed_fingerprint_is_that_of_the_key_with_which_the_server_vouches_for_its_own_address_alone(tmp_path):
    """And Ctrl+C ends that server cleanly."""
    printed = run("identity", "--data", str(tmp_path / "data")).stdout.strip()
    assert re.fullmatch("[0-9a-f]{64}", printed)
    started = Server(tmp_path / "data")
    try:
        proof = started.post("/api/v1/identity", {"nonce": "n" * 43, "audience": started.address})
        assert hashlib.sha256(b64decode(proof["key"])).hexdigest() == printed
        with pytest.raises(HTTPError, match="422"):
            started.post("/api/v1/identity", {"nonce": "n" * 43, "audience": "http://127.0.0.1:1"})
        started.process.send_signal(signal.SIGINT)
        out, err = started.process.communicate(timeout=30)
        assert (started.process.returncode, "has stopped" in out) == (0, True)
        assert "Traceback" not in err
    finally:
        started.process.kill()
        started.process.communicate()


def test_a_token_for_one_freshdesk_says_so():
    assert run("token", "create", "Sandra", "--tenant", "Company.freshdesk.com").exit_code == 0
    assert "Sandra  (for company.freshdesk.com)" in run("token", "list").output
    assert "host names" in failure("token", "create", "Maria", "--tenant", "https://company.freshdesk.com")


# ---- stage


def test_the_stage_starts_by_itself_on_this_machine_and_leaves_nothing_behind(tmp_path):
    command = [sys.executable, "-m", "rutinlots", "stage", "--no-browser"]
    environment = {**os.environ, "TMPDIR": str(tmp_path), "RUTINLOTS_HOST": "192.0.2.1", "RUTINLOTS_RULES": "/nowhere"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment) as server:
        address = re.fullmatch(r"The stage is at (http://127\.0\.0\.1:\d+/ovning)\n", server.stdout.readline())[1]
        with urlopen(address) as page:
            assert "Öva på riktigt" in page.read().decode()
        assert list(tmp_path.glob("rutinlots-stage-*/rutinlots.db"))
        server.send_signal(signal.SIGTERM)
        rest = server.stdout.read()

    assert "its data is deleted" in rest
    assert list(tmp_path.iterdir()) == []


def test_a_port_for_the_stage_that_is_no_port_is_named():
    assert "--port" in failure("stage", "--port", "http")

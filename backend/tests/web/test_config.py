"""Settings: what is given wins over the environment, which wins over the default."""

import base64
import hashlib
import json
from pathlib import Path

import pytest

from rutinlots.web.config import CHECKOUT, EXTENSION_ID, SETTINGS, ConfigError, database_address, is_loopback, settle


def test_every_setting_has_a_default_a_variable_and_a_line_of_help():
    settled = settle({}, {})
    for setting in SETTINGS:
        assert settled[setting.key] == setting.default
        assert setting.variable == f"RUTINLOTS_{setting.key}"
        assert setting.help.endswith(".")


def test_the_environment_wins_over_the_default_and_what_is_given_over_both():
    environment = {"RUTINLOTS_PORT": "9000", "RUTINLOTS_HOST": "192.0.2.1", "RUTINLOTS_HOSTS": "A.example, b.example"}
    settled = settle({"HOST": "127.0.0.2"}, environment)
    assert (settled["PORT"], settled["HOST"]) == (9000, "127.0.0.2")
    assert settled["HOSTS"] == ("a.example", "b.example")


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://rutiner.example", "https://rutiner.example"),
        ("https://Rutiner.example:443/", "https://rutiner.example"),
        ("https://rutiner.example:8443", "https://rutiner.example:8443"),
    ],
)
def test_a_public_address_is_kept_as_browsers_write_it(text, address):
    assert settle({}, {"RUTINLOTS_PUBLIC_URL": text})["PUBLIC_URL"] == address


def test_proxies_are_addresses_or_networks():
    assert settle({}, {"RUTINLOTS_PROXIES": "10.1.0.0/16, ::1"})["PROXIES"] == ("10.1.0.0/16", "::1")


@pytest.mark.parametrize("text", ["rutiner", "rutiner.example", "192.0.2.1", "2001:db8::1"])
def test_a_host_is_named_as_browsers_name_it(text):
    assert settle({}, {"RUTINLOTS_HOSTS": text})["HOSTS"] == (text,)


def test_an_empty_variable_is_no_setting():
    assert settle({}, {"RUTINLOTS_PORT": ""})["PORT"] == 8765


def test_tests_do_not_depend_on_the_environment(monkeypatch):
    monkeypatch.setenv("RUTINLOTS_DATABASE_URL", "postgresql://somewhere/else")
    settled = settle({"TESTING": True})
    assert database_address(settled) == "sqlite://"


@pytest.mark.parametrize(
    ("variable", "text"),
    [
        ("PORT", "x"),
        ("PORT", "-1"),
        ("PORT", "65536"),
        ("PORT", "٣"),
        ("THREADS", "0"),
        ("THREADS", "many"),
        ("PROCESSES", "0"),
        ("PROCESSES", "65"),
        ("RATE", "-1"),
        ("WAITING", "few"),
        ("EXTENSION_IDS", "rutinlots"),
        ("PUBLIC_URL", "http://rutiner.example"),
        ("PUBLIC_URL", "rutiner.example"),
        ("PUBLIC_URL", "https://"),
        ("PUBLIC_URL", "https://rutiner.example/handbok"),
        ("PUBLIC_URL", "https://rutiner.example:port"),
        ("PROXIES", "rutiner.example"),
        ("PROXIES", "10.0.0.1/8"),
        ("PROXY_COUNT", "0"),
        ("HOSTS", "rutiner.example:8765"),
        ("HOSTS", "one.example two.example"),
        ("TENANTS", "https://company.freshdesk.com"),
        ("TENANTS", "company.freshdesk.com/a"),
        ("TENANTS", "company.freshdesk.com, *.freshdesk.com"),
        ("LOG", "xml"),
    ],
)
def test_a_value_that_cannot_be_is_named_with_its_variable(variable, text):
    with pytest.raises(ConfigError, match=f"RUTINLOTS_{variable}"):
        settle({}, {f"RUTINLOTS_{variable}": text})


def test_the_database_is_in_the_data_folder_unless_an_address_is_set(tmp_path):
    assert database_address(settle({"DATA": tmp_path}, {})) == f"sqlite:///{tmp_path / 'rutinlots.db'}"
    out_of_scope = {"DATABASE_URL": "postgresql://host/name", "TESTING": True}
    assert database_address(settle(out_of_scope, {})) == "postgresql://host/name"


@pytest.mark.parametrize(
    ("host", "home"),
    [("127.0.0.1", True), ("127.8.8.8", True), ("localhost", True), ("::1", True), ("0.0.0.0", False), ("10.0.0.1", False)],
)
def test_loopback_is_this_machine_alone(host, home):
    assert is_loopback(host) is home


def test_the_rules_are_the_repositorys_own_by_default():
    assert settle({}, {})["RULES"] == CHECKOUT / "shared_rules"


def test_the_extensions_id_is_the_one_that_its_key_gives():
    """Chrome takes the first 16 bytes of the key's SHA-256 and writes them with the letters a to p."""
    manifest = json.loads(Path(CHECKOUT, "extension", "manifest.json").read_text(encoding="utf-8"))
    digest = hashlib.sha256(base64.b64decode(manifest["key"])).hexdigest()[:32]
    assert "".join(chr(ord("a") + int(digit, 16)) for digit in digest) == EXTENSION_ID

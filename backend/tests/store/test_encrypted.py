"""Connections to a database on another machine."""

import logging

import pytest
from sqlalchemy import make_url

from rutinlots.store import StoreError
from rutinlots.store.sql.causes import explain
from rutinlots.store.sql.database import open_database
from rutinlots.store.sql.encrypted import encrypted

HERE = [
    "postgresql+psycopg://u@/x",
    "postgresql+psycopg://u@localhost/x",
    "postgresql+psycopg://u@127.0.0.1:5432/x",
    "postgresql+psycopg://u@[::1]/x",
    "postgresql+psycopg://u@/x?host=/run/postgresql",
    "postgresql+psycopg://u@/x?host=127.0.0.1:5432",
]
ELSEWHERE = [
    "postgresql+psycopg://u@db.example/x",
    "postgresql+psycopg://u@10.0.0.5/x",
    "postgresql+psycopg://u@/x?host=db.example",
    "postgresql+psycopg://u@/x?host=/run/postgresql&host=db.example:5432",
    "postgresql+psycopg://u@localhost/x?hostaddr=10.0.0.5",
    "postgresql+psycopg://u@localhost/x?service=team",
    "postgresql+psycopg://u@localhost.example/x",
]


@pytest.fixture(autouse=True)
def no_other_host(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PGHOST", "PGHOSTADDR"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("address", HERE)
def test_on_this_machine_it_is_as_the_address_says(address: str):
    assert encrypted(make_url(address)) == make_url(address)


@pytest.mark.parametrize("address", ELSEWHERE)
def test_on_another_machine_it_is_encrypted_and_the_machine_verified(address: str):
    assert encrypted(make_url(address)).query["sslmode"] == "verify-full"


def test_a_host_that_the_environment_names_counts(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PGHOST", "db.example")
    assert encrypted(make_url(HERE[0])).query["sslmode"] == "verify-full"


@pytest.mark.parametrize("mode", ["disable", "require", "verify-ca"])
def test_less_is_the_operators_own_word_and_is_logged_without_the_address(mode: str, caplog: pytest.LogCaptureFixture):
    url = make_url(f"postgresql+psycopg://me:hemligt@db.example/x?sslmode={mode}")
    with caplog.at_level(logging.WARNING):
        assert encrypted(url) == url
    assert f"sslmode={mode}" in caplog.text
    assert "hemligt" not in caplog.text


@pytest.mark.parametrize("mode", ["allow", "prefer"])
def test_what_falls_back_by_itself_is_refused(mode: str):
    with pytest.raises(StoreError, match=f"sslmode={mode}"):
        open_database(f"postgresql://me@db.example/x?sslmode={mode}")


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ('root certificate file "/home/someone/.postgresql/root.crt" does not exist', "sslrootcert"),
        ("SSL error: certificate verify failed", "sslrootcert"),
        ('server certificate for "a" does not match host name "b"', "name in its certificate"),
        ("server does not support SSL, but SSL was required", "Switch TLS on"),
        ('FATAL: no pg_hba.conf entry for host "10.0.0.5", user "a", database "b", no encryption', "pg_hba.conf"),
        ("FATAL: sorry, too many clients already", "max_connections"),
        ("FATAL: remaining connection slots are reserved for roles with SUPERUSER", "max_connections"),
        ("could not extend file: No space left on device", "disk is full"),
        ("cannot execute INSERT in a read-only transaction", "takes writes"),
        ('invalid sslmode value: "bogus"', "Correct its address"),
        ('invalid connection option "foo"', "Correct its address"),
    ],
)
def test_what_is_wrong_with_postgresql_is_told_with_what_to_do(message: str, told: str):
    assert told in explain(OSError(message), "The database")

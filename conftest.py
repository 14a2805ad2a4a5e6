"""Makes check files pytest tests: ``pytest shared_rules/checks/halsning/auto-salutation.yaml`` runs a check's examples."""

import gc
import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import CodeType
from typing import TYPE_CHECKING

import pytest
from argon2 import PasswordHasher
from flask import Flask
from hypothesis import settings
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy import Engine
from werkzeug.routing import Rule

from backend.tests.shipped import SHARED_RULES, shipped
from rutinlots import live_rules, rule_loader, rule_trying
from rutinlots.core.rules import Rules
from rutinlots.core.validation.examples import prove
from rutinlots.store.access import leads
from rutinlots.store.sql import database

if TYPE_CHECKING:
    from playwright.sync_api import Browser

settings.register_profile("no deadline", deadline=None)  # durations are for the benchmarks
settings.load_profile("no deadline")

# A run has dozens of processes. Without compiled modules each server would need half a second more, and each worker ten.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
os.environ.setdefault("RUTINLOTS_ENCODER", "none")  # encoding the library takes half a minute of a core; its tests ask for it


@pytest.fixture(scope="session")
def rules() -> Rules:
    """The repository's rules."""
    return shipped()


@pytest.fixture(scope="session", autouse=True)
def shipped_rules_are_read_and_tried_once() -> Iterator[None]:
    """Each server of a test would do it again, which takes longer than most tests."""
    read, at_first, try_out = rule_loader.load, live_rules.try_at_first, rule_trying.smoke_test
    tried_at_first = cache(lambda: at_first(shipped()))
    tried = cache(lambda: list(try_out(shipped())))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            rule_loader, "load", lambda folder, *more: read(folder, *more) if more or folder != SHARED_RULES else shipped()
        )
        patch.setattr(live_rules, "try_at_first", lambda rules: tried_at_first() if rules is shipped() else at_first(rules))
        patch.setattr(rule_trying, "smoke_test", lambda rules, *ids: tried() if rules is shipped() else try_out(rules, *ids))
        yield


@pytest.fixture(scope="session", autouse=True)
def a_database_in_memory_is_migrated_once() -> Iterator[None]:
    """Each later one is a copy: nearly every test opens one. Those in files and on servers are migrated each time."""
    migrate = database.migrate
    template = sqlite3.connect(":memory:", check_same_thread=False)

    def migrate_or_copy(engine: Engine) -> None:
        if engine.dialect.name != "sqlite" or engine.url.database:
            migrate(engine)
            return
        if not template.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            migrate(engine)
            with engine.connect() as connection:
                connection.connection.driver_connection.backup(template)
            return
        with engine.connect() as connection:
            template.backup(connection.connection.driver_connection)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "migrate", migrate_or_copy)
        yield
    template.close()


@pytest.fixture(scope="session", autouse=True)
def what_builds_an_address_is_compiled_when_it_is_needed() -> Iterator[None]:
    """Each of 500 apps would compile 218 functions, 20 ms, of which a test calls a few."""
    compile_builder = Rule._compile_builder

    def compiled_later(rule: Rule, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        compiled = cache(lambda: compile_builder(rule, append_unknown))
        return lambda self, **values: compiled()(self, **values)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Rule, "_compile_builder", compiled_later)
        yield


class CompiledTemplates(BytecodeCache):
    """What templates became, by their names and sources."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code:
            self._codes[bucket.key, bucket.checksum] = bucket.code


@pytest.fixture(scope="session", autouse=True)
def a_template_is_compiled_once() -> Iterator[None]:
    """Not for each app that shows it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(Flask.jinja_options, "bytecode_cache", CompiledTemplates())
        yield


@pytest.fixture(scope="session", autouse=True)
def product_hasher() -> Iterator[PasswordHasher]:
    """The hasher of passwords as the server has it. It is slow by design, and tests log in often: they get a quick one."""
    own, quick = leads._HASHER, PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(leads, "_HASHER", quick)
        patch.setattr(leads, "_UNKNOWN", leads.no_password(quick))
        yield own


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """A browser without the extension, for windows of the tests' own. Starting one takes as long as two tests."""
    from playwright.sync_api import expect

    from e2e.harness.browser import driver, find, flags

    expect.set_options(timeout=20_000)  # the machine may be busy with other tests
    with driver() as playwright:
        running = playwright.chromium.launch(executable_path=find(), args=flags())
        yield running
        running.close()


def pytest_collection_finish() -> None:
    """Leave the tests themselves out of garbage collection, which is a tenth of a run's Python, and let it come less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    if file_path.suffix == ".yaml" and (SHARED_RULES / "checks") in file_path.parents:
        return CheckFile.from_parent(parent, path=file_path)
    return None


class CheckFile(pytest.File):
    """A check file, with one test item."""

    def collect(self) -> Iterator[pytest.Item]:
        yield Proof.from_parent(self, name="holds_what_its_examples_say")


class Proof(pytest.Item):
    """Proves one check by its examples, with the whole rule set."""

    def runtest(self) -> None:
        failures = list(prove(shipped().by_id[self.path.stem], shipped()))
        if failures:
            raise AssertionError("\n".join(failures))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException]) -> str:
        return str(excinfo.value)

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, 0, f"{self.path.stem} holds what its examples say"

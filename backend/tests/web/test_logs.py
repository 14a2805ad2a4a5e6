"""The log as JSON: one object a line, with the fields of the access log apart."""

import json
import logging
import re
import sys
from collections.abc import Iterator
from io import StringIO

import pytest

from rutinlots import create_app
from rutinlots.web.logs import JsonLines, begin


@pytest.fixture
def lines() -> Iterator[StringIO]:
    """What is logged as JSON."""
    written = StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonLines())
    logger = logging.getLogger("rutinlots")
    before = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    yield written
    logger.removeHandler(handler)
    logger.setLevel(before)


def told(lines: StringIO) -> list[dict]:
    return [json.loads(line) for line in lines.getvalue().splitlines()]


def test_a_request_is_told_by_its_fields(lines: StringIO):
    create_app({"TESTING": True}).test_client().get("/api/v1/pack?q=hemligt")
    [line] = told(lines)
    assert line.keys() == {"time", "level", "logger", "message", "method", "address", "status", "milliseconds"}
    assert (line["logger"], line["method"], line["address"], line["status"]) == ("rutinlots.access", "GET", "/api/v1/pack", 200)


def test_a_message_of_several_lines_is_one_line(lines: StringIO):
    logging.getLogger("rutinlots.x").error("Reglerna:\n  rad %d", 3)
    [line] = told(lines)
    assert (line["level"], line["message"]) == ("ERROR", "Reglerna:\n  rad 3")


def test_an_exception_is_part_of_its_line(lines: StringIO):
    try:
        raise ZeroDivisionError
    except ZeroDivisionError:
        logging.getLogger("rutinlots.x").error("It failed.", exc_info=sys.exc_info())
    assert told(lines)[0]["exception"].endswith("ZeroDivisionError")


def test_times_in_the_text_log_have_their_offset(monkeypatch: pytest.MonkeyPatch):
    given: list[logging.Handler] = []
    monkeypatch.setattr(logging, "basicConfig", lambda **how: given.extend(how["handlers"]))
    begin("text")
    line = given[0].format(logging.makeLogRecord({"msg": "Hej", "levelname": "INFO", "name": "x"}))
    assert re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d{4} INFO x: Hej", line)

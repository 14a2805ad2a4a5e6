"""What is made of a browser's trace: what each key cost the page's main thread, and each stop in writing."""

import pytest

from e2e.cost.figures import Case, Row, Task, Trace, at, by_key, by_pause, long_tasks, longest, more, read, shares, table

CASE = Case(300, 4)
# Three keys 100 ms apart, a stop, and one more key.
WRITTEN = Trace(
    tasks=[Task(0, 1), Task(5, 2), Task(100, 1), Task(200, 1), Task(460, 60), Task(900, 4), Task(1000, 1), Task(1300, 9)],
    keys=[0, 100, 200, 1000],
    own=[Task(101, 0.5), Task(461, 50)],
)


def task(ts: float, dur: float, *, thread: int = 1, **also: float) -> dict:
    return {"name": "RunTask", "pid": 1, "tid": thread, "ts": ts, "dur": dur, **also}


def dispatched(ts: float, kind: str, *, thread: int = 1) -> dict:
    return {"name": "EventDispatch", "pid": 1, "tid": thread, "ts": ts, "args": {"data": {"type": kind}}}


def called(ts: float, dur: float, url: str, *, thread: int = 1) -> dict:
    return {"name": "FunctionCall", "pid": 1, "tid": thread, "ts": ts, "dur": dur, "args": {"data": {"url": url}}}


def test_a_trace_is_read_of_the_thread_that_heard_the_keys_and_in_processor_time():
    events = [
        task(9000, 3000, tdur=2000),
        task(1000, 900, thread=2),
        dispatched(10_000, "keydown"),
        dispatched(10_100, "input"),
        task(2000, 1000),
        {"name": "Layout", "pid": 1, "tid": 1, "ts": 2100, "dur": 800},
        called(2100, 500, "chrome-extension://id/content.js"),
        called(2200, 100, "chrome-extension://id/content.js"),
        called(9100, 100, "https://a.freshdesk.com/app.js"),
        called(9300, 200, "chrome-extension://id/content.js", thread=2),
    ]
    assert read(events) == Trace(tasks=[Task(2, 1), Task(9, 2)], keys=[9], own=[Task(2.1, 0.5)])


def test_what_a_timer_of_the_extensions_does_afterwards_is_its_own_too():
    own, page = "chrome-extension://id/content.js", "https://a.freshdesk.com/app.js"
    fires = [{"name": "TimerFire", "pid": 1, "tid": 1, "ts": ts, "dur": 900} for ts in (1000, 3000)]
    calls = [called(1100, 200, own), called(3100, 200, page), called(3950, 20, own)]
    assert read([dispatched(0, "keydown"), task(0, 4000), *fires, *calls]).own == [Task(1, 0.9), Task(3.95, 0.02)]


def test_a_trace_without_a_key_says_so():
    with pytest.raises(ValueError, match="no key"):
        read([task(0, 1), dispatched(0, "input")])


def test_what_follows_a_key_is_counted_to_it_until_the_next_key_or_for_a_while():
    assert by_key(WRITTEN, WRITTEN.tasks) == [3, 1, 1, 1]
    assert by_key(WRITTEN, WRITTEN.own) == [0, 0.5, 0, 0]


def test_what_comes_in_a_stop_is_counted_to_the_stop_also_after_the_last_key():
    assert by_pause(WRITTEN, WRITTEN.tasks) == [64]
    longer = WRITTEN._replace(tasks=[*WRITTEN.tasks, Task(1500, 1)])
    assert by_pause(longer, longer.tasks) == [64, 10]
    assert by_pause(longer, longer.own) == [50, 0]


def test_a_keys_share_is_told_of_so_many_in_a_row_and_the_rest_is_left() -> None:
    assert shares([1, 3, 0, 8, 5], 2) == [2, 4]
    assert shares([1], 2) == []


def test_the_longest_task_and_those_that_are_felt():
    assert longest(WRITTEN.tasks) == 60
    assert longest([]) == 0
    assert long_tasks(WRITTEN.tasks) == 1


def test_percentiles_are_values_that_were_measured():
    assert [at(share, [3, 1, 2]) for share in (0, 0.5, 0.95, 1)] == [1, 2, 3, 3]


def test_a_cell_says_how_much_more_there_is_with_the_extension():
    assert more([1, 2, 3], [2, 3, 4], 0.5, 1) == "1.0 (3.0 − 2.0)"
    assert more([], [1], 0.5, 1) == "–"


def test_the_table_has_a_column_for_each_case_and_a_dash_where_nothing_was_measured():
    other = Case(10, 1)
    assert table([other, CASE], [Row("a key, ms", "under 1", {CASE: "0.2"})]).splitlines() == [
        "| | 10 messages, CPU ÷ 1 | 300 messages, CPU ÷ 4 | aim |",
        "|---|---:|---:|---|",
        "| a key, ms | – | 0.2 | under 1 |",
    ]

"""Daily work is done at the start, again after a day, and not after the end."""

from threading import Event

from rutinlots import create_app
from rutinlots.store import StoreError
from rutinlots.web.daily import Daily


def test_the_work_is_done_at_once_and_again():
    done: list[int] = []
    thrice = Event()

    def work() -> None:
        done.append(1)
        if len(done) == 3:
            thrice.set()

    daily = Daily(work, interval=0.001)
    assert thrice.wait(30)
    daily.close()


def test_work_that_fails_in_the_database_is_told_and_ends_nothing(monkeypatch, caplog):
    state = create_app({"TESTING": True}).extensions["rutinlots"]

    def away(*_):
        raise StoreError("The database is away.")

    monkeypatch.setattr(state.store.retention, "forget", away)
    state.forget_old()
    assert "not deleted: The database is away." in caplog.text
    state.close()

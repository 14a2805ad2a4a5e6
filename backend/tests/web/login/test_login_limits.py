"""Passwords are tried one at a time and not often: guessing is slow, and keeps out no one who knows the password."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from rutinlots.store import Store
from rutinlots.web.entry.addresses import caller
from rutinlots.web.login.login_limits import LoginLimits
from rutinlots.web.rate_limit import RateLimiter

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
KEY = b"x" * 32


@pytest.fixture
def store() -> Iterator[Store]:
    opened = Store()
    yield opened
    opened.close()


@pytest.fixture
def limits(store: Store) -> LoginLimits:
    """The limits without that of the whole server, unless a test puts it back."""
    return unlimited(store)


def unlimited(store: Store) -> LoginLimits:
    made = LoginLimits(store.login_tries, KEY)
    made._strangers = RateLimiter(1000, 1000)
    return made


def guesses(limits: LoginLimits, count: int, address: str, name: str = "Maria", browser: str = "", right: bool = False) -> int:
    """How many of so many tries are let through."""
    return sum(tried(limits, address, name, browser, right) for _ in range(count))


def tried(limits: LoginLimits, address: str, name: str, browser: str = "", right: bool = False, now: datetime = NOON) -> bool:
    with limits.attempt(address, name, browser, now) as attempt:
        attempt.right = right
        return not attempt.wait


def test_while_a_password_is_tried_the_next_is_refused_at_once(limits: LoginLimits):
    with limits.attempt("192.0.2.1", "Maria", "", NOON) as first, limits.attempt("192.0.2.2", "Sandra", "", NOON) as second:
        assert (first.wait, second.wait) == (0, 1)
    assert tried(limits, "192.0.2.2", "Sandra")


def test_a_try_that_fails_leaves_its_place(limits: LoginLimits):
    with pytest.raises(KeyError), limits.attempt("192.0.2.1", "Maria", "", NOON):
        raise KeyError
    assert tried(limits, "192.0.2.2", "Sandra")


def test_a_name_at_an_address_has_five_tries_at_once_and_another_every_half_minute(limits: LoginLimits):
    assert guesses(limits, 7, "192.0.2.1") == 5
    assert not tried(limits, "192.0.2.1", "Maria", now=NOON + timedelta(seconds=29))
    assert tried(limits, "192.0.2.1", "Maria", now=NOON + timedelta(seconds=30))


def test_a_shared_office_lets_in_who_knows_a_password_though_a_colleague_forgot_hers(limits: LoginLimits):
    guesses(limits, 20, "192.0.2.1", "Maria")
    assert tried(limits, "192.0.2.1", "Sandra", right=True)


def test_an_address_that_tries_many_names_is_slowed(limits: LoginLimits):
    assert sum(tried(limits, "192.0.2.1", f"namn {number}") for number in range(60)) == 30


def test_a_name_that_is_tried_from_everywhere_is_slowed(limits: LoginLimits):
    assert sum(tried(limits, f"192.0.2.{number}", "Maria") for number in range(60)) == 20


def test_the_browser_in_which_a_lead_has_logged_in_is_not_shut_out_by_strangers(limits: LoginLimits):
    browser = limits.remember("Maria", NOON)
    for number in range(60):
        tried(limits, f"192.0.2.{number % 3}", "Maria")
    assert tried(limits, "192.0.2.1", "Maria", browser, right=True)
    assert not tried(limits, "192.0.2.1", "Maria")


def test_a_known_browser_guesses_no_faster_and_vouches_for_its_own_name_only(limits: LoginLimits):
    browser = limits.remember("Maria", NOON)
    assert guesses(limits, 20, "192.0.2.1", "Maria", browser) == 5
    guesses(limits, 20, "192.0.2.1", "Sandra")
    assert not tried(limits, "192.0.2.1", "Sandra", browser)


@pytest.mark.parametrize("forged", ["", "x", "..", "a.99999999999.b", "a.9999999999.å", "å.²."])
def test_a_forged_browser_is_a_stranger(limits: LoginLimits, forged: str):
    guesses(limits, 5, "192.0.2.1", "Maria")
    assert not tried(limits, "192.0.2.1", "Maria", forged)


def test_a_browser_is_forgotten_after_half_a_year(limits: LoginLimits):
    browser = limits.remember("Maria", NOON)
    later = NOON + timedelta(days=181)
    for _ in range(5):
        tried(limits, "192.0.2.1", "Maria", now=later)
    assert not tried(limits, "192.0.2.1", "Maria", browser, now=later)


def test_right_passwords_use_up_nothing(limits: LoginLimits):
    assert guesses(limits, 50, "192.0.2.1", right=True) == 50


def test_servers_share_the_tries(store: Store):
    assert guesses(unlimited(store), 3, "192.0.2.1") + guesses(unlimited(store), 9, "192.0.2.1") == 5


def test_forty_addresses_together_have_ten_tries_at_once_and_take_none_from_known_browsers(store: Store):
    limits = LoginLimits(store.login_tries, KEY, clock=lambda: 0)
    browser = limits.remember("Maria", NOON)
    assert sum(guesses(limits, 5, f"192.0.2.{number}", f"namn {number}") for number in range(40)) == 10
    assert tried(limits, "192.0.2.1", "Maria", browser, right=True)


def test_no_name_and_no_address_is_kept(limits: LoginLimits, store: Store):
    guesses(limits, 1, "192.0.2.1", "Maria")
    with store._database.read() as connection:
        keys = connection.exec_driver_sql("SELECT key FROM login_tries").scalars().all()
    assert len(keys) == 3
    assert all(len(key) == 64 and set(key) <= set("0123456789abcdef") for key in keys)


@pytest.mark.parametrize(
    ("address", "whose"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("192.0.2.1:51234", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("[2001:db8:1:2:bbbb::9]:443", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("something", "something"),
        (None, ""),
    ],
)
def test_an_ipv6_address_counts_as_its_network_and_a_port_not_at_all(address: str | None, whose: str):
    assert caller(address) == whose

"""Logins: one attempt at a time, no waiting, and few in all."""

from rutinlots.web.login_limits import LoginLimits


def waits(limits: LoginLimits, address: str, count: int) -> list[bool]:
    refused = []
    for _ in range(count):
        with limits.attempt(address) as wait:
            refused.append(wait > 0)
    return refused


def test_while_a_password_is_tried_the_next_is_refused_at_once():
    limits = LoginLimits()
    with limits.attempt("192.0.2.1") as first, limits.attempt("192.0.2.2") as second:
        assert (first, second) == (0, 1)
    with limits.attempt("192.0.2.2") as third:
        assert third == 0


def test_a_try_that_fails_leaves_its_place():
    limits = LoginLimits()
    try:
        with limits.attempt("192.0.2.1"):
            raise KeyError
    except KeyError:
        pass
    assert waits(limits, "192.0.2.2", 1) == [False]


def test_each_address_has_five_tries_at_once():
    assert waits(LoginLimits(), "192.0.2.1", 7) == [False] * 5 + [True] * 2


def test_forty_addresses_together_have_ten_tries_at_once():
    limits = LoginLimits()
    tried = [wait for number in range(40) for wait in waits(limits, f"192.0.2.{number}", 5)]
    assert tried.count(False) == 10

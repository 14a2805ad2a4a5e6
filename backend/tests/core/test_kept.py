"""A bounded cache in memory."""

from collections.abc import Callable

from rutinlots.core.kept import Kept, by_line


def test_what_was_asked_for_longest_ago_goes_first():
    kept = Kept[str, int](10)
    for name in "abc":
        kept.put(name, ord(name), 3)
    kept.get("a")

    kept.put("d", 1, 3)

    assert [name for name in "abcd" if kept.get(name) is not None] == ["a", "c", "d"]


def test_all_together_take_no_more_than_the_room():
    kept = Kept[int, int](10)
    for number in range(100):
        kept.put(number, number, 1)

    assert len(kept) == 10


def test_what_would_take_more_than_half_of_the_room_is_not_kept():
    kept = Kept[str, int](10)
    kept.put("small", 1, 4)

    kept.put("large", 2, 6)

    assert (kept.get("large"), kept.get("small")) == (None, 1)


def test_another_value_for_a_key_takes_the_room_of_the_first():
    kept = Kept[str, int](10)
    for value in range(20):
        kept.put("one", value, 5)
    kept.put("two", 2, 5)

    assert (kept.get("one"), kept.get("two")) == (19, 2)


def counted() -> tuple[Callable[[str], int], list[str]]:
    """A function of a line, and the lines that it has worked on."""
    worked: list[str] = []

    @by_line
    def work(line: str) -> int:
        worked.append(line)
        return len(line)

    return work, worked


def test_a_line_is_worked_on_once():
    work, worked = counted()
    assert [work(line) for line in ("Hej Anna,", "Tack!", "Hej Anna,")] == [9, 5, 9]
    assert worked == ["Hej Anna,", "Tack!"]


def test_long_lines_are_not_remembered_and_old_ones_are_forgotten():
    work, worked = counted()
    for line in ("x" * 301, *map(str, range(2_049)), "x" * 301, "0"):
        work(line)
    assert worked[-2:] == ["x" * 301, "0"]

"""The markup of routine texts."""

from rutinlots.core.handbook.markup import blocks, plain


def kinds(text: str) -> list[tuple[str, list[str]]]:
    return [(block.kind, ["".join(run for run, _ in item) for item in block.items]) for block in blocks(text)]


def test_blank_lines_part_paragraphs_and_single_line_ends_do_not() -> None:
    assert kinds("Ett\nstycke.\n\nEtt till.") == [("paragraph", ["Ett stycke."]), ("paragraph", ["Ett till."])]


def test_lists_may_follow_a_line_directly_and_their_items_may_be_long() -> None:
    text = "Gör så:\n- först\n  detta\n- sedan\n\n1. ett\n2. två"

    assert kinds(text) == [
        ("paragraph", ["Gör så:"]),
        ("list", ["först detta", "sedan"]),
        ("numbered", ["ett", "två"]),
    ]


def test_a_paragraph_after_a_list_needs_its_blank_line() -> None:
    assert kinds("- ett\n\nSedan.") == [("list", ["ett"]), ("paragraph", ["Sedan."])]


def test_bold_is_marked_as_such() -> None:
    assert blocks("Läs **hela** mejlet.")[0].items[0] == (("Läs ", False), ("hela", True), (" mejlet.", False))


def test_lone_stars_and_angle_brackets_are_just_text() -> None:
    assert plain("2 ** 3 <b>") == "2 ** 3 <b>"


def test_plain_text_has_no_markup_and_one_line() -> None:
    assert plain("**Ett**\n\n- två\n- tre") == "Ett två tre"

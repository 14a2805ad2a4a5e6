"""HTML that would cost more to parse than it is worth is known without a parser; mails are not taken for it."""

import random
from itertools import count
from time import process_time

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from rutinlots.core.mail.html.guard import is_costly
from rutinlots.core.mail.html.page import read_html

BOLD = "<p>" + "".join(f"<b a{n}>" for n in range(490)) + "</p>"
NESTED = "<div>" * 499
COSTLY = {
    "formatting left open before many blocks": BOLD + "<p>x</p>" * 2000,
    "each block opens one more": "".join(f"<b a{n}><p>x" for n in range(1200)),
    "each item opens one more": "".join(f"<ul><font a{n}><li>x</ul>" for n in range(1200)),
    "each link opens one more": "".join(f"<i a{n}><table><a b{n}>x" for n in range(1200)),
    "one very long tag": f"<p><b title='{'x' * 20_000}'>" + "<p>x" * 500,
    "ends that match nothing": "".join(f"<b a{n}></i><p>x" for n in range(1200)),
    "ends in comments": "".join(f"<b a{n}><!-- </b> --><p>x" for n in range(1200)),
    "ends in attributes": "".join(f"<b a{n} title='</b>'><p>x" for n in range(1200)),
    "ends in style": "".join(f"<b a{n}><style></b></style><p>x" for n in range(1200)),
    "ends in a title inside a picture": "".join(f"<b a{n}><svg><title></b></title></svg><p>x" for n in range(1200)),
    "starts behind a style in which a comment begins": f"<style><!-- </style>{BOLD}" + "<p>x" * 2000 + "-->",
    "ends of a cell that is none": BOLD + "<p><td></td>x" * 2000,
    "depth": "<div>" * 3000,
    "depth behind ends that match nothing": "<div></span>" * 3000,
    "depth behind ends that a block keeps out": "<span><div></span>" * 3000,
    "depth behind ends that a table keeps out": f"{NESTED}<table><td>{'</div>' * 499}" * 8,
    "depth behind a form": f"<form>{NESTED}</form>" * 8,
    "depth behind a choice": f"{NESTED}<select>{'</div>' * 499}</select>" * 8,
    "more tags than any mail has": "<br>" * 50_000,
}
CHEAP = {
    "a plain mail": "<p>Hej!</p><p>Jag undrar över min <b>faktura</b>.<br>Anna</p>",
    "a long thread": "<div><p class=MsoNormal><b><span lang=SV>Från:</span></b> Anna</p><p><i>Hej</i>&nbsp;då</p></div>" * 1500,
    "a few fonts left open": "<font face=Arial><font size=2><b>" + "<p>Hej på dig, jag undrar över min faktura</p>" * 2000,
    "cells that leave formatting open": "<table>" + "<tr><td><font face=Arial><b>Namn<td><font size=2>Anna Berg" * 1500,
    "items and paragraphs that nobody ends": "<ul>" + "<li><p>Ett <b>ord</b> till" * 2000,
    "quotes in quotes": "<blockquote><div><p>" * 60 + "Hej" + "</div></blockquote>" * 60,
    "a newsletter with a picture of its own": "<svg><path d='M0 0'></svg>" + "<p>Hej</p>" * 400,
    "formatting left open with nothing to stand on": BOLD + "<p>" * 2000 + "x",
    "no tags": "a < b & c > d " * 3000,
    "a tag that never ends": "<p " * 8000,
}


@pytest.mark.parametrize("html", COSTLY.values(), ids=COSTLY)
def test_what_costs_too_much_is_known_in_under_50_ms_and_read_as_text(html: str):
    began = process_time()
    assert is_costly(html)
    assert process_time() - began < 0.05
    assert read_html(html + "<p>Varför är fakturan hög?").quotes == ()


@pytest.mark.parametrize("html", CHEAP.values(), ids=CHEAP)
def test_what_mail_programs_write_is_parsed(html: str):
    assert not is_costly(html)


def test_the_words_of_a_costly_mail_are_kept():
    assert read_html(COSTLY["depth"] + "Varför är <b>fakturan</b> hög?").text.split() == "Varför är fakturan hög?".split()


TAGS = """
<bN> <b@N> </b> <a@N> </a> <i@N> </i> <font@N> </font> <nobr> <p> </p> <div> </div> <span> </span> <h1> </h1> <table> </table>
<caption> <tbody> <tr> </tr> <td> </td> <th> <ul> </ul> <li> </li> <dd> <dt> <form> </form> <blockquote> </blockquote> <center>
</center> <pre> <body> <br> <hr> <img> <o:p> </o:p> <!--</b>--> <style></b></style> <textarea></b></textarea> x
""".split()


def hostile(random: random.Random) -> str:
    """A few tags many times, and a few others over and over."""
    number = count()
    first, then = ([random.choice(TAGS) for _ in range(random.randint(1, most))] for most in (3, 5))
    parts = first * random.choice([0, 50, 300]) + then * (6000 // sum(map(len, then)))
    return "".join(part.replace("@N", f" a{next(number)}") for part in parts)


def size(node: LexborNode) -> tuple[int, int]:
    """How many nodes, and how deep."""
    nodes, waiting, deepest = 0, [(node, 0)], 0
    while waiting:
        each, depth = waiting.pop()
        nodes, deepest = nodes + 1, max(deepest, depth)
        waiting += [(child, depth + 1) for child in each.iter(include_text=True)]
    return nodes, deepest


def test_what_is_let_through_becomes_no_larger_than_it_is_long_and_no_deeper_than_500():
    chance = random.Random(9)
    let_through = [html for html in (hostile(chance) for _ in range(400)) if not is_costly(html)]
    assert 200 < len(let_through) < 350, "some of both"
    for html in let_through:
        nodes, depth = size(LexborHTMLParser(html).body)
        assert nodes < 2 * html.count("<") + len(html) / 10 + 300, html
        assert depth < 520, html

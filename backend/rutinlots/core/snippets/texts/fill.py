"""A company's reply as it goes into a mail: placeholders filled with what the ticket shows, greeting and closing taken off.

Freshdesk's placeholders are Liquid. What isn't known becomes a blank in brackets, like the blanks of starter snippets.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache, lru_cache
from html import escape, unescape
from typing import Any

from rutinlots.core.mail.ending.closing import after_closing
from rutinlots.core.mail.ending.signoff import sign_offs
from rutinlots.core.mail.greeting import greeting_of
from rutinlots.core.mail.lines import Line, lines_of
from rutinlots.core.snippets.texts.reply_html import clean_html, text_of
from rutinlots.core.snippets.texts.snippet import Snippet

Values = Mapping[str, str | None]  # what is known, by the placeholder's name; None and "" are unknown

MOST_LOOPS, LONGEST_OUT = 1000, 200_000
LAST_BLOCKS = 3  # in so many, from the end, a closing is looked for
BLANKS = {
    "ticket.id": "ärendenummer",
    "ticket.subject": "ämne",
    "ticket.status": "status",
    "ticket.url": "länk till ärendet",
    "ticket.requester.name": "kundens namn",
    "ticket.requester.firstname": "förnamn",
    "ticket.requester.lastname": "efternamn",
    "ticket.requester.email": "kundens e-postadress",
    "ticket.requester.phone": "kundens telefonnummer",
    "ticket.requester.company_name": "företag",
    "ticket.company.name": "företag",
    "ticket.agent.name": "ditt namn",
    "ticket.agent.email": "din e-postadress",
}

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_OUTPUT = re.compile(r"\{\{-?\s*([\w.]+)([^}]*?)-?\}\}")
_LOGIC = re.compile(r"\{%.*?%\}", re.DOTALL)
_BLOCK = re.compile(r"<(p|div|ul|ol|table|blockquote|pre|h[1-4])\b[^>]*>.*?</\1>", re.DOTALL)
_BREAK = re.compile(r"<br ?/?>")
_FIRST = re.compile(r"(<(?:p|div)[^>]*>)(.*?)<br ?/?>", re.DOTALL)


def blank_for(name: str) -> str:
    """What a blank is called, in Swedish where it is one of Freshdesk's usual ones."""
    return BLANKS.get(name) or name.rpartition(".")[2].replace("_", " ").strip() or "uppgift"


def filled(snippet: Snippet, values: Values) -> Snippet:
    """A reply of the company's own with its placeholders filled; others as they are."""
    if not snippet.own:
        return snippet
    html = without_courtesies(rendered(snippet.html, values))
    return replace(snippet, html=html, text=text_of(html))


def rendered(html: str, values: Values) -> str:
    """Cleaned HTML with its placeholders filled. A template that Liquid can't read only has its blanks marked."""
    if "{{" not in html and "{%" not in html:
        return html
    environment, fault = _liquid()
    try:
        return clean_html(_template(html, environment).render(**_nested(values)))
    except (fault, ValueError, TypeError, RecursionError):
        marked = _OUTPUT.sub(lambda match: escape(values.get(match[1]) or f"[{blank_for(match[1])}]"), html)
        return clean_html(_LOGIC.sub("", marked))


def without_courtesies(html: str) -> str:
    """The same without a greeting first and a closing last: Freshdesk and the agent write those."""
    blocks = list(_BLOCK.finditer(html))
    texts = [text_of(block[0]) for block in blocks]
    start, end = 0, len(html)
    for place in range(max(1, len(blocks) - LAST_BLOCKS), len(blocks)):
        if _closes(texts[place]):
            end = blocks[place].start()
            break
    if blocks and len(blocks) > 1 and _greets(texts[0]) and not html[: blocks[0].start()].strip():
        start = blocks[0].end()
    else:
        first = _FIRST.match(html)
        if first and _greets(text_of(first[2])):
            return (first[1] + html[first.end() : end]).strip()
    return html[start:end].strip()


def _greets(text: str) -> bool:
    """Is it a greeting and nothing else?"""
    if not text or len(text) > 80 or "\n" in text:
        return False
    greeting = greeting_of(Line(0, text))
    return greeting is not None and not text[greeting.end :].strip(" ,!.")


def _closes(text: str) -> bool:
    lines = lines_of(text)
    if not lines or not lines[0].text:
        return False
    signed = sign_offs(lines)
    return after_closing(lines[0].text) is not None or (bool(signed) and signed[0].index == 0)


@cache
def _liquid() -> tuple[Any, type[Exception]]:
    """What reads templates, and its error; loaded for the first reply that has a placeholder, since that takes a while."""
    from liquid import Environment
    from liquid.exceptions import LiquidError

    class Limited(Environment):
        loop_iteration_limit = MOST_LOOPS
        output_stream_limit = LONGEST_OUT
        local_namespace_limit = LONGEST_OUT
        context_depth_limit = 20

    return Limited(strict_filters=False), LiquidError


@lru_cache(maxsize=256)
def _template(html: str, liquid: Any) -> Any:
    plain = _TAG.sub(lambda tag: unescape(tag[0]), html)
    return liquid.from_string(_OUTPUT.sub(lambda out: f"{{{{ {out[1]}{out[2]} | default: '[{blank_for(out[1])}]' }}}}", plain))


def _nested(values: Values) -> dict[str, Any]:
    """{"ticket.id": "7"} → {"ticket": {"id": "7"}}, every value escaped for HTML."""
    result: dict[str, Any] = {}
    for name, value in values.items():
        if value:
            *path, last = name.split(".")
            inner = result
            for part in path:
                inner = inner.setdefault(part, {})
            inner[last] = escape(value)
    return result

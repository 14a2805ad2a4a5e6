"""The HTML of a canned response: cleaned, and as text."""

import re

from rutinlots.core.mail.html.guard import is_costly
from rutinlots.core.mail.html.page import read_html

LONGEST = 60_000  # characters; a response is a letter, not a book

_TAGS = frozenset(
    "a b blockquote br code div em h1 h2 h3 h4 hr i li ol p pre s span strong sub sup table tbody td th thead tr u ul".split()
)
_ATTRIBUTES = {"a": {"href", "title"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}, "ol": {"start"}}
_SCHEMES = {"https", "http", "mailto", "tel"}
_LIST_ROW = re.compile(r"<li\b[^>]*>\s*", re.IGNORECASE)
_ROW_END = re.compile(r"\s*</li\s*>", re.IGNORECASE)
_LINK = re.compile(r'<a\b[^>]*?href="(?:mailto:|tel:)?([^"]*)"[^>]*>(.*?)</a\s*>', re.IGNORECASE | re.DOTALL)
_BETWEEN = re.compile(r"(?<=>)\s*\n\s*(?=<)")


def clean_html(html: str) -> str:
    """Only what a letter needs: paragraphs, lists, tables, bold and links; no scripts, styles, forms or remote pictures."""
    import nh3  # 2 MB of memory that a server without a company's replies can do without

    html = html.replace("\x00", "")[:LONGEST]
    if is_costly(html):
        html = nh3.clean_text(read_html(html).text).replace("&#10;", "<br>")
    return nh3.clean(_BETWEEN.sub("", html), tags=set(_TAGS), attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=None).strip()


def text_of(html: str) -> str:
    """Cleaned HTML as text: lists with hyphens, and after a link's words its address."""
    rows = _ROW_END.sub("</li>", _LIST_ROW.sub("<li>- ", html))
    return read_html(_LINK.sub(_with_address, rows)).text.strip()


def _with_address(link: re.Match[str]) -> str:
    address, words = link.groups()
    return words if not address or address in words else f"{words} ({address})"

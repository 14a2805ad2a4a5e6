"""Mail bodies as Freshdesk keeps them: HTML, and the plain text that is made from it."""

import html
import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

_BLOCKS = frozenset(
    "address article blockquote center dd div dl dt figure footer form h1 h2 h3 h4 h5 h6 header hr li main ol p pre "
    "section table tbody tr ul".split()
)
_SKIPPED = frozenset(["head", "script", "style", "title"])
_MOST_QUOTES = 20  # outermost ones; a mail has one or two, and each is looked for from the start


def to_html(text: str, look: str = ' style="font-size: 13px"') -> str:
    """A plain-text mail as the HTML that Freshdesk shows: one div per line, in a div with the attribute ``look``."""
    lines = (escaped(line) if line.strip() else "<br>" for line in text.split("\n"))
    return f'<div{look}>{"".join(f"<div>{line}</div>" for line in lines)}</div>'


def escaped(line: str) -> str:
    """A line of text as HTML."""
    return html.escape(line, quote=False)


def to_text(markup: str) -> str:
    """The visible text of a body: one line per block, no-break spaces as ordinary ones, no trailing blank lines."""
    root = LexborHTMLParser(markup).body
    if root is None:
        return ""
    lines = [""]
    _write(root, lines)
    text = "\n".join(re.sub(r"[ \t]+", " ", line).strip() for line in lines)
    return text.strip("\n")


def to_flat_text(markup: str) -> str:
    """The text of a body as a tenant gave it whose tags became blanks: no line ends at all."""
    return " ".join(html.unescape(re.sub(r"<[^<>]*>", " ", markup)).split("\n")).strip()


def _write(node: LexborNode, lines: list[str]) -> None:
    """Append what ``node`` shows. ``lines[-1]`` is the line being written; an element that is a block ends it."""
    child = node.child
    while child is not None:
        tag = child.tag
        if tag == "-text":
            lines[-1] += re.sub(r"\s+", " ", child.text_content or "")
        elif tag == "br":
            lines.append("")
        elif tag and not tag.startswith(("-", "_", "!")) and tag not in _SKIPPED:
            _element(child, tag in _BLOCKS, lines)
        child = child.next


def _element(node: LexborNode, block: bool, lines: list[str]) -> None:
    if not block:
        _write(node, lines)
        if node.tag in ("td", "th"):
            lines[-1] += " "
        return
    if lines[-1].strip():
        lines.append("")
    _write(node, lines)
    # The line that a block's last <br> opened is the next block's: a block of only <br> is one empty line.
    if lines[-1].strip():
        lines.append("")


def split_quote(markup: str) -> tuple[str, str]:
    """A sent body as (own HTML, quoted HTML): the outermost .freshdesk_quote are quoted."""
    tree = LexborHTMLParser(f"<body>{markup}</body>")
    quotes: list[str] = []
    while len(quotes) < _MOST_QUOTES and (node := tree.css_first(".freshdesk_quote")) is not None:
        quotes.append(node.html or "")
        node.decompose()
    body = tree.body
    return (body.inner_html or "" if body is not None else ""), "".join(quotes)

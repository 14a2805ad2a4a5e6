"""What in a mail's HTML is quoted history, by the marks that mail programs leave."""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from rutinlots.core.mail.history.headers import key_of
from rutinlots.core.mail.history.wording import KEYS

_QUOTES = (
    '.freshdesk_quote, .x_freshdesk_quote, div.gmail_quote, div.x_gmail_quote, blockquote[type=cite], blockquote[cite], '
    '.moz-cite-prefix, .x_moz-cite-prefix, .moz-forward-container, [class*="yahoo_quoted"], '
    '#mail-editor-reference-message-container, #x_mail-editor-reference-message-container, '
    '.ms-outlook-mobile-reference-message, .protonmail_quote, .tutanota_quote, .zmail_extra, .x_zmail_extra, '
    '#OLK_SRC_BODY_SECTION, #x_OLK_SRC_BODY_SECTION, #reply-intro, #isReplyContent, div[name=quote], '
    'div[name=messageReplySection], #oriMsgHtmlSeperator, .bloop_original_html, .WordSection1 ~ .OutlookMessageHeader, '
    '.gmail_extra .gmail_quote, #tmjah_g_1299, .ntes-mailmaster-quote, .mail-quote-collapse, .zm_quoted'
)
# From here to the end of the mail: Outlook puts the history beside its mark, not inside it.
_REST_IS_QUOTED = (
    "#divRplyFwdMsg, #x_divRplyFwdMsg, #appendonsend, #x_appendonsend, #stopSpelling, #x_stopSpelling, #EC_stopSpelling"
)
_OUTLOOK_LINE = '[style*="border-top:solid"], [style*="border-top: solid"], [style*="border-top:1pt solid"]'
_BOXES = "blockquote"

_SILENT = frozenset("script style head title template noscript object svg math -comment".split())
_HIDDEN = re.compile(r"display\s?:\s?none", re.I)


@dataclass(frozen=True)
class Marks:
    """Nodes by their memory ids."""

    quoting: Set[int]  # they hold quoted history
    resting: Set[int]  # from them on all is history
    boxes: Set[int]  # they are set off, and may hold history


def marks_in(body: LexborNode) -> Marks:
    """Find the marks below a mail's body."""
    quoting: set[int] = set()
    for node in body.css(_QUOTES):
        children = list(node.iter()) if node.tag == "div" and _is_container(node) else []
        if any(child.tag == "blockquote" for child in children):
            # The container also holds what is answered between and below the quotes.
            quoting.update(
                child.mem_id for child in children if "gmail_attr" in classes(child) or child.tag == "blockquote"
            )
        else:
            quoting.add(node.mem_id)
    resting = {node.mem_id for node in body.css(_REST_IS_QUOTED)}
    if lines := {node.mem_id for node in body.css(_OUTLOOK_LINE)}:
        resting |= _above_headers(body, lines)
    boxes = {node.mem_id for node in body.css(_BOXES)} - quoting
    return Marks(quoting, resting, boxes)


def classes(node: LexborNode) -> str:
    """An element's classes as they are written."""
    return node.attributes.get("class") or ""


def _is_container(node: LexborNode) -> bool:
    names = classes(node)
    return "gmail_quote" in names or "zmail_extra" in names


def _above_headers(body: LexborNode, lines: Set[int]) -> set[int]:
    """Those of the elements whose text begins with a mail's header. One walk for all: they may stand in each other."""
    found: set[int] = set()
    waiting: list[int] = []  # entered, and no text yet
    for node, entering in walk(body):
        if not entering:
            if waiting and waiting[-1] == node.mem_id:
                waiting.pop()
        elif node.mem_id in lines:
            waiting.append(node.mem_id)
        elif waiting and node.tag == "-text" and (shown := (node.text_content or "").strip()):
            if _begins_header(shown):
                found.update(waiting)
            waiting.clear()
    return found


def _begins_header(shown: str) -> bool:
    key = key_of(shown if ":" in shown else shown + ":")
    return KEYS.get(key) == "sender"


def walk(root: LexborNode, folded: Set[int] = frozenset()) -> Iterator[tuple[LexborNode, bool]]:
    """Every shown node twice, when entered and when left; no recursion, so that depth costs nothing.

    :param folded: elements that are walked through though the page hides them.
    """
    node, entering = root, True
    while True:
        child = None
        if entering:
            style = None if node.tag == "-text" else node.attributes.get("style")
            if node.tag not in _SILENT and not (style and _HIDDEN.search(style) and node.mem_id not in folded):
                yield node, True
                child = node.child
                if child is None:
                    yield node, False
        else:
            yield node, False
        if child is not None:
            node = child
        elif node.mem_id == root.mem_id:
            return
        elif (following := node.next) is not None:
            node, entering = following, True
        else:
            above = node.parent
            if above is None:
                return
            node, entering = above, False

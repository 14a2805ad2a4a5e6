"""The ways in which real Freshdesk tenants differ, as switches of the mock. They may be combined."""

from collections.abc import Iterable

# Name → (Swedish for trainers, English for developers).
VARIANTS: dict[str, tuple[str, str]] = {
    "classic": (
        "Vanliga sidan: knapparna överst, allt synligt i sidan.",
        "The plain page: buttons at the top, everything in the light DOM. Changes nothing.",
    ),
    "bottom-bar": (
        "Svara, Vidarebefordra och Lägg till anteckning ligger under konversationen.",
        "Reply, forward and note open from a bar below the thread, of which the page holds two copies.",
    ),
    "label-ids": (
        "Egenskapernas fält heter som sina etiketter.",
        "Property fields carry their Swedish label as data-test-id instead of the technical name.",
    ),
    "old-buttons": (
        "Knapparna överst är av den äldre sorten.",
        "Reply and note in the action bar carry data-test-email-action-btn.",
    ),
    "shadow": (
        "Delar av sidan är inkapslade: toppraden, filtret, kontaktrutan och ärendets rubrik.",
        "Navigation, filter, contact panel and header in open shadow roots; the subject only there and in the title.",
    ),
    "light-filter": (
        "Filtret är synligt i sidan, även när resten är inkapslat.",
        "The list's filter panel stays in the light DOM, also together with shadow.",
    ),
    "shadow-filter": (
        "Bara filtret är inkapslat.",
        "Only the list's filter panel lives in an open shadow root.",
    ),
    "sentiment-heading": (
        "Ärendets rubrik har den nyare klassen.",
        "The subject is in .sentiment-ticket-heading, with a summary button inside it.",
    ),
    "no-contact": (
        "Det finns ingen kontaktruta.",
        "No contact panel: the customer is only known from the thread's first message.",
    ),
    "api-refused": (
        "Sidan får inte läsa ärendet genom Freshdesks api.",
        "/api/v2 answers 401 (tickets, conversations) or 403 (the rest).",
    ),
    "flat-text": (
        "Freshdesks api ger mejlens text utan radslut.",
        "body_text and description_text of /api/v2 have a blank for each tag, and no line ends.",
    ),
    "api-slow": (
        "Freshdesks api svarar långsamt.",
        "/api/v2 answers only after the delay api_slow.",
    ),
    "strict-csp": (
        "Sidan tillåter inga främmande skript eller stilmallar.",
        "A Content-Security-Policy without inline or foreign scripts and styles.",
    ),
    "no-required-star": (
        "De tvingande fälten saknar stjärna, men är lika tvingande.",
        "Required fields are not marked with * in their label; sending is refused all the same.",
    ),
    "optional-fields": (
        "Inga fält är tvingande för att skicka.",
        "No property is required: sending is never refused for one.",
    ),
    "saved-draft": (
        "Ett sparat utkast ligger i svarsrutan när den öppnas.",
        "A reply opens with a saved draft instead of the template's empty body.",
    ),
    "empty-editor": (
        "Svarsrutan är tom när den öppnas.",
        "A reply opens without template, signature and quoted history.",
    ),
    "no-send-shortcut": (
        "Ctrl+Enter skickar inte.",
        "Ctrl/Cmd+Enter does not send.",
    ),
    "deaf-selects": (
        "Fälten lyder bara musen och tangentbordet, inte andra program.",
        "Power-selects ignore events that no person made.",
    ),
    "fixed-frame": (
        "Sidans ram ligger fast i fönstret.",
        "The frame is fixed to the window's edges, instead of in the flow. Invented.",
    ),
    "dark": (
        "Sidan är mörk.",
        "Dark colours. Invented: no public source shows a dark theme of Freshdesk's own.",
    ),
    "traffic-cop": (
        "Det första försöket att skicka stoppas av att ärendet har ändrats.",
        "The first send of each editor is stopped with a notice that the ticket has changed.",
    ),
    "lingering-page": (
        "Adressen byts direkt, men den gamla sidan står kvar länge.",
        "After a navigation the address is the new one at once, and the old page stays for the delay lingering.",
    ),
    "restless": (
        "En klocka på sidan går hela tiden.",
        "A clock changes a node every tenth of a second, so that the page never rests.",
    ),
    "nameless-menu": (
        "Menyn bredvid Skicka har inga namn på sina rader och öppnas när musknappen trycks ned.",
        "The rows of the send menu have no class, role or data attribute; its arrow opens on mousedown and closes on a second one.",
    ),
    "bare-notes": (
        "Privata anteckningar ser ut som andra meddelanden.",
        "Private notes have no class of their own, and name those they notified like mails name their recipients.",
    ),
}


def checked(names: Iterable[str]) -> frozenset[str]:
    """The names as a set. Raises ValueError naming an unknown one and the known ones."""
    wanted = frozenset(name for name in names if name)
    unknown = sorted(wanted - VARIANTS.keys())
    if unknown:
        raise ValueError(f"no variant called {', '.join(unknown)}; there are {', '.join(VARIANTS)}")
    return wanted - {"classic"}

"""``/ovning/a``: the mock Freshdesk of the visitor's world, with the bar around it that says what is practised."""

from datetime import datetime
from pathlib import Path
from typing import Any

from flask import Blueprint, Flask, Response, abort, make_response, redirect, render_template, request, url_for

from rutinlots.app_state import app_state
from rutinlots.core.calendar import WEEKDAYS
from rutinlots.core.entities.dates import date_words
from rutinlots.core.mail.html.guard import is_costly
from rutinlots.stage.files import files
from rutinlots.stage.mock import internal, pages, rest
from rutinlots.stage.preload import preloaded
from rutinlots.stage.transport import BASE, transport
from rutinlots.stage.visitor import account, entered_world, has_ended, world

BLUEPRINTS = frozenset({"stage", "stage-desk", "freshdesk", "freshdesk-internal", "freshdesk-rest"})
LONGEST = 256 * 1024  # bytes of one mail or draft
HEAVIEST = 1024 * 1024  # bytes of all mails sent in a world, and of all its drafts
_PROPERTIES = 16 * 1024  # bytes of what a ticket's properties are set to


def register(app: Flask, content: Path) -> None:
    """Add the stage to an app; ``content`` is the folder of the extension's modules."""
    desk = Blueprint("stage-desk", __name__, url_prefix=BASE)

    @desk.get("/filer/<string:name>")
    def joined_file(name: str) -> Response:
        """One of the stage's files; the version is in its name, so that browsers may keep it."""
        found = next((each for each in files(content).values() if each.name == name), None)
        if found is None:
            abort(404)
        small = bool(request.accept_encodings["gzip"])
        response = make_response(found.small if small else found.plain)
        response.mimetype = found.type
        response.headers["Cache-Control"] = "private, max-age=31536000, immutable"
        response.headers["Vary"] = "Accept-Encoding"
        if small:
            response.headers["Content-Encoding"] = "gzip"
        return response

    def shell(**values: Any) -> str:
        addresses = {name: f"{BASE}/filer/{each.name}" for name, each in files(content).items()}
        if has_ended():
            abort(redirect(url_for("pages.practice", slut="ja")))
        here = entered_world()
        known = preloaded((request.view_args or {}).get("_route", ""), here)
        closing = app_state().rules.knowledge.settings.closing_status
        named = {"files": addresses, "preloaded": known, "closing": closing, "clock": _clock(here.mock.now)}
        return render_template("stage/desk.html", world=here, **named, **values)

    app.register_blueprint(desk)
    app.register_blueprint(transport)
    app.register_blueprint(pages.blueprint(account, BASE, shell))
    page_api = internal.blueprint(account, BASE)
    page_api.before_request(_weigh)
    app.register_blueprint(page_api)
    app.register_blueprint(rest.blueprint(account, BASE))


def _clock(now: datetime) -> str:
    """The day and the time in the scenario, on which opening hours and a wish for the weekend depend."""
    return f"{WEEKDAYS[now.weekday()]} {date_words(now.date())} kl. {now:%H.%M}"


def _weigh() -> None:
    """Refuse what would let a world grow without end: longer or more mails, drafts and properties than anyone practises with."""
    number = (request.view_args or {}).get("ticket_id")
    if number is not None and number not in world().mock.tickets:
        abort(404)
    request.max_content_length = _PROPERTIES if request.endpoint == "freshdesk-internal.update" else LONGEST
    size = request.content_length or 0
    if request.method == "POST":
        world().weight += size
    drafts = world().mock.weight_of_drafts + size if request.method == "PUT" else 0
    if world().weight > HEAVIEST or drafts > HEAVIEST:
        abort(413, "This world is full. Reset it.")
    if request.method != "GET" and not _is_mail():
        abort(422, "That is no mail.")


def _is_mail() -> bool:
    """Whether what is to be kept of a mail is text, and cheap to parse: it is parsed again whenever the ticket is read."""
    try:
        form = request.get_json()
    except RecursionError:  # brackets nested without end
        return False
    if not isinstance(form, dict):
        return False
    texts = [form.get(name) for name in ("body", "quoted")]
    around = [form.get(name) for name in internal.AROUND]
    if not all(isinstance(each, list | None) for each in around):
        return False
    return all(isinstance(each, str | None) for each in texts) and not is_costly("".join(each or "" for each in texts))

"""``/statistik``: what the rules do, for team leaders. Counts are of the whole team, never of an agent."""

from collections.abc import Sequence

from flask import Response, abort, render_template, request

from rutinlots.app_state import app_state
from rutinlots.pages.blueprint import bp
from rutinlots.pages.statistics.bar_chart import chart
from rutinlots.pages.statistics.spreadsheet import as_csv
from rutinlots.pages.statistics.view import MAILS, OUTCOMES, WEEKS, Week, lines, reasons, replies, weeks


@bp.get("/statistik")
def statistics() -> str:
    """The team's counts, or those of one check (``kontroll``); ``vecka`` is the number of a week that its tables are about."""
    rules, found = app_state().rules, _weeks()
    week = next((each for each in found if each.number == request.args.get("vecka", "")), None)
    some = [week] if week else found
    chosen = rules.by_id.get(request.args.get("kontroll", ""))
    names = [week.name for week in found]
    of_check = [[week.counts.checks.get((kind, chosen.id), 0) for week in found] for kind in OUTCOMES] if chosen else []
    of_all = [[sum(n for (k, _), n in week.counts.checks.items() if k == kind) for week in found] for kind in OUTCOMES]
    of_mails = [[week.counts.kinds.get(kind, 0) for week in found] for kind in MAILS]
    return render_template(
        "pages/statistics.html",
        weeks=WEEKS,
        today=app_state().clock().date(),
        names=names,
        outcomes=OUTCOMES,
        mails=MAILS,
        lines=lines(some, rules),
        week=week,
        periods=[(each.number, each.period) for each in reversed(found)],
        chosen=chosen,
        reasons=reasons(some, chosen.id) if chosen else [],
        numbers=of_check or of_all,
        chart=chart(names, of_check or of_all),
        mail_numbers=of_mails,
        mail_chart=chart(names, of_mails),
        asked=[(week.name, week.counts.asked, week.counts.answered) for week in found],
        replies=replies(some, rules),
        suggested=[(week.name, week.counts.suggested, week.counts.unfitted) for week in found],
    )


@bp.get("/statistik/<name>.csv")
def statistics_table(name: str) -> Response:
    """A table of the page for a spreadsheet: ``kontroller``, ``skal``, ``mejl``, ``svar`` or ``forslag``."""
    rules, found = app_state().rules, _weeks()
    rows: list[Sequence[object]]
    if name == "kontroller":
        rows = [("Vecka", "Kontroll", "Id", *OUTCOMES.values())]
        for week in found:
            for line in lines([week], rules):
                rows.append((week.name, line.check.title, line.check.id, *line.outcomes.values()))
    elif name == "skal":
        rows = [("Kontroll", "Vad", "Skäl", "Gånger")]
        for check in rules.checks:
            rows += ((check.title, *reason) for reason in reasons(found, check.id))
    elif name == "mejl":
        rows = [("Vecka", *MAILS.values(), "Ärenden med svar", "Skickat trots fråga")]
        for week in found:
            kinds = week.counts.kinds
            rows.append((week.name, *(kinds.get(kind, 0) for kind in MAILS), week.counts.answered, week.counts.asked))
    elif name == "svar":
        rows = [("Svar", "Gånger"), *replies(found, rules)]
    elif name == "forslag":
        rows = [("Vecka", "Ärenden med svar och förslag", "Inget svar infogat")]
        rows += ((week.name, week.counts.suggested, week.counts.unfitted) for week in found)
    else:
        abort(404)
    return as_csv(name, rows)


def _weeks() -> list[Week]:
    state = app_state()
    return [Week(name, state.store.statistics.between(start, end), start) for name, start, end in weeks(state.clock())]

"""``/dataskydd``: what is kept, why, how long and who sees it; in words that a data protection officer can use."""

from flask import current_app, render_template

from rutinlots.pages.blueprint import bp
from rutinlots.web.config import days_kept


@bp.get("/dataskydd")
def privacy() -> str:
    """What is kept about agents and customers; open to everyone."""
    days = days_kept(current_app.config)
    return render_template("pages/privacy.html", days=days, course_days=days.courses, learns=current_app.config["LEARN"])

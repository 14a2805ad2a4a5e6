"""The pages' blueprint, and names that every template can use."""

from typing import Any

from flask import Blueprint

from rutinlots.app_state import app_state
from rutinlots.core.calendar import STOCKHOLM
from rutinlots.core.handbook.markup import blocks

bp = Blueprint("pages", __name__)


@bp.context_processor
def shared() -> dict[str, Any]:
    """Names for all templates."""
    return {"vocabulary": app_state().rules.vocabulary, "blocks": blocks, "zone": STOCKHOLM}

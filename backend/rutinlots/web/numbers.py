"""Numbers in addresses."""

from flask import Flask
from werkzeug.routing import IntegerConverter


class ShortNumber(IntegerConverter):
    """A number that a database can hold: more digits are another address, which isn't there.

    Of thousands of digits Python makes no number at all, and the request would fail before it is limited or logged as others are.
    """

    regex = r"\d{1,18}"


def shorten_numbers(app: Flask) -> None:
    """Take no longer numbers in addresses; to be called before there are any."""
    app.url_map.converters["int"] = ShortNumber

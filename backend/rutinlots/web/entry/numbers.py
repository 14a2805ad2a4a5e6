"""Numbers in addresses."""

from flask import Flask
from werkzeug.routing import IntegerConverter


class ShortNumber(IntegerConverter):
    """A number that a database can hold: one of more digits is another address, which isn't there."""

    regex = r"\d{1,18}"


def shorten_numbers(app: Flask) -> None:
    """Take no longer numbers in addresses; to be called before there are any."""
    app.url_map.converters["int"] = ShortNumber

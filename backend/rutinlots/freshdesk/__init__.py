"""Reads a company's canned responses from Freshdesk's documented API, or from a file in the same shape."""

from rutinlots.freshdesk.client import Freshdesk, FreshdeskError, address_of
from rutinlots.freshdesk.pull import pull
from rutinlots.freshdesk.shape import ShapeError, dump, parse

__all__ = ["Freshdesk", "FreshdeskError", "ShapeError", "address_of", "dump", "parse", "pull"]

"""Marshmallow schemas of everything that crosses the API; unknown fields are refused."""

"""Numbers in addresses: only those that a database can be asked for."""

from __future__ import annotations

from typing import Any

from flask import Flask
from werkzeug.routing import IntegerConverter

LARGEST = 2**63 - 1
"""A larger one is nobody's: SQLite refuses even to look for it."""


class NumberConverter(IntegerConverter):
    """`<int:…>` of a route; where the number is too large there is nothing at the address."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **{"max": LARGEST, **more})


def plug_in(app: Flask) -> None:
    """Let all routes of the application take such numbers alone; call it before there are any."""
    app.url_map.converters["int"] = NumberConverter

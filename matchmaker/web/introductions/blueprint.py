"""The blueprint to which the pages of introductions belong."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("introductions", __name__)

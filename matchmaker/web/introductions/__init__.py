"""Introductions: asking for one, mine, the page of one and every step on it, and the broker’s desk."""

from matchmaker.web.introductions import desk, own, together
from matchmaker.web.introductions.blueprint import blueprint

__all__ = ["blueprint", "desk", "own", "together"]

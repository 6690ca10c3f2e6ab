"""The way through a long list, and the ways to narrow it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pages:
    """The way through a long list, as components/pager shows it."""

    previous_url: str
    next_url: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to narrow a list."""

    url: str
    text: str
    current: bool

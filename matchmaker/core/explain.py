"""Reasons: templates around verbatim quotes, made from the arrays that made the score."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from matchmaker.core.quotes import Quote

NAMES = frozenset({"Roma", "Europe", "European", "Travellers"})
"""First words of labels that keep their capital."""

Gettext = Callable[[str], str]

_PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")


@dataclass(frozen=True, slots=True)
class Terms:
    """Several labels of the vocabulary in one slot; each is translated on its own."""

    labels: tuple[str, ...]


Slot = Quote | Terms | str | int


@dataclass(frozen=True, slots=True)
class Part:
    """One template (an English message with `%(name)s` slots) and what goes into the slots."""

    message: str
    slots: Mapping[str, Slot] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a signal counted: its contribution to the score, its evidence as plain data, its sentences.

    `worth` says whether the sentences deserve a place on a card.
    """

    signal: str
    contribution: float
    evidence: Mapping[str, object] = field(default_factory=dict)
    parts: tuple[Part, ...] = ()
    worth: bool = True

    @property
    def quotes(self) -> frozenset[str]:
        """What is quoted in the sentences."""
        return frozenset([quote.text for quote in self._quotes()])

    @property
    def marked(self) -> bool:
        """Whether words are marked in what is quoted."""
        return any(quote.marks for quote in self._quotes())

    def _quotes(self) -> list[Quote]:
        return [slot for part in self.parts for slot in part.slots.values() if isinstance(slot, Quote)]


class Fragment(NamedTuple):
    """A stretch of a rendered reason; `marked` where the words of both sides match."""

    text: str
    marked: bool = False


def render(reason: Reason, gettext: Gettext) -> list[Fragment]:
    """The sentences of `reason` in the language of `gettext`, as stretches marked and unmarked."""
    fragments: list[Fragment] = []
    for part in reason.parts:
        if fragments:
            fragments.append(Fragment(" "))
        fragments += _fill(part, gettext)
    return _joined(fragments)


def plain(reason: Reason, gettext: Gettext) -> str:
    """The same sentences as one string without marks."""
    return "".join(fragment.text for fragment in render(reason, gettext))


def _fill(part: Part, gettext: Gettext) -> list[Fragment]:
    """One translated template with its slots filled; a slot that a translation omits is left out."""
    message = gettext(part.message)
    fragments, at = [], 0
    for match in _PLACEHOLDER.finditer(message):
        fragments.append(Fragment(message[at : match.start()]))
        fragments += _shown(part.slots[match.group(1)], gettext)
        at = match.end()
    fragments.append(Fragment(message[at:]))
    return fragments


def _shown(slot: Slot, gettext: Gettext) -> list[Fragment]:
    """What stands in a slot."""
    if isinstance(slot, Terms):
        return [Fragment("; ".join(_inside(label, gettext(label)) for label in slot.labels))]
    if not isinstance(slot, Quote):
        return [Fragment(str(slot))]
    fragments, at = [], 0
    for start, end in slot.marks:
        fragments += [Fragment(slot.text[at:start]), Fragment(slot.text[start:end], True)]
        at = end
    return [*fragments, Fragment(slot.text[at:])]


def _inside(label: str, translated: str) -> str:
    """A label as it stands inside a sentence: lower case, unless its first word is a name or German.

    Only the source language is known here for certain, so a translated label stays as it is.
    """
    first = label.partition(" ")[0]
    if translated != label or first in NAMES or not first[1:].islower():
        return translated
    return label[0].lower() + label[1:]


def _joined(fragments: list[Fragment]) -> list[Fragment]:
    """Neighbours of the same kind made one, empty ones dropped."""
    joined: list[Fragment] = []
    for fragment in fragments:
        if joined and fragment.text and joined[-1].marked == fragment.marked:
            joined[-1] = Fragment(joined[-1].text + fragment.text, fragment.marked)
        elif fragment.text:
            joined.append(fragment)
    return joined

"""What the texts of an evaluation folder tell: they join the texts of all that an organisation did.

Some of it is not among the activities of the folder, because it has another subject. Two organisations whose
texts hold the same piece did that together, so they have met.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace

from matchmaker.core.entities import Activity, Profile
from matchmaker.core.evaluation.folder import Past

JOINT = " || "
"""What stands between two pieces."""

MADE_OF = 0.5
"""A description is made of the texts of activities if they are at least half of it."""


def told(past: Past) -> tuple[list[Profile], list[Activity]]:
    """The organisations with what only they say of themselves, and all that they are known to have done.

    Activities that are known from texts alone have no day.
    """
    texts: defaultdict[str, set[str]] = defaultdict(set)
    # A text of nothing is the beginning of every text.
    for activity in (one for one in past.activities if one.text):
        for member in activity.members:
            texts[member].add(activity.text)
    profiles, found = [], defaultdict[str, list[str]](list)
    for one in past.organisations:
        about, pieces = _read(one.about, texts[one.id])
        profiles.append(replace(one, about=about, sort=past.words.get(one.id, "")))
        for piece in pieces:
            found[piece].append(one.id)
    more = (Activity(f"told-{i}", text, tuple(ids)) for i, (text, ids) in enumerate(sorted(found.items())))
    return profiles, [*past.activities, *more]


def _read(about: str, known: Collection[str]) -> tuple[str, list[str]]:
    """What a text says of an organisation itself, and what else it did."""
    if JOINT in about:
        pieces = {piece.strip() for piece in about.split(JOINT)} - {""}
        return "", sorted(piece for piece in pieces if not piece.startswith(tuple(known)))
    rest = about
    for text in sorted(known, key=len, reverse=True):
        rest = rest.replace(text, " ")
    return (about if len(rest) > MADE_OF * len(about) else ""), []

"""What speaks for a tie, kept with a survey: the sentences with their quotes, and whether they still hold.

The sentences stand as templates, so that each reader gets them in their own language. They hold as long as
nobody of whom they tell has changed: neither the profile nor the partners.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import Any

from matchmaker.core.answers import Query
from matchmaker.core.ecosystem.scene import Scene
from matchmaker.core.entities import Profile
from matchmaker.core.explain import Part, Reason, Slot, Terms
from matchmaker.core.network import Network
from matchmaker.core.quotes import Quote, Span

Ids = tuple[str, str]

NAMING = ("partners", "chain", "partner")
"""Under these names the evidence of a reason has the ids of others whom its sentences may name."""


def tell(scene: Scene, pairs: Iterable[Ids]) -> dict[Ids, dict[str, Any]]:
    """What speaks for each pair, as its first would read it; plain JSON. One question to each first."""
    found: dict[Ids, dict[str, Any]] = {}
    asked: defaultdict[str, list[str]] = defaultdict(list)
    for a, b in pairs:
        asked[a].append(b)
    for a, others in asked.items():
        for one in scene.matcher.some(Query(scene.profiles[a]), others):
            of = sorted({a, one.id}.union(*map(_named, one.reasons)))
            found[a, one.id] = {
                "reasons": [as_plain(reason) for reason in one.reasons],
                "of": of,
                "stamp": stamp(scene.profiles, scene.network, of),
            }
    return found


def still_told(
    plain: Mapping[str, Any], profiles: Mapping[str, Profile], network: Network
) -> tuple[Reason, ...] | None:
    """The reasons that `tell` wrote down; None where somebody of whom they tell has changed since."""
    of = plain.get("of", ())
    if not of or plain.get("stamp") != stamp(profiles, network, of):
        return None
    return tuple(map(from_plain, plain["reasons"]))


def stamp(profiles: Mapping[str, Profile], network: Network, keys: Sequence[str]) -> str:
    """A short sum of some profiles and their partners: another one as soon as any of them changes."""
    whole = [(profiles.get(key), sorted(network.partners.get(key, ()))) for key in keys]
    return blake2b(repr(whole).encode(), digest_size=8).hexdigest()


def as_plain(reason: Reason) -> dict[str, Any]:
    """A reason as plain JSON: its signal and its sentences; the evidence behind them is left out."""
    parts = [
        [part.message, {name: _slot_as_plain(slot) for name, slot in part.slots.items()}]
        for part in reason.parts
    ]
    return {"signal": reason.signal, "contribution": round(reason.contribution, 4), "parts": parts}


def from_plain(plain: Mapping[str, Any]) -> Reason:
    """The reason that was written down."""
    parts = tuple(
        Part(message, {name: _slot_of(slot) for name, slot in slots.items()})
        for message, slots in plain["parts"]
    )
    return Reason(plain["signal"], plain["contribution"], parts=parts)


def _named(reason: Reason) -> set[str]:
    """The ids of others behind a reason."""
    values = [reason.evidence[name] for name in NAMING if name in reason.evidence]
    lists = [[value] if isinstance(value, str) else value for value in values]
    return {str(key) for keys in lists if isinstance(keys, Iterable) for key in keys}


def _slot_as_plain(slot: Slot) -> Any:
    if isinstance(slot, Quote):
        return {"quote": slot.text, "marks": [list(mark) for mark in slot.marks]}
    return {"terms": list(slot.labels)} if isinstance(slot, Terms) else slot


def _slot_of(plain: Any) -> Slot:
    if not isinstance(plain, Mapping):
        return str(plain)
    if "terms" in plain:
        return Terms(tuple(plain["terms"]))
    return Quote(plain["quote"], tuple(Span(start, end) for start, end in plain["marks"]))

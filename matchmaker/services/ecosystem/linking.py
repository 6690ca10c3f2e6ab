"""How two stakeholders are linked in the live network, and whom a reader may mean by a name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from sqlalchemy.orm import Session

from matchmaker.core.directory import MOST_NAMED
from matchmaker.core.ecosystem.paths import shortest_paths
from matchmaker.core.entities import Link, Profile
from matchmaker.core.names import fold
from matchmaker.services import network


@dataclass(frozen=True, slots=True)
class Way:
    """One way from a stakeholder to another: everybody on it, and the ties between each two."""

    people: tuple[Profile, ...]
    ties: tuple[Link, ...]


def find_ways(session: Session, a: str, b: str, *, today: date) -> list[Way]:
    """The shortest ways between two, at most three; none where no tie leads from one to the other."""
    live = network.snapshot(session, today=today)
    paths = shortest_paths(live.matcher.pool_.network, a, b)
    links = {(link.a, link.b): link for link in live.ties_of({key for path in paths for key in path})}
    return [
        Way(
            tuple(live.people(path)),
            tuple(links[_pair(x, y)] for x, y in pairwise(path)),
        )
        for path in paths
    ]


def list_named(
    session: Session, code: str, words: str, *, today: date, most: int = MOST_NAMED
) -> list[Profile]:
    """Whose name holds these words, those in the region and whose name begins so first."""
    live = network.snapshot(session, today=today)
    return live.people(live.directory.named(words, region=code, most=most))


def find_named(session: Session, words: str, *, today: date) -> Profile | None:
    """The one stakeholder of exactly this name or id; None where nobody or several bear it."""
    live = network.snapshot(session, today=today)
    if words in live.profiles:
        return live.profiles[words]
    sought = fold(words)
    found = [one for one in list_named(session, "", words, today=today, most=100) if fold(one.name) == sought]
    return found[0] if len(found) == 1 else None


def _pair(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)

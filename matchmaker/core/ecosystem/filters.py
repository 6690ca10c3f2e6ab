"""Narrowing a network to whom and which ties a reader asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from matchmaker.core.ecosystem.scene import EVERYBODY, lies_in
from matchmaker.core.entities import Kind, Link, Profile
from matchmaker.core.signals.pool import themes_of

Part = tuple[tuple[str, ...], tuple[Link, ...]]


@dataclass(frozen=True, slots=True)
class NetworkFilter:
    """What of a network is looked at; an empty field narrows nothing.

    `region` is a NUTS code, `theme` a key of `core.vocabulary`, `ties` kinds of ties (keys of `TIE_KINDS`),
    `since` and `until` the first and the last year in which a tie began, `community` the number of one.
    """

    kinds: frozenset[Kind] = frozenset()
    region: str = EVERYBODY
    theme: str = ""
    ties: frozenset[str] = frozenset()
    since: int | None = None
    until: int | None = None
    community: int | None = None

    @property
    def by_year(self) -> bool:
        """Whether only the ties of some years are asked for."""
        return self.since is not None or self.until is not None

    def passes(self, profile: Profile, community: int | None = None) -> bool:
        """Whether a stakeholder is asked for; `community` is the number of its own."""
        return (
            (not self.kinds or profile.kind in self.kinds)
            and lies_in(profile, self.region)
            and (not self.theme or self.theme in themes_of(profile))
            and (self.community is None or self.community == community)
        )

    def keeps(self, link: Link) -> bool:
        """Whether a tie is asked for; one whose year is not known belongs to no period."""
        if self.ties and link.kind not in self.ties:
            return False
        if not self.by_year:
            return True
        year = link.since
        return (
            year is not None
            and (self.since is None or year >= self.since)
            and (self.until is None or year <= self.until)
        )


def narrowed(
    profiles: Mapping[str, Profile],
    links: Iterable[Link],
    wanted: NetworkFilter,
    community: Mapping[str, int] | None = None,
) -> Part:
    """The ids that pass, in the order of `profiles`, and the ties among them that pass.

    `community` is the number of each one's community (`Survey.community`). Who has no tie left stays.
    """
    numbers = community or {}
    ids = tuple(key for key, one in profiles.items() if wanted.passes(one, numbers.get(key)))
    inside = frozenset(ids)
    return ids, tuple(link for link in links if link.a in inside and link.b in inside and wanted.keeps(link))

"""The account of a score: every reason that it has, each told only when somebody looks at it.

A list shows three reasons of each suggestion, and quoting both sides is most of the work: who gains by a
reason, how much it gave and what somebody brings are known before a word of it is quoted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import overload

from matchmaker.core.explain import Reason
from matchmaker.core.sides import Side, told_to


def _nothing() -> str:
    return ""


def _maybe() -> bool:
    return True


class Lead:
    """A reason still to be told: the signal, its contribution to the score, and how to tell it.

    `side` is who gains where that is known beforehand, else None; `gives` tells what the other side brings;
    `may` whether the reason can be worth a sentence at all, as far as that is known without quoting.
    """

    _reason: Reason | None = None
    _worth: bool | None = None
    _words: bool | None = None

    def __init__(
        self,
        signal: str,
        contribution: float,
        tell: Callable[[], Reason],
        *,
        side: Side | None = None,
        gives: Callable[[], str] = _nothing,
        may: Callable[[], bool] = _maybe,
    ) -> None:
        self.signal, self.contribution, self.side, self.gives = signal, contribution, side, gives
        self._tell, self._may = tell, may

    @classmethod
    def of(cls, reason: Reason) -> Lead:
        """A reason that is told already."""
        return cls(reason.signal, reason.contribution, lambda: reason)

    @property
    def reason(self) -> Reason:
        """The reason, told once."""
        if self._reason is None:
            self._reason = self._tell()
        return self._reason

    @property
    def worth(self) -> bool:
        """Whether the reason deserves a place on a card; told only if it may."""
        if self._worth is None:
            self._worth = self._may() and self.reason.worth
        return self._worth

    @property
    def in_words(self) -> bool:
        """Whether it deserves a place on a card and marks words in what it quotes."""
        if self._words is None:
            self._words = self.worth and self.reason.marked
        return self._words

    def to_reader(self) -> Lead | None:
        """The lead without what it says of the other side; None where it is about that side alone."""
        if self.side is not None:
            return None if self.side is Side.OTHER else self
        told = told_to(self.reason, Side.READER)
        if told is None or told is self.reason:
            return self if told else None
        return Lead.of(told)


def _rank(lead: Lead) -> tuple[float, str]:
    """The strongest first, equals by name."""
    return -lead.contribution, lead.signal


class Account(Sequence[Reason]):
    """All reasons of one suggestion, the strongest first; they sum to the score.

    `telling` are the leads that a list may show, and `more` makes the others, so many, when somebody looks at
    all.
    """

    def __init__(
        self, telling: Iterable[Lead], more: Callable[[], Iterable[Lead]] = tuple, count: int = 0
    ) -> None:
        self.telling, self._more, self._count = sorted(telling, key=_rank), more, count

    @cached_property
    def leads(self) -> list[Lead]:
        """Every lead, the strongest first."""
        return sorted([*self.telling, *self._more()], key=_rank)

    def __len__(self) -> int:
        return len(self.telling) + self._count

    @overload
    def __getitem__(self, place: int) -> Reason: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Reason]: ...
    def __getitem__(self, place: int | slice) -> Reason | Sequence[Reason]:
        if isinstance(place, slice):
            return tuple(lead.reason for lead in self.leads[place])
        return self.leads[place].reason

    def __iter__(self) -> Iterator[Reason]:
        return (lead.reason for lead in self.leads)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __repr__(self) -> str:
        return repr(tuple(self))

    def gives(self, side: Side) -> str:
        """What somebody brings to the exchange by which this side gains; "" where no offer met a need."""
        return next((said for lead in self.telling if lead.side is side and (said := lead.gives())), "")

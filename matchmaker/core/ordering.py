"""Orders that are not personalised by learning: by name, by distance, by the day of the last news."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import numpy.typing as npt

from matchmaker.core.answers import Order
from matchmaker.core.entities import Profile
from matchmaker.core.names import fold
from matchmaker.core.signals import Asked
from matchmaker.core.signals.chosen import ready

Numbers = npt.NDArray[np.intp]
Key = tuple[float, str, str]


def ordered(order: Order, asked: Asked, numbers: Numbers) -> Numbers:
    """The same numbers in an order that weighs nothing; equals by name, then by id.

    Whoever is there no more is left out.
    """
    rank = _RANKS[order]
    profiles = asked.pool.profiles
    numbers = numbers[ready(profiles, numbers)]
    if not len(numbers):
        return numbers
    names = fold("\n".join(" ".join(profiles[int(i)].name.split()) for i in numbers)).split("\n")
    keys: dict[int, Key] = {
        int(i): (rank(asked, int(i)), name, profiles[int(i)].id)
        for i, name in zip(numbers, names, strict=True)
    }
    return np.array(sorted(keys, key=lambda number: keys[number]), np.intp)


def news_of(profile: Profile) -> int:
    """The day of the last news of a profile as a number: when it was confirmed, else when it was made."""
    day = profile.verified or profile.created
    return day.toordinal() if day else 0


def _nothing(_asked: Asked, _number: int) -> float:
    """By name alone."""
    return 0.0


def _distance(asked: Asked, number: int) -> float:
    """Kilometres; whoever's place is not known comes last."""
    km = float(asked.kilometres[number])
    return float("inf") if np.isnan(km) else km


def _age(asked: Asked, number: int) -> float:
    """The newest first."""
    return -float(news_of(asked.pool.profiles[number]))


_RANKS: Mapping[Order, Callable[[Asked, int], float]] = {
    Order.NAME: _nothing,
    Order.NEAREST: _distance,
    Order.NEWEST: _age,
}

"""Ties worth making: pairs that fit and have no tie yet, by what the tie would do for the region's network.

The worth of a tie is its gain (how much `Health.whole` grows, found out by trying it) times how well the two
fit (`Fit.factor`). The ten are chosen one after the other, each with those before it already made, so that
they help most together; one stakeholder gets two of them at most, so that no broker is overloaded.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from heapq import heapify, heappop, heappush
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np

from matchmaker.core.ecosystem.effects import Effect, Trial
from matchmaker.core.ecosystem.fits import MOST_MEMBERS, Block, Fit, block_of, root_of, strong_from
from matchmaker.core.ecosystem.health import Health
from matchmaker.core.ecosystem.measures import Measured
from matchmaker.core.ecosystem.scene import Scene
from matchmaker.core.ecosystem.told import Ids, tell
from matchmaker.core.network import Network

TEN, EACH = 10, 2
"""So many ties are chosen, and at most so many of them for one stakeholder."""

MOST_TRIED = 3_000
"""So many pairs of a region are tried at most: those that promise most by `Trial.rough`."""

FOR_ONE, TRIED_FOR_ONE = 3, 10
"""So many ties are named to each who has no partner, out of so many of its best fits."""

Factor = Callable[[Fit], float]


@dataclass(frozen=True, slots=True)
class Chosen:
    """One of the ten: its fit, what it added in its turn, and what it would do today by itself."""

    fit: Fit
    gain: Health
    alone: Effect


def chosen(
    trial: Trial, fits: Sequence[Fit], factor: Factor, *, count: int = TEN, each: int = EACH
) -> list[tuple[Fit, Health]]:
    """The ties that help most together, and what each adds in its turn; `trial` has them in the end.

    Greedy and lazy (Minoux, 1978): a tie seldom gains by another one being made, so a pair is tried anew
    only while what it was worth last would still win. Who just got a tie may gain more by a second one (one
    partner leaves nobody open, two do), so all pairs at its ends are tried anew at once.
    """
    gains = [trial.gain(fit.u, fit.v) for fit in fits]
    tried = [0] * len(fits)
    waiting = [(-gain.whole * factor(fits[number]), number, 0) for number, gain in enumerate(gains)]
    heapify(waiting)
    at_end: defaultdict[int, list[int]] = defaultdict(list)
    for number, fit in enumerate(fits):
        at_end[fit.u].append(number)
        at_end[fit.v].append(number)
    taken: Counter[int] = Counter()
    found: list[tuple[Fit, Health]] = []

    def open_still(number: int) -> bool:
        fit = fits[number]
        free = fit.v not in trial.partners[fit.u]
        return free and taken[fit.u] < each and taken[fit.v] < each

    def try_anew(number: int) -> None:
        fit = fits[number]
        gains[number], tried[number] = trial.gain(fit.u, fit.v), len(found)
        heappush(waiting, (-gains[number].whole * factor(fit), number, len(found)))

    while waiting and len(found) < count:
        _, number, when = heappop(waiting)
        if when != tried[number] or not open_still(number):
            continue
        if when < len(found):
            try_anew(number)
        elif gains[number].whole > 0:
            fit = fits[number]
            trial.make(fit.u, fit.v)
            taken.update((fit.u, fit.v))
            found.append((fit, gains[number]))
            for other in {*at_end[fit.u], *at_end[fit.v]}:
                if open_still(other):
                    try_anew(other)
    return found


def promising(trial: Trial, fits: Sequence[Fit], factor: Factor, *, most: int = MOST_TRIED) -> list[Fit]:
    """The fits to try: all of them, or those that promise most where there are more than `most`."""
    if len(fits) <= most:
        return list(fits)
    rough = trial.rough([(fit.u, fit.v) for fit in fits]) * [factor(fit) for fit in fits]
    best = np.sort(np.argsort(-rough, kind="stable")[:most])
    return [fits[number] for number in best.tolist()]


def for_the_lonely(trial: Trial, fits: Sequence[Fit], factor: Factor) -> dict[str, list[str]]:
    """The best few partners for everybody without a tie, by worth; ids by id."""
    of: defaultdict[int, list[Fit]] = defaultdict(list)
    for fit in fits:
        for at in (fit.u, fit.v):
            if not trial.partners[at]:
                of[at].append(fit)
    return {trial.ids[at]: _best(trial, at, mine, factor) for at, mine in sorted(of.items())}


def ties_part(scene: Scene, code: str, network: Network, _measured: Measured) -> dict[str, Any]:
    """What a survey says of the ties worth making in one region; plain JSON.

    `made` is false where a region has too many members; then nothing else but their number is said.
    """
    root = root_of(scene, code)
    if root is None:
        return {"made": False, "members": len(network.ids)}
    kinds = [kind.value if (kind := scene.profiles[key].kind) else "" for key in network.ids]
    trial, strong = Trial(network, kinds), strong_from(scene.matcher)
    fits = _block(scene, root).among(network.ids)
    found = _worth(trial, fits, lambda fit: fit.factor(strong))
    # A pair is often among the ten of a region and of those around it.
    told = _told.setdefault(scene, {})
    pairs = [(one["a"], one["b"]) for one in found["ten"]]
    told |= tell(scene, [pair for pair in pairs if pair not in told])
    found["ten"] = [one | told[pair] for one, pair in zip(found["ten"], pairs, strict=True)]
    return {"made": True, "members": len(network.ids)} | found


def _worth(trial: Trial, fits: Sequence[Fit], factor: Factor) -> dict[str, Any]:
    lonely = for_the_lonely(trial, fits, factor)
    before, counted = trial.health(), trial.figures()
    today = trial.copy()
    ten = [
        Chosen(fit, gain, today.effect(fit.u, fit.v))
        for fit, gain in chosen(trial, promising(trial, fits, factor), factor)
    ]
    return {
        "fits": len(fits),
        "before": asdict(before) | counted,
        "after": asdict(trial.health()) | trial.figures(),
        "ten": [_as_plain(trial.ids, one, factor) for one in ten],
        "lonely": lonely,
    }


def _as_plain(ids: Sequence[str], one: Chosen, factor: Factor) -> dict[str, Any]:
    fit = one.fit
    # First who sees more in the other: its reasons are the ones shown.
    (sees, a), (seen, b) = sorted(((fit.u_sees, ids[fit.u]), (fit.v_sees, ids[fit.v])), reverse=True)
    return {
        "a": a,
        "b": b,
        "sees": [sees, seen],
        "factor": factor(fit),
        "gain": asdict(one.gain),
        "effect": asdict(one.alone),
    }


def _best(trial: Trial, at: int, mine: Sequence[Fit], factor: Factor) -> list[str]:
    nearest = sorted(mine, key=factor, reverse=True)[:TRIED_FOR_ONE]
    worth = [(-trial.gain(fit.u, fit.v).whole * factor(fit), fit.u + fit.v - at) for fit in nearest]
    return [trial.ids[other] for _, other in sorted(worth)[:FOR_ONE]]


def _block(scene: Scene, code: str) -> Block:
    """The scores of one region, kept until another is asked for: regions come in the order of their codes."""
    known = _blocks.get(scene)
    if known is None or known.code != code:
        known = _blocks[scene] = block_of(scene, code)
    return known


_blocks: WeakKeyDictionary[Scene, Block] = WeakKeyDictionary()
_told: WeakKeyDictionary[Scene, dict[Ids, dict[str, Any]]] = WeakKeyDictionary()

__all__ = ["MOST_MEMBERS", "TEN", "Chosen", "chosen", "for_the_lonely", "promising", "ties_part"]

"""Compounds such as "Fahrradwerkstatt", split into words that the network itself uses.

After Koehn and Knight (Empirical Methods for Compound Splitting, EACL 2003): of all ways to cut a word into
words that are known, with a linking element between them, the one is taken whose parts are used most often,
by their geometric mean, unless the whole is used more often.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

SHORTEST = 4
"""Letters of a part at least."""

PART = 0.5
"""A part counts half as much as the compound: the compound says more."""

# Between two parts ("Wohnung-s-bau"), or what the stem of the first has lost ("Gemeinde-zentrum").
_LINKS = ("", "s", "es", "n", "en", "e", "er", "ens", "ns", "i", "u", "o", "a")
# Endings that are words as well, mostly other ones: "Partnerskap", "Visualisering", "teilweise".
_ENDINGS = frozenset({"heit", "keit", "lich", "less", "ring", "schaft", "skap", "weis"})


def split(term: str, used: Mapping[str, int]) -> tuple[str, ...]:
    """The parts of a compound, or nothing; `used` has the words that may be parts, each with its texts."""
    found = _best(term, used)
    return tuple(part for half in found for part in _best(half, used) or (half,))


def _best(term: str, used: Mapping[str, int]) -> tuple[str, ...]:
    """The best two parts of `term`; of equals those with the shortest tail."""
    best: tuple[str, ...] = ()
    most = used.get(term, 0) ** 2 - 1  # as often is often enough: in a young network all are used once
    for first, tail in _ways(term, used):
        if (product := used[first] * used[tail]) > most:
            best, most = (first, tail), product
    return best


def _ways(term: str, used: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Every way to cut `term` in two words that are used, the shortest tail first."""
    for cut in range(len(term) - SHORTEST, SHORTEST - 1, -1):
        tail = term[cut:]
        if tail not in used or tail in _ENDINGS:
            continue
        head = term[:cut]
        for link in _LINKS:
            first = head.removesuffix(link)
            if head.endswith(link) and len(first) >= SHORTEST and first in used:
                yield first, tail

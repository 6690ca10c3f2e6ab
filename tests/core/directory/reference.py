"""A directory as it is meant, one profile after another: slow and short, to hold the real one against."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from math import log, log1p

from matchmaker.core.directory import NAME_WEIGHT, Counts, Has, Page, prefix_rule, region_code
from matchmaker.core.entities import Kind, Profile
from matchmaker.core.signals.pool import nuts_country, themes_of
from matchmaker.core.text import fold, folded_words


def _words(profile: Profile) -> Counter[str]:
    counts: Counter[str] = Counter()
    for text in (profile.about, profile.place, *(one.text for one in profile.offers + profile.needs)):
        counts.update(folded_words(text))
    for word in folded_words(profile.name):
        counts[word] += int(NAME_WEIGHT)
    return counts


def _relevance(profiles: Sequence[Profile], text: str) -> list[float]:
    """How well everybody matches all words, 0 where one is missing."""
    words = folded_words(text)
    counts = [_words(profile) for profile in profiles]
    total = [1.0] * len(profiles)
    for place, word in enumerate(words):
        whole = place < len(words) - 1
        found = [
            sum(n for known, n in own.items() if known == word or (not whole and known.startswith(word)))
            for own in counts
        ]
        rarity = log(1 + len(profiles) / (1 + sum(map(bool, found))))
        total = [
            so_far + rarity * log1p(n) if n and so_far else 0.0
            for so_far, n in zip(total, found, strict=True)
        ]
    return total


def search(
    everybody: Iterable[Profile],
    text: str = "",
    *,
    kinds: Collection[Kind] | None = None,
    region: str = "",
    themes: Collection[str] = (),
    has: Collection[Has] = (),
    page: int = 1,
    per_page: int = 20,
    is_within: Callable[[str, str], bool] = prefix_rule,
) -> Page:
    """What `Directory.search` has to answer."""
    profiles = sorted(everybody, key=lambda one: (fold(one.name), one.id))
    region = nuts_country(region)
    relevance = dict(zip(profiles, _relevance(profiles, text), strict=True))
    tests: dict[str, Callable[[Profile], bool]] = {
        "text": lambda one: relevance[one] > 0,
        "kinds": lambda one: not kinds or one.kind in kinds,
        "region": lambda one: not region or (bool(code := region_code(one)) and is_within(code, region)),
        "themes": lambda one: not themes or not themes_of(one).isdisjoint(themes),
        "has": lambda one: all(_open(one, what) for what in has),
    }

    def left(*but: str) -> list[Profile]:
        return [one for one in profiles if all(test(one) for name, test in tests.items() if name not in but)]

    # Equal are relevances that only differ by how they were rounded.
    passed = sorted(left(), key=lambda one: -round(relevance[one], 9))
    pages = max(1, -(-len(passed) // per_page))
    page = min(max(1, page), pages)
    depth = max(2, len(region) + 1)
    counts = Counts(
        kinds=Counter(one.kind for one in left("kinds")),
        regions=Counter(c[:depth] for one in left() if len(c := region_code(one)) >= depth),
        themes=Counter(key for one in left("themes") for key in themes_of(one)),
        has={what: sum(_open(one, what) for one in left("has")) for what in Has},
    )
    ids = tuple(one.id for one in passed[(page - 1) * per_page : page * per_page])
    return Page(ids, len(passed), page, pages, counts)


def _open(profile: Profile, what: Has) -> bool:
    return bool(profile.offers if what is Has.OFFERS else profile.needs)

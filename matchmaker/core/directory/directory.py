"""The directory itself: fitted once, changed in little time, asked by any number of threads."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from matchmaker.core.alike import likenesses
from matchmaker.core.directory.choices import PER_PAGE, Has, Page, prefix_rule
from matchmaker.core.directory.columns import Columns
from matchmaker.core.directory.counting import Asked, Tally
from matchmaker.core.directory.layers import Layers, Part
from matchmaker.core.directory.matching import Found, find_words, relevance
from matchmaker.core.directory.paging import best, likely
from matchmaker.core.directory.reading import read_columns
from matchmaker.core.entities import Kind, Profile
from matchmaker.core.imports.names import name_key
from matchmaker.core.names import fold
from matchmaker.core.reader import FloatArray, IntArray
from matchmaker.core.signals.pool import nuts_country
from matchmaker.core.text import folded_words

MOST_NAMED, MOST_ALIKE = 8, 5

DECIMALS = 9


class Directory:
    """Finds ids by words and facets; it holds arrays and no profile.

    `changed` gives a new directory and leaves this one as it is, so that whoever asks it goes on doing so.
    """

    def fit(self, profiles: Iterable[Profile]) -> Self:
        """Learn the profiles to be found; they are read one batch after another and not kept."""
        self.layers_ = Layers((read_columns(profiles),))
        return self

    def changed(self, ids: Collection[str], profiles: Iterable[Profile]) -> Self:
        """The directory after a change: all of `ids` are gone unless they are among `profiles`.

        Its answers are those of a directory fitted anew. `profiles` are new or replace those of the same id.
        """
        new = {one.id: one for one in profiles}
        layers = self.layers_.without({*ids, *new}).on_top(read_columns(new.values())).tidied()
        return self._of(layers)

    def compact(self) -> Self:
        """The same in one layer, without a word that only the gone have used."""
        return self._of(self.layers_.joined(0))

    @classmethod
    def _of(cls, layers: Layers) -> Self:
        directory = cls()
        directory.layers_ = layers
        return directory

    def __len__(self) -> int:
        return len(self.layers_)

    def ids(self) -> list[str]:
        """Everybody by name."""
        return self.layers_.ids(self.layers_.sequence().tolist())

    def within(self, region: str) -> list[str]:
        """The ids of all in a region (a NUTS code, or a country as NUTS spells it), sorted."""
        found = []
        for _start, own, alive in self.layers_.parts():
            inside = own.within(region, prefix_rule)
            if alive is not None:
                inside = inside & alive
            found += own.ids.texts(own.by_id[inside[own.by_id]].tolist())
        return sorted(found)

    def named(self, words: str, *, region: str = "", most: int = MOST_NAMED) -> list[str]:
        """Whose name holds these words, those in the region and whose name begins so first, then by name.

        Case, accents and punctuation make no difference, and a word may be any part of one.
        """
        sought = fold(words)
        if not sought or "\n" in sought:
            return []
        found = [
            one
            for _start, own, alive in self.layers_.parts()
            for one in own.named(sought, region, alive, most)
        ]
        return [id_.decode(errors="surrogatepass") for *_, id_ in sorted(found)[:most]]

    def alike(self, name: str, *, most: int = MOST_ALIKE) -> list[str]:
        """Whose name may mean the same organisation as `name`, the likeliest first."""
        wanted = name_key(name)
        found = []
        for _start, own, alive in self.layers_.parts() if wanted else ():
            like = likenesses(wanted, own.called.key_lines())
            close = np.flatnonzero(like if alive is None else like * alive).tolist()
            found += [(-like[number], own.ids.text(number)) for number in close]
        return [id_ for _, id_ in sorted(found)[:most]]

    def populations(self) -> dict[str, Counter[Kind | None]]:
        """How many of each kind stand in each place, as it is written: a NUTS code, a country, or ""."""
        found: defaultdict[str, Counter[Kind | None]] = defaultdict(Counter)
        for _start, own, alive in self.layers_.parts():
            for code, kinds in own.populations(alive):
                found[code] += kinds
        return dict(found)

    def arrays(self) -> dict[str, npt.NDArray[Any]]:
        """The compact directory as arrays to be written down, by name."""
        return self.layers_.joined(0).columns[0].arrays()

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, npt.NDArray[Any]]) -> Self:
        """The directory of `arrays`, which may be memory-mapped and read-only; none is copied."""
        return cls._of(Layers((Columns.from_arrays(arrays),)))

    def search(
        self,
        text: str = "",
        *,
        kinds: Collection[Kind] | None = None,
        region: str = "",
        themes: Collection[str] = (),
        has: Collection[Has] = (),
        page: int = 1,
        per_page: int = PER_PAGE,
        is_within: Callable[[str, str], bool] = prefix_rule,
    ) -> Page:
        """One page of those who match all that is given, by relevance if words are given, else by name.

        `region` is a NUTS code or an ISO country, `is_within(code, region)` the rule of the tree. A page
        beyond the last is the last, one before the first the first.
        """
        tally = Tally(Asked.of(kinds, has, nuts_country(region), themes, is_within))
        words = folded_words(text)
        slots, values = self._with_words(words, tally) if words else (self._by_name(tally), None)
        pages = max(1, -(-len(slots) // per_page))
        page = min(max(1, page), pages)
        first, last = (page - 1) * per_page, page * per_page
        shown = slots[first:last] if values is None else self._best(slots, values, first, last)
        return Page(tuple(self.layers_.ids(shown.tolist())), len(slots), page, pages, tally.counts())

    def _by_name(self, tally: Tally) -> IntArray:
        """The slots of all who pass the choices, by name."""
        parts = self.layers_.parts()
        masks = [
            tally.add(own, np.ones(len(own), bool) if alive is None else alive)
            for _start, own, alive in parts
        ]
        return self.layers_.passing(np.concatenate(masks))

    def _best(self, slots: IntArray, values: FloatArray, first: int, last: int) -> IntArray:
        """Those at some places of the order by relevance, and by name where that is the same.

        It is the same where `DECIMALS` are: the last bits hang on the order of adding, and on the processor.
        """
        among = likely(values, last, margin=10.0**-DECIMALS)
        if among is not None:
            slots, values = slots[among], values[among]
        order = self.layers_.by_name(slots)
        return slots[order][best(np.round(values[order], DECIMALS), first, last)]

    def _with_words(self, words: list[str], tally: Tally) -> tuple[IntArray, FloatArray]:
        """The slots of all who pass the choices and have all words, and how well they match."""
        parts = list(self.layers_.parts())
        found = [find_words(own, alive, words) for _start, own, alive in parts]
        spread = _spread(parts, found, len(words))
        slots, values = [], []
        for (start, own, _alive), one in zip(parts, found, strict=True):
            mask = np.zeros(len(own), bool)
            mask[one.numbers] = True
            passing = tally.add(own, mask)
            numbers, times = one.numbers, one.times
            if passing is not mask:
                kept = passing[numbers]
                numbers, times = numbers[kept], [own_times[kept] for own_times in times]
            slots.append(numbers + np.int32(start))
            values.append(relevance(len(self), spread, times))
        return np.concatenate(slots), np.concatenate(values)


def _spread(parts: list[Part], found: list[Found], words: int) -> list[int]:
    """How many in force have each of so many words; 0 where nobody has all of them."""
    if not any(len(one.numbers) for one in found):
        return [0] * words
    each = [one.spread(alive) for (_start, _own, alive), one in zip(parts, found, strict=True)]
    return [sum(own) for own in zip(*each, strict=True)]

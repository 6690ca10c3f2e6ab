"""Reading profiles into columns, many at a time and no text twice.

The words of a text are those of its pieces between spaces, and a network uses the same pieces again and
again: each is folded once. What the words are is what `folded_words` says.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

import numpy as np
from scipy.sparse import coo_array, csr_array, vstack

from matchmaker.core.directory.called import Called, lines_of
from matchmaker.core.directory.columns import Columns, traits_of
from matchmaker.core.directory.inverted import Inverted
from matchmaker.core.directory.places import Places
from matchmaker.core.entities import Profile
from matchmaker.core.letters import bare, plain
from matchmaker.core.signals.pool import home_country, themes_of
from matchmaker.core.strings import Strings, encoded
from matchmaker.core.text import WORD, visible

NAME_WEIGHT = 8.0
"""A word of the name counts like eight in the texts: who types a name looks for that name."""

BATCH = 4_096
"""So many profiles are read between two conversions to arrays, which bounds the memory of lists."""

MOST_PIECES = 1_000_000


def region_code(profile: Profile) -> str:
    """Where a profile stands in the tree of regions: its NUTS code, else its country."""
    return profile.region or home_country(profile)


class Numbers(dict[str, int]):
    """Numbers for words, in the order in which they are met."""

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        return number


class Pieces(dict[str, tuple[int, ...]]):
    """The numbers of the words in a piece of text without spaces; forgets all before it grows without end."""

    def __init__(self, most: int = MOST_PIECES) -> None:
        super().__init__()
        self.most = most
        self.numbers = Numbers()

    def __missing__(self, piece: str) -> tuple[int, ...]:
        if len(self) >= self.most:
            self.clear()
        found = tuple(self.numbers[plain(word)] for word in WORD.findall(bare(piece)))
        self[piece] = found
        return found

    def read(self, text: str) -> list[int]:
        """The numbers of all words of `text`, in which nothing is hidden."""
        return list(chain.from_iterable(map(self.__getitem__, text.split())))


class Reading:
    """Columns in the making: `add` profiles, then `finish`."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.names: list[str] = []
        self.plain: list[bytes] = []
        self.keys: list[bytes] = []
        self.pieces, self.themes, self.regions = Pieces(), Numbers(), Numbers()
        self.traits = bytearray()
        self.region: list[int] = []
        self.words_of: list[csr_array] = []
        self.themes_of: list[csr_array] = []

    def add(self, profiles: Sequence[Profile]) -> None:
        """Read some more profiles."""
        self.ids.extend(one.id for one in profiles)
        self.names.extend(bare(one.name) for one in profiles)
        plain, keys = lines_of([one.name for one in profiles])
        self.plain += plain
        self.keys += keys
        self.traits.extend(map(traits_of, profiles))
        self.region.extend(self.regions[region_code(one)] for one in profiles)
        themes = [[self.themes[key] for key in themes_of(one)] for one in profiles]
        self.themes_of.append(_counted(themes, [1.0], len(self.themes)))
        read = self.pieces.read
        runs = [read(text) for one in profiles for text in (visible(one.name), _texts(one))]
        self.words_of.append(_counted(runs, [NAME_WEIGHT, 1.0], len(self.pieces.numbers)))

    def finish(self) -> Columns:
        """All that was read, sorted."""
        by_name = sorted(range(len(self.ids)), key=lambda i: (self.names[i], self.ids[i]))
        order = np.array(by_name, np.int32)
        ids = [self.ids[i] for i in by_name]
        places = Places(self.regions)
        rank = np.array([places.number[code] for code in self.regions], np.int32)
        return Columns(
            ids=Strings.of(ids),
            by_id=np.array(sorted(range(len(ids)), key=ids.__getitem__), np.int32),
            names=Strings.of(self.names[i] for i in by_name),
            traits=np.frombuffer(self.traits, np.uint8)[order],
            region=rank[np.array(self.region, np.int32)[order]],
            places=places,
            called=Called.of(
                [self.plain[i] for i in by_name], [self.keys[i] for i in by_name], list(map(encoded, ids))
            ),
            themes=Inverted.of(list(self.themes), _stacked(self.themes_of, len(self.themes))[order]),
            words=Inverted.of(
                list(self.pieces.numbers), _stacked(self.words_of, len(self.pieces.numbers))[order]
            ),
        )


def read_columns(profiles: Iterable[Profile]) -> Columns:
    """The columns of `profiles`, which are taken one batch after another."""
    reading, batch = Reading(), list[Profile]()
    for profile in profiles:
        batch.append(profile)
        if len(batch) == BATCH:
            reading.add(batch)
            batch = []
    reading.add(batch)
    return reading.finish()


def _texts(profile: Profile) -> str:
    """What can be searched of a profile but its name."""
    texts = (profile.about, profile.place, *(one.text for one in profile.offers + profile.needs))
    return " ".join(map(visible, texts))


def _counted(runs: Sequence[Sequence[int]], weights: Sequence[float], width: int) -> csr_array:
    """Counts of the numbers in the runs, `len(weights)` runs to a row, each counted by its weight."""
    lengths, each = np.fromiter(map(len, runs), np.int64, len(runs)), len(weights)
    numbers = np.fromiter(chain.from_iterable(runs), np.int32, int(lengths.sum()))
    rows = np.repeat(np.arange(len(runs), dtype=np.int32) // each, lengths)
    weighed = np.repeat(np.resize(np.array(weights, np.float32), len(runs)), lengths)
    return coo_array((weighed, (rows, numbers)), (len(runs) // each, width)).tocsr()


def _stacked(blocks: Sequence[csr_array], width: int) -> csr_array:
    """The blocks below each other, all as wide as the last: later ones know more words."""
    wide = [csr_array((one.data, one.indices, one.indptr), (one.shape[0], width)) for one in blocks]
    return csr_array(vstack(wide, format="csr"))

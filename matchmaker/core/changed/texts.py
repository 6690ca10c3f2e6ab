"""A text index with the texts that have changed since its version over it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from typing import Any

import numpy as np

from matchmaker.core.changed.over import Over
from matchmaker.core.changed.reading import EMPTY, NOTHING_SAID, Read, Said
from matchmaker.core.changed.rows import ChangedRows
from matchmaker.core.changed.weighing import Weighed, weighed
from matchmaker.core.index import Field, TextIndex, is_everyday, is_rare
from matchmaker.core.kept.words import HashedReader
from matchmaker.core.naming import Naming
from matchmaker.core.reader import UNTOLD


class MoreWords(Mapping[str, int]):
    """The words of a version, and those that are newer by the numbers behind them."""

    def __init__(self, base: Mapping[str, int], words: Sequence[str], width: int) -> None:
        self._base = base
        self.newer = {word: width + place for place, word in enumerate(words)}

    def __getitem__(self, word: str) -> int:
        number = self.newer.get(word)
        return self._base[word] if number is None else number

    def get(self, word: str, default: Any = None, /) -> Any:
        """The number of a word: the same without an error, which would take as long again."""
        number = self.newer.get(word)
        return self._base.get(word, default) if number is None else number

    def __len__(self) -> int:
        return len(self._base) + len(self.newer)

    def __iter__(self) -> Iterator[str]:
        yield from self._base
        yield from self.newer


def _index(base: TextIndex, found: Weighed) -> TextIndex:
    """The index with the new words, but for its rows."""
    index, texts = copy(base), base.counted_.texts
    index.reader = HashedReader(MoreWords(base.reader.vocabulary, found.words, base.width_))
    index.width_ = base.width_ + len(found.words)
    index.finder_ = None
    if found.words:
        index.idf_ = np.concatenate([base.idf_, found.idf])
        index.met_ = np.concatenate([base.met_, np.ones(len(found.words), bool)])
        index.rare_ = np.concatenate([base.rare_, is_rare(texts, found.used)])
        index.everyday_ = np.concatenate([base.everyday_, is_everyday(texts, found.used)])
    return index


def index_with(base: TextIndex, over: Over, read: Sequence[Read | None]) -> TextIndex:
    """The index of profiles of which some were read anew: those of `over`, None for who is gone."""
    each = [_said(read, field) for field in Field]
    found = weighed([one for own in each for one in own], base)
    index, end = _index(base, found), 0
    rows: list[ChangedRows] = []
    for field, own in zip(Field, each, strict=True):
        sizes = np.array([len(one.known) for one in own], np.int64)
        languages = np.array([code for one in own for code in one.languages], np.uint8)
        begin, end = end, end + int(sizes.sum())
        part, one = found.rows[begin:end], field is Field.ABOUT
        rows.append(ChangedRows(base.rows_[field], over, sizes, part, index.rare_, languages, one=one))
    index.rows_, index.size_ = [*rows], over.size
    return index


def naming_with(base: Naming, over: Over, read: Sequence[Read | None]) -> Naming:
    """Everybody's name and place, some of them read anew."""
    found = weighed([EMPTY if one is None else one.name for one in read], base.index)
    index, sizes = _index(base.index, found), np.ones(len(read), np.int64)
    rows, none = base.index.rows_, np.zeros(len(read), np.int64)
    said = np.full(len(read), UNTOLD, np.uint8)  # nobody quotes a name in a language
    index.rows_ = [
        ChangedRows(rows[Field.OFFERS], over, none, found.rows[:0], index.rare_, said[:0], one=False),
        ChangedRows(rows[Field.NEEDS], over, none, found.rows[:0], index.rare_, said[:0], one=False),
        ChangedRows(rows[Field.ABOUT], over, sizes, found.rows, index.rare_, said, one=True),
    ]
    index.size_ = over.size
    return Naming.of_index(index)


def _said(read: Sequence[Read | None], field: Field) -> list[Said]:
    """The texts of each in one field; who is gone says nothing, but a description each has."""
    nothing = EMPTY if field is Field.ABOUT else NOTHING_SAID
    return [nothing if one is None else one.fields[field] for one in read]

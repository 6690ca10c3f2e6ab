"""Sets of words that stakeholders and statements have: themes, languages, kinds of help."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from matchmaker.core import few_rows
from matchmaker.core.arrays import spans, taken
from matchmaker.core.reader import FloatArray, Numbers
from matchmaker.core.sparse import Array, Arrays, cells, named, of_cells, part
from matchmaker.core.strings import Strings

CodeArray = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]

UNKNOWN = -1


class Codes:
    """Numbers for words, in the order in which they are met, or of a list that they were kept in."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        self.numbers: dict[str, int] = {word: number for number, word in enumerate(words)}

    def __call__(self, word: str) -> int:
        """The number of `word`; "" is unknown."""
        return self.numbers.setdefault(word, len(self.numbers)) if word else UNKNOWN

    def known(self, word: str) -> int:
        """The number of `word` if it was met, else a number that nobody has."""
        return self.numbers.get(word, UNKNOWN - 1)


class Sets:
    """A set of words per stakeholder, as a sparse matrix of ones."""

    def __init__(self, rows: Sequence[Iterable[str]]) -> None:
        self.codes = Codes()
        cells = [(i, self.codes(word)) for i, row in enumerate(rows) for word in set(row) if word]
        size = (len(rows), max(1, len(self.codes.numbers)))
        where = np.array(cells, int).reshape(-1, 2)
        self.matrix = csr_array((np.ones(len(cells)), (where[:, 0], where[:, 1])), shape=size)
        self.sizes: FloatArray = np.asarray(self.matrix.sum(axis=1), float).ravel()
        self.counts: FloatArray = np.asarray(self.matrix.sum(axis=0), float).ravel()

    def arrays(self) -> dict[str, Array]:
        """The sets as arrays to be written down."""
        words = Strings.of(self.codes.numbers).arrays()
        return {"sizes": self.sizes, "counts": self.counts} | named(words=words, matrix=cells(self.matrix))

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> Sets:
        """The sets of such arrays, which may be mapped files; only the different words are held."""
        sets, words = cls.__new__(cls), Strings.from_arrays(part(arrays, "words"))
        sets.codes = Codes(words.texts(range(len(words))))
        sets.matrix = of_cells(part(arrays, "matrix"))
        sets.sizes, sets.counts = arrays["sizes"], arrays["counts"]
        return sets

    def take(self, numbers: Numbers) -> FewSets:
        """The sets of a few, in the order of these numbers; how many have a word stays what it is in all."""
        return FewSets(self, numbers)

    def cells(self, numbers: Numbers) -> tuple[Numbers, Numbers]:
        """The words of a few, by number, those of each side by side, and how many each has."""
        starts = self.matrix.indptr
        counts = (starts[numbers + 1] - starts[numbers]).astype(np.int64)
        cells = spans(starts[numbers].astype(np.int64), counts)
        return self.matrix.indices[cells].astype(np.int64), counts

    def overlaps(self, numbers: Numbers, mine: FloatArray) -> FloatArray:
        """The sum of what the words of each of a few count, of which each has a number in `mine`."""
        return few_rows.overlaps(self.matrix, numbers, mine)

    def counted(self, numbers: Numbers) -> Numbers:
        """How many of a few have each word."""
        return few_rows.counted(self.matrix, numbers)

    def spread(self, word: str) -> float:
        """How many stakeholders have `word`."""
        number = self.codes.numbers.get(word)
        return 0.0 if number is None else float(self.counts[number])

    def overlap(self, words: Iterable[str]) -> FloatArray:
        """How many of `words` each stakeholder has."""
        return np.asarray(self.matrix @ self._marked(words))

    def _marked(self, words: Iterable[str]) -> FloatArray:
        """1 for each of these words, by number."""
        mine: FloatArray = np.zeros(self.width)
        mine[[self.codes.numbers[word] for word in {*words} & self.codes.numbers.keys()]] = 1.0
        return mine

    @property
    def width(self) -> int:
        """How many words there are; one at least."""
        return int(self.matrix.shape[1])

    def having(self, those: BoolArray) -> dict[str, int]:
        """How many of those have each word that any of them has."""
        found = self.matrix.T @ those.astype(float)
        return {word: int(found[number]) for word, number in self.codes.numbers.items() if found[number]}


class FewSets(Sets):
    """The sets of a few, looked up among all when something is asked of them."""

    def __init__(self, sets: Sets, numbers: Numbers) -> None:
        self.codes, self.counts, self._sets, self._numbers = sets.codes, sets.counts, sets, numbers

    @property
    def width(self) -> int:
        """How many words there are; one at least."""
        return self._sets.width

    @cached_property
    def sizes(self) -> FloatArray:  # type: ignore[override]  # as an attribute, but made when asked for
        """How many words each of these has."""
        return taken(self._sets.sizes, self._numbers)

    @cached_property
    def matrix(self) -> csr_array:  # type: ignore[override]  # as an attribute, but made when asked for
        """The same as a sparse matrix of ones."""
        words, counts = self._sets.cells(self._numbers)
        owner, shape = np.repeat(np.arange(len(counts)), counts), (len(counts), self.width)
        return csr_array((np.ones(len(words)), (owner, words)), shape=shape)

    def overlap(self, words: Iterable[str]) -> FloatArray:
        """How many of `words` each stakeholder has."""
        mine = self._marked(words)
        return self._sets.overlaps(self._numbers, mine) if mine.any() else np.zeros(len(self._numbers))

    def having(self, those: BoolArray) -> dict[str, int]:
        """How many of those have each word that any of them has."""
        found = self._sets.counted(self._numbers[those])
        return {word: int(found[number]) for word, number in self.codes.numbers.items() if found[number]}

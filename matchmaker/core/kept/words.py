"""The words of a network by hashes: a file that holds them tells nobody a word, and none has to be loaded.

Hashes are BLAKE2b of eight bytes (RFC 7693), keyed by the salt of the instance, so that nobody without it
can find out which words are there. What has to be shown in words comes from the texts at hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from hashlib import blake2b
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from matchmaker.core.reader import IntArray, Passage, Reader, Vector, spoken
from matchmaker.core.sparse import Arrays
from matchmaker.core.strings import encoded

Hashes = npt.NDArray[np.uint64]

AT_HAND = 20_000
"""The numbers of so many words stay at hand."""


def hash_of(word: str, salt: bytes) -> int:
    """The hash of one word; the salt has at most 64 bytes."""
    return int.from_bytes(blake2b(encoded(word), digest_size=8, key=salt).digest(), "little")


class Words(Mapping[str, int]):
    """The numbers of words by their `hashes` (ascending); which words they are is not known.

    A word that is not among them has the hash of another with a chance of 1 in 10^13 in a network of a
    million words, and would then count as that.
    """

    def __init__(self, hashes: Hashes, numbers: IntArray, salt: bytes) -> None:
        self.hashes, self.numbers, self._salt = hashes, numbers, salt
        # Reasons ask for the same few words again and again, and a hash takes as long as all else.
        self.find = lru_cache(AT_HAND)(self._find)

    @classmethod
    def of(cls, numbers: Mapping[str, int], salt: bytes) -> Self:
        """Words with their numbers.

        Raises ValueError where two have the same hash; with another salt they have not.
        """
        hashes = np.array([hash_of(word, salt) for word in numbers], np.uint64)
        order = np.argsort(hashes, kind="stable")
        if (np.diff(hashes[order]) == 0).any():
            raise ValueError("two words have the same hash: take another salt")
        return cls(hashes[order], np.array(list(numbers.values()), np.int32)[order], salt)

    def __len__(self) -> int:
        return len(self.hashes)

    def __iter__(self) -> Iterator[str]:
        raise TypeError("the words themselves are not known")

    def _find(self, word: str) -> int:
        """The number of a word, -1 if it is not among them."""
        wanted = np.uint64(hash_of(word, self._salt))
        place = int(self.hashes.searchsorted(wanted))
        return int(self.numbers[place]) if place < len(self) and self.hashes[place] == wanted else -1

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and self.find(word) >= 0

    def __getitem__(self, word: str) -> int:
        if (number := self.find(word)) < 0:
            raise KeyError(word)
        return number

    def get(self, word: str, default: Any = None, /) -> Any:
        """The number of a word: the same without an error, which would take as long again."""
        number = self.find(word)
        return default if number < 0 else number

    def arrays(self) -> dict[str, npt.NDArray[np.generic]]:
        """The hashes and numbers, to be written down."""
        return {"hashes": self.hashes, "numbers": self.numbers}

    @classmethod
    def from_arrays(cls, arrays: Arrays, salt: bytes) -> Self:
        """The words of such arrays; nothing is copied."""
        return cls(arrays["hashes"], arrays["numbers"], salt)


class Uses(Mapping[str, int]):
    """How many texts use a word, for those that any uses."""

    def __init__(self, words: Words, used: IntArray) -> None:
        self._words, self._used = words, used

    def __len__(self) -> int:
        return len(self._words)

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def _of(self, word: str) -> int:
        number = self._words.find(word)
        return int(self._used[number]) if number >= 0 else 0

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and self._of(word) > 0

    def __getitem__(self, word: str) -> int:
        if not (texts := self._of(word)):
            raise KeyError(word)
        return texts


class HashedReader(Reader):
    """Reads as the reader does that a network was fitted with, and learns nothing.

    What it reads carries its own words, for nobody else knows them.
    """

    def __init__(self, words: Mapping[str, int]) -> None:
        super().__init__()
        self.vocabulary = words

    def learn(self, passages: tuple[Passage, ...]) -> Vector:
        """Raises TypeError: an opened network learns nothing."""
        raise TypeError("an opened network learns no words")

    def read(self, passages: tuple[Passage, ...], width: int) -> tuple[Vector, dict[str, float]]:
        """Counts of `passages` by number, with the words of these, and those of all other words."""
        known, strange = list[tuple[int, str, float]](), dict[str, float]()
        find = self.vocabulary.get
        for term, times in self._count(passages).items():
            number = find(term, width)
            if number < width:
                known.append((number, term, times))
            else:
                strange[term] = times
        known.sort()
        ids = np.array([one for one, _, _ in known], np.int32)
        values = np.array([times for _, _, times in known], np.float64)
        words = {number: term for number, term, _ in known}
        return Vector(ids, values, self.joined(passages), words, spoken(passages)), strange

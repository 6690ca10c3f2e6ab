"""Texts as two arrays, so that they can lie in a file that many processes share.

A sorted column is searched by bisection: UTF-8 sorts as the characters do, so bytes are compared and nothing
is decoded but what is shown.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from matchmaker.core.reader import Numbers

Bytes = npt.NDArray[np.uint8]

# Text from outside may hold half a surrogate pair, which must not stop a search.
_LENIENT = "surrogatepass"

LAST = "\U0010ffff".encode()
"""No text goes on with this, so it ends the run of those with one beginning."""


def encoded(text: str) -> bytes:
    """`text` as a column holds it."""
    return text.encode(errors=_LENIENT)


@dataclass(frozen=True, slots=True, eq=False)
class Strings(Sequence[bytes]):
    """A column of texts: text i is `blob[starts[i]:starts[i + 1]]` in UTF-8 (`starts` holds len + 1)."""

    blob: Bytes
    starts: Numbers

    @classmethod
    def of(cls, texts: Iterable[str]) -> Self:
        """A column of these texts, in this order."""
        return cls.joined(map(encoded, texts))

    @classmethod
    def joined(cls, texts: Iterable[bytes]) -> Self:
        """The same of texts that are encoded already."""
        held = list(texts)
        starts = np.fromiter(accumulate(map(len, held), initial=0), np.int64, len(held) + 1)
        return cls(np.frombuffer(b"".join(held), np.uint8), starts)

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, number: int) -> bytes:  # type: ignore[override]  # slices are not asked for
        return self.blob[self.starts[number] : self.starts[number + 1]].tobytes()

    def __iter__(self) -> Iterator[bytes]:
        whole, starts = self.blob.tobytes(), self.starts.tolist()
        return (whole[start:stop] for start, stop in pairwise(starts))

    def text(self, number: int) -> str:
        """The text with this number."""
        return self[number].decode(errors=_LENIENT)

    def texts(self, numbers: Iterable[int]) -> list[str]:
        """Several of them."""
        return [self.text(number) for number in numbers]

    def find(self, text: str) -> tuple[int, int]:
        """Where `text` stands in a sorted column, as a range that is empty where it is not."""
        wanted = encoded(text)
        first = bisect_left(self, wanted)
        return first, first + (first < len(self) and self[first] == wanted)

    def begin(self, text: str) -> tuple[int, int]:
        """The range of all that begin with `text` in a sorted column."""
        wanted = encoded(text)
        first = bisect_left(self, wanted)
        return first, bisect_left(self, wanted + LAST, first)

    def arrays(self) -> dict[str, npt.NDArray[Any]]:
        """The column as arrays to be written down."""
        return {"blob": self.blob, "starts": self.starts}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, npt.NDArray[Any]]) -> Self:
        """The column of `arrays`, which may be memory-mapped and read-only; nothing is copied."""
        return cls(np.asarray(arrays["blob"], np.uint8), np.asarray(arrays["starts"], np.int64))

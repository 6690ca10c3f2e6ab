"""Texts in a version: one after the other in UTF-8, and where each begins; written as they come."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

import numpy as np

from matchmaker.store.folders.arrays import ArrayWriter

BLOB, STARTS = "blob", "starts"
"""The two arrays of a column of texts: text i is `blob[starts[i]:starts[i + 1]]`."""

_AT_ONCE = 10_000


class TextWriter:
    """Adds texts to a new column, more than memory holds; made by `Build.texts`.

    `starts` gets one number more than there are texts, the first of them 0.
    """

    def __init__(self, blob: ArrayWriter, starts: ArrayWriter) -> None:
        self._blob, self._starts, self._end = blob, starts, 0
        starts.write(np.zeros(1, np.int64))

    def write(self, texts: Iterable[str]) -> None:
        """Add texts, in this order; of a pair of surrogates one alone may stand in a text.

        Raises:
            NoRoom, CannotWrite: the disk refuses.
        """
        coming = iter(texts)
        while some := [text.encode(errors="surrogatepass") for text in islice(coming, _AT_ONCE)]:
            ends = np.cumsum(np.fromiter(map(len, some), np.int64, len(some))) + self._end
            self._blob.write(np.frombuffer(b"".join(some), np.uint8))
            self._starts.write(ends)
            self._end = int(ends[-1])

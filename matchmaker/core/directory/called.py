"""Names as a reader types them: any part of one finds it, and nearly the same one is noticed.

Both columns hold a line for each stakeholder, its line break included, so that what is looked for never runs
from one name into the next.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from matchmaker.core.imports.names import name_keys
from matchmaker.core.names import fold
from matchmaker.core.reader import IntArray
from matchmaker.core.signals.pool import BoolArray
from matchmaker.core.strings import Strings, encoded

BREAK = b"\n"


@dataclass(frozen=True, slots=True, eq=False)
class Called:
    """`plain` are the names folded, `keys` those without legal forms, `rank` the places by `plain` and id."""

    plain: Strings
    keys: Strings
    rank: IntArray

    @classmethod
    def of(cls, plain: Sequence[bytes], keys: Sequence[bytes], ids: Sequence[bytes]) -> Self:
        """These lines, of the stakeholders with these ids."""
        order = sorted(range(len(ids)), key=lambda i: (plain[i], ids[i]))
        rank = np.empty(len(ids), np.int32)
        rank[order] = np.arange(len(ids), dtype=np.int32)
        return cls(Strings.joined(plain), Strings.joined(keys), rank)

    def holding(self, sought: str) -> tuple[npt.NDArray[np.intp], BoolArray]:
        """Whose folded name holds the folded text `sought`, and which of them begin so."""
        blob, starts, wanted = self.plain.blob, self.plain.starts, encoded(sought)
        places = np.flatnonzero(blob[: max(0, len(blob) - len(wanted) + 1)] == wanted[0])
        for further, byte in enumerate(wanted[1:], start=1):
            places = places[blob[places + further] == byte]
        numbers = np.searchsorted(starts, places, side="right") - 1
        # Of several places in one name the first tells whether it begins so.
        first = np.append(True, numbers[1:] != numbers[:-1])[: len(numbers)]
        return numbers[first], starts[numbers[first]] == places[first]

    def key_lines(self) -> list[str]:
        """All keys."""
        return self.keys.blob.tobytes().decode(errors="surrogatepass").split("\n")[:-1]

    def arrays(self) -> dict[str, npt.NDArray[Any]]:
        """The columns as arrays to be written down."""
        parts = {"plain": self.plain.arrays(), "keys": self.keys.arrays()}
        found = {f"{part}_{name}": value for part, own in parts.items() for name, value in own.items()}
        return {**found, "rank": self.rank}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, npt.NDArray[Any]]) -> Self:
        """The columns of `arrays`, which may be memory-mapped and read-only; nothing is copied."""
        plain, keys = (
            Strings.from_arrays({name: arrays[f"{part}_{name}"] for name in ("blob", "starts")})
            for part in ("plain", "keys")
        )
        return cls(plain, keys, np.asarray(arrays["rank"], np.int32))


def lines_of(names: Sequence[str]) -> tuple[list[bytes], list[bytes]]:
    """The lines of many names at once, which is far quicker than one by one: folded, and their keys."""
    if not names:
        return [], []
    plain = fold("\n".join(name.replace("\n", " ") for name in names)).split("\n")
    return [encoded(name) + BREAK for name in plain], [encoded(key) + BREAK for key in name_keys(names)]

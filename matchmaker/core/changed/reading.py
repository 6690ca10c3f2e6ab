"""Texts that are newer than a version, read once: their words by the numbers of the version, and new ones.

The parts of compounds are looked for among the words of the version, as they are in a question.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from matchmaker.core.entities import Profile
from matchmaker.core.index import Field, TextIndex, Texts
from matchmaker.core.naming import passages_of
from matchmaker.core.reader import LIGHT, UNTOLD, FloatArray, IntArray, Passage

Entry = TypeVar("Entry", bound=np.generic)


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """The texts of one field of one profile, side by side.

    Of each the words of the version, ascending, and what they weigh; then the new words, and how often they
    stand there (damped). `known` and `newer` are how many of each a text has, `languages` are as in `Vector`.
    """

    known: tuple[int, ...]
    ids: IntArray
    weights: FloatArray
    newer: tuple[int, ...]
    words: tuple[str, ...]
    times: FloatArray
    languages: tuple[int, ...]


NOTHING_SAID = Said((), np.empty(0, np.int32), np.empty(0), (), (), np.empty(0), ())
EMPTY = Said((0,), np.empty(0, np.int32), np.empty(0), (0,), (), np.empty(0), (UNTOLD,))
"""One text without a word."""


@dataclass(frozen=True, slots=True, eq=False)
class Read:
    """All that was read of one profile: its texts by field, and its name and place."""

    profile: Profile
    fields: tuple[Said, ...]
    name: Said


def read(profile: Profile, index: TextIndex, naming: TextIndex, labels: Mapping[str, str]) -> Read:
    """Read the texts of a profile with the words of a version."""
    texts = Texts.of(profile, labels)
    return Read(
        profile,
        tuple(_said(texts.rows(field), index) for field in Field),
        _said((passages_of(profile),), naming),
    )


def _said(rows: Sequence[tuple[Passage, ...]], index: TextIndex) -> Said:
    found = [index.counted(passages) for passages in rows]
    words = [sorted(strange) for _, strange in found]
    times = [strange[word] for (_, strange), own in zip(found, words, strict=True) for word in own]
    ids = end_to_end([counts.ids for counts, _ in found], np.int32)
    weights = _damped(end_to_end([counts.values for counts, _ in found], np.float64)) * index.idf_[ids]
    known, newer = tuple(len(counts.ids) for counts, _ in found), tuple(map(len, words))
    languages = tuple(counts.language for counts, _ in found)
    return Said(known, ids, weights, newer, tuple(chain(*words)), _damped(np.array(times, float)), languages)


def _damped(times: FloatArray) -> FloatArray:
    """How much a word weighs that stands so often in a text."""
    return np.asarray(1.0 + np.log(np.maximum(times, LIGHT)), float)


def end_to_end(arrays: Sequence[npt.NDArray[Entry]], dtype: type[Entry]) -> npt.NDArray[Entry]:
    """Arrays one after the other; an empty one of this type where there are none."""
    return np.concatenate([np.empty(0, dtype), *arrays])

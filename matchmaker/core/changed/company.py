"""The company one keeps, where texts and ties have changed."""

from __future__ import annotations

from typing import cast

import numpy as np

from matchmaker.core.changed.stacked import ChangedRows, Column, Over, Stacked
from matchmaker.core.changed.ties import others_of
from matchmaker.core.company import CompanyByTies, lengths_of
from matchmaker.core.index import Field, TextIndex
from matchmaker.core.kept.tied import Tied
from matchmaker.core.reader import FloatArray, Numbers
from matchmaker.core.signals import Pool


def company_with(pool: Pool, index: TextIndex, network: Tied, over: Over) -> CompanyByTies:
    """The mean texts of everybody's partners: whose partners or whose partners' texts changed, anew."""
    texts = cast(ChangedRows, index.rows_[Field.ABOUT]).stacked
    rewritten = _rewritten(texts, over)
    touched = np.union1d(network.ties.changes.numbers, others_of(network, rewritten)).astype(np.int64)
    company = CompanyByTies(index.rows_[Field.ABOUT].matrix, network.ties, np.empty(0))
    lengths: FloatArray = lengths_of(company.means(touched))
    base = pool.company._lengths
    column = Column(base, Over(touched, over.size), lengths)
    company._lengths = column  # type: ignore[assignment]  # some of it are taken, and no more
    return company


def _rewritten(texts: Stacked, over: Over) -> Numbers:
    """Whose description is another one than in the version."""
    old = over.numbers[over.numbers < texts.base.shape[0]]
    before, now = texts.base[old], texts[old]
    counts = np.diff(now.indptr)
    same = np.diff(before.indptr) == counts
    # Only rows of as many words are compared, word by word.
    one, other = before[same], now[same]
    differs = (one.indices != other.indices) | (one.data != other.data)
    owners = np.repeat(np.flatnonzero(same), counts[same])
    same[owners[differs]] = False
    return np.append(old[~same], over.numbers[over.numbers >= texts.base.shape[0]])

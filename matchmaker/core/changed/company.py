"""The company one keeps, where texts and ties have changed."""

from __future__ import annotations

from typing import NamedTuple, cast

import numpy as np
from scipy.sparse import csr_array

from matchmaker.core.changed.over import Column, Over, differing
from matchmaker.core.changed.rows import ChangedRows
from matchmaker.core.changed.stacked import Stacked
from matchmaker.core.changed.ties import others_of
from matchmaker.core.company import CompanyByTies, lengths_of
from matchmaker.core.graph.ties import Ties
from matchmaker.core.index import Field, TextIndex
from matchmaker.core.kept.tied import Tied
from matchmaker.core.reader import FloatArray, Numbers
from matchmaker.core.rows import BoolArray
from matchmaker.core.signals import Pool


class Touched(NamedTuple):
    """Whose mean text is another than in the version, of which texts and ties, and how long it is."""

    numbers: Numbers
    lengths: FloatArray
    texts: Stacked
    ties: Ties


def company_with(
    pool: Pool, index: TextIndex, network: Tied, over: Over, earlier: Touched | None
) -> tuple[CompanyByTies, Touched]:
    """The mean texts of everybody's partners: whose partners or whose partners' texts changed, anew.

    What was worked out `earlier` is taken over where neither texts nor ties are others now.
    """
    texts = cast(ChangedRows, index.rows_[Field.ABOUT]).stacked
    rewritten = _rewritten(texts, over)
    numbers = np.union1d(network.ties.changes.numbers, others_of(network, rewritten)).astype(np.int64)
    company = CompanyByTies(index.rows_[Field.ABOUT].matrix, network.ties, np.empty(0))
    lengths, known = np.empty(len(numbers)), np.zeros(len(numbers), bool)
    if earlier is not None:
        known = ~np.isin(
            numbers, _since(earlier, texts, network, np.union1d(over.numbers, earlier.texts.over.numbers))
        )
        known &= np.isin(numbers, earlier.numbers)
        lengths[known] = earlier.lengths[np.searchsorted(earlier.numbers, numbers[known])]
    lengths[~known] = lengths_of(company.means(numbers[~known]))
    column = Column(pool.company._lengths, Over(numbers, over.size), lengths)
    company._lengths = column  # type: ignore[assignment]  # some of it are taken, and no more
    return company, Touched(numbers, lengths, texts, network.ties)


def _since(earlier: Touched, texts: Stacked, network: Tied, changed: Numbers) -> Numbers:
    """Whose mean text may be another than it was earlier."""
    there = changed[changed < earlier.texts.over.size]
    there = there[there < texts.over.size]
    rewritten = np.append(there[_differ(earlier.texts[there], texts[there])], np.setdiff1d(changed, there))
    rewritten = rewritten[rewritten < texts.over.size].astype(np.int64)
    touched = np.union1d(network.ties.changes.numbers, earlier.ties.changes.numbers)
    touched = touched[touched < min(earlier.ties.size, network.ties.size)]
    one, other = earlier.ties.rows(touched), network.ties.rows(touched)
    differs = differing((one.counts, one.indices, one.weights), (other.counts, other.indices, other.weights))
    newer = np.arange(min(earlier.ties.size, network.ties.size), network.ties.size)
    return np.concatenate([touched[differs], newer, others_of(network, rewritten), rewritten])


def _differ(one: csr_array, other: csr_array) -> BoolArray:
    """Which rows of two matrices are not the same."""
    return differing(
        (np.diff(one.indptr), one.indices, one.data), (np.diff(other.indptr), other.indices, other.data)
    )


def _rewritten(texts: Stacked, over: Over) -> Numbers:
    """Whose description is another one than in the version."""
    old = over.numbers[over.numbers < texts.base.shape[0]]
    newer = over.numbers[over.numbers >= texts.base.shape[0]]
    return np.append(old[_differ(texts.base[old], texts[old])], newer)

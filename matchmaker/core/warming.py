"""All compiled loops of a large network, loaded before a reader has to wait for them."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array

from matchmaker.core import comparing, few, few_rows
from matchmaker.core.few import SMALL
from matchmaker.core.graph.shared import shared_among
from matchmaker.core.near.closest import closest, kilometres
from matchmaker.core.near.places import Places
from matchmaker.core.network import Network
from matchmaker.core.postings import search
from matchmaker.core.reader import NOTHING
from matchmaker.core.territory import combined
from matchmaker.core.variety import apart


def warm(network: Network) -> None:
    """Load them, and compile them where nobody has before.

    That takes some tenths of a second of processor, and half a minute where they have to be compiled.
    """
    search.warm()
    comparing.warm()
    one, nobody, nothing = np.zeros(1, np.int64), np.zeros(0, np.int64), np.zeros(0)
    network.push(one, np.ones(1))
    shared_among(network.ties, one, network.rarity, one)
    if few.worth_loading(SMALL):
        from matchmaker.core import document_loops

        document_loops.whose(one, np.zeros(1), 1, 1)
    few.looked_up(few.merged([one], SMALL), one, np.zeros(1), SMALL)
    closest(Places.of(np.zeros(SMALL), np.zeros(SMALL)), 0.0, 0.0, 1)
    kilometres(0.0, 0.0, nothing, nothing, of=SMALL)
    apart(np.zeros(1), np.zeros((1, 1)), 0.0, 1, SMALL)
    combined(np.zeros((1, 1)), nobody, nothing, SMALL)
    for kind in (np.int32, np.int64):
        matrix = csr_array((SMALL, 1))
        matrix.indptr, matrix.indices = matrix.indptr.astype(kind), matrix.indices.astype(np.int32)
        few_rows.products(matrix, nobody, NOTHING)
        few_rows.between(matrix, nobody)
        few_rows.overlaps(matrix, nobody, np.zeros(1))
        few_rows.counted(matrix, nobody)

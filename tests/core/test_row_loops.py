from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array

from matchmaker.core.row_loops import add
from matchmaker.core.sealing import sealed

# Three texts over three words.
TEXTS = np.array([[1.0, 0, 2], [0, 3, 0], [4, 0, 0]])


def test_the_words_of_a_query_are_added_up_for_each_text() -> None:
    columns = csr_array(TEXTS.T)
    arrays = sealed(columns.indptr), sealed(columns.indices.astype(np.int32)), sealed(columns.data)
    found = np.array([0.0, 0.5, 0.0])
    add(*arrays, sealed(np.array([0, 2], np.int32)), sealed(np.array([0.5, 10.0])), found)
    assert found.tolist() == [20.5, 0.5, 2.0]

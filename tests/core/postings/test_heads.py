from __future__ import annotations

import numpy as np
import pytest

from matchmaker.core.postings.heads import as_float, upper_half, width_of


def test_half_a_float_is_never_less_and_hardly_more() -> None:
    values = np.concatenate([[0.0], 2.0 ** np.linspace(-67, 65, 5000)])
    halves = as_float(upper_half(values))
    assert (halves >= values).all()
    assert (halves <= values * (1 + 2.0**-7)).all()


@pytest.mark.parametrize(("most", "width"), [(0, 8), (6, 8), (7, 16), (14, 16), (15, 32), (90, 32)])
def test_heads_are_as_long_as_nearly_all_need(most: int, width: int) -> None:
    counts = np.full(1000, most)
    counts[:5] = 400
    assert width_of(counts) == width


def test_without_documents_heads_are_short() -> None:
    assert width_of(np.zeros(0, np.int64)) == 8

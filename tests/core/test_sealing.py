from __future__ import annotations

import numpy as np
import pytest

from matchmaker.core.sealing import sealed


def test_a_sealed_array_cannot_be_written_and_shares_its_memory() -> None:
    array = np.arange(4, dtype=np.float32)
    view = sealed(array)
    assert np.shares_memory(view, array)
    assert array.flags.writeable
    with pytest.raises(ValueError, match="read-only"):
        view[0] = 1.0

from __future__ import annotations

import numpy as np

from matchmaker.core.signals.apart import LOCAL_KM, REGIONAL_KM, reaches

NAN = float("nan")


def test_the_narrowest_reach_counts_however_it_is_known() -> None:
    country = np.array([False, True, True, True, False, False])
    nuts2 = np.array([False, False, True, True, False, False])
    nuts3 = np.array([False, False, False, True, False, False])
    km = np.array([NAN, NAN, 900.0, NAN, LOCAL_KM, REGIONAL_KM])
    assert reaches(country, nuts2, nuts3, km).tolist() == [3, 2, 1, 0, 0, 1]
    assert reaches(country[:0], nuts2[:0], nuts3[:0], km[:0]).tolist() == []

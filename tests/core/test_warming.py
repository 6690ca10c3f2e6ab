from __future__ import annotations

from matchmaker.core import compiled, document_loops, few_loops, few_rows_loops
from matchmaker.core.entities import Link
from matchmaker.core.near import loops as near_loops
from matchmaker.core.network import Network
from matchmaker.core.warming import warm


def test_whoever_asks_first_finds_all_loops_compiled() -> None:
    network = Network(["a", "b"], [Link("a", "b")])
    warm(network)
    assert network.partner_numbers("a").tolist() == [1]
    if compiled.COMPILES:
        ready = (
            few_loops.merged,
            document_loops.whose,
            few_loops.looked_up,
            few_rows_loops.products,
            few_rows_loops.between,
            few_rows_loops.apart,
            few_rows_loops.overlaps,
            few_rows_loops.counted,
            few_rows_loops.combined,
            near_loops.haversines,
            near_loops.around,
        )
        assert all(getattr(one, "signatures", ()) for one in ready)

from __future__ import annotations

from itertools import count
from pathlib import Path

from matchmaker.services import evaluation
from tests.store.evaluation_folder import write_folder


def test_a_folder_is_read_and_the_engine_measured_beside_six_baselines(tmp_path: Path) -> None:
    told: list[str] = []
    ticks = count()
    found = evaluation.evaluate_folder(
        write_folder(tmp_path),
        seed=4,
        timer=lambda: float(next(ticks)),
        progress=lambda _done, _total, what: told.append(what),
    )
    assert told[:3] == ["read 16 organisations", "engine fitted", "baselines fitted"]
    document = evaluation.as_json(found.report)
    assert len(document["ties"]["baselines"]) == 6
    assert document["queries"] == {"ties": 4, "needs": 2}
    assert (document["seed"], document["seconds"]) == (4, 1)

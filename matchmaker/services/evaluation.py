"""How good the suggestions are: measures the engine on a folder that holds a network's past.

Needs no database: nothing is read but the folder, and nothing is written.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from matchmaker.core.evaluation.baselines import baselines
from matchmaker.core.evaluation.engine import engine
from matchmaker.core.evaluation.folder import Past
from matchmaker.core.evaluation.report import Report, as_json
from matchmaker.core.evaluation.run import Progress, Timer, evaluate
from matchmaker.store.evaluation import read_evaluation

__all__ = ["Progress", "Report", "as_json", "evaluate_folder"]


@dataclass(frozen=True, slots=True)
class Evaluated:
    """A past and how the engine did on it."""

    past: Past
    report: Report


def evaluate_folder(folder: Path, *, seed: int, timer: Timer, progress: Progress) -> Evaluated:
    """Measure the engine and the baselines on an evaluation folder.

    Raises:
        Invalid: the folder cannot be read.
    """
    past = read_evaluation(folder)
    progress(1, 1, f"read {len(past.organisations)} organisations")
    fitted = engine(past)
    progress(1, 1, "engine fitted")
    others = baselines(past)
    progress(1, 1, "baselines fitted")
    return Evaluated(past, evaluate(past, fitted, others, timer=timer, progress=progress, seed=seed))

"""The measured results on disk: one JSON file for each release and set, figures of our own only."""

from __future__ import annotations

import json
from pathlib import Path

from matchmaker.core.quality import Result, result_of

FOLDER = Path(__file__).parent / "tables" / "quality"


def read_results(folder: Path = FOLDER) -> tuple[Result, ...]:
    """All results, the newest first; none where nothing was measured.

    Raises:
        ValueError: a file is not such a result; the message names it.
    """
    found = [_read(path) for path in sorted(folder.glob("*.json"))]
    return tuple(sorted(found, key=lambda one: one.measured_on, reverse=True))


def _read(path: Path) -> Result:
    try:
        return result_of(json.loads(path.read_text("utf-8")))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ValueError(f"{path.name} is not a result of `matchmaker evaluate`: {error!r}") from error

"""A survey as plain JSON and back: columns in the order of the ids."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from matchmaker.core.ecosystem.survey import Spell, Survey

DIGITS = 5
"""So many digits of a number are kept; nobody reads more."""


def as_content(survey: Survey) -> dict[str, Any]:
    """What `models.Survey.content` holds."""
    return {
        "ids": list(survey.ids),
        "columns": {name: [_short(v) for v in values] for name, values in survey.columns.items()},
        "community": [survey.community.get(key, -1) for key in survey.ids],
        "themes": [list(themes) for themes in survey.themes],
        "place": [[_short(v) for v in survey.place[key]] for key in survey.ids],
        "alone": {key: [one.since.isoformat(), one.tied_before] for key, one in survey.alone.items()},
    }


def from_content(content: Mapping[str, Any]) -> Survey:
    """The survey that was written down."""
    ids = tuple(content["ids"])
    return Survey(
        ids=ids,
        columns={name: tuple(values) for name, values in content["columns"].items()},
        community=dict(zip(ids, content["community"], strict=True)),
        themes=tuple(tuple(themes) for themes in content["themes"]),
        place={key: (x, y) for key, (x, y) in zip(ids, content["place"], strict=True)},
        alone={
            key: Spell(date.fromisoformat(since), tied) for key, (since, tied) in content["alone"].items()
        },
    )


def _short(value: float) -> float:
    return float(f"{value:.{DIGITS}g}")

"""The introductions of the demo on disk: who was brought together, and what was done on which day."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from matchmaker.store.demo import FOLDER


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoStep:
    """One thing that was done; days are counted from the one on which the demo is loaded, the past below 0.

    `by` is one of the two ("a", "b"), or the organiser or the official of the demo. `word` is one of a closed
    list: a reason, whom to ask first, who takes over, a region.
    """

    day: int
    do: str
    by: str
    text: str = ""
    word: str = ""
    first_step: str = ""
    place: str = ""
    days: tuple[int, ...] = ()
    who: str = ""
    due: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoStory:
    """One introduction as written: `a` and `b` are keys, `need` the number of a need of the first."""

    a: str
    b: str
    steps: tuple[DemoStep, ...]
    need: int | None = None


def read_stories(folder: Path = FOLDER / "introductions") -> tuple[DemoStory, ...]:
    """Read all files, in the order of their names.

    Raises:
        ValueError: a file cannot be read, or an entry of it has an unknown or a missing field.
    """
    found: list[DemoStory] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            tables = tomllib.loads(path.read_text("utf-8"))
            for one in tables.get("introduction", []):
                steps = tuple(
                    DemoStep(**step | {"days": tuple(step.get("days", ()))}) for step in one["steps"]
                )
                found.append(DemoStory(**one | {"steps": steps}))
        except (ValueError, TypeError, KeyError) as error:
            raise ValueError(f"{path.name}: {error}") from error
    return tuple(found)

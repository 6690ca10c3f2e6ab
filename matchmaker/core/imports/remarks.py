"""What an import has to say about a row or a file: a translatable sentence and its values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Remark:
    """One sentence: `message` is the English source string, `values` fill its `%(name)s` places."""

    message: str
    values: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return self.message % dict(self.values) if self.values else self.message


def remark(message: str, **values: object) -> Remark:
    """A remark with its values; long ones are cut, so that a report stays readable."""
    return Remark(message, tuple((name, _short(value)) for name, value in values.items()))


def _short(value: object, length: int = 120) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= length else text[: length - 1] + "…"

"""Countries by any of their names: free text to an ISO 3166-1 code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from matchmaker.core.names import fold

OVERSEAS = {"GP": "FRY1", "MQ": "FRY2", "GF": "FRY3", "RE": "FRY4", "YT": "FRY5"}
"""Codes that ISO lists beside the countries although the NUTS counts them as regions of one (of France)."""


class Countries:
    """The names of countries: English, native, official, older and those in the languages of Europe.

    `names` maps an ISO 3166-1 alpha-2 code to all its names and codes; where two countries share one, the
    first keeps it.
    """

    def __init__(self, names: Mapping[str, Iterable[str]]) -> None:
        self.codes = frozenset(names)
        self._codes: dict[str, str] = {}
        for code, its_names in names.items():
            for folded in fold("\n".join(its_names)).split("\n"):
                self._codes.setdefault(folded, code)

    def code(self, text: str) -> str:
        """The ISO code that a text names ("Korea, Republic of" → "KR", "EL" → "GR"), or ""."""
        folded = fold(text)
        if not folded:
            return ""
        return self._codes.get(folded) or self._codes.get(folded.removeprefix("the "), "")

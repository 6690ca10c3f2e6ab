"""The outlines of countries on disk: TopoJSON of the package world-atlas (Natural Earth, public domain)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from matchmaker.core.maps.outlines import PER_KM, TOLERANCE_KM, Outline, outlines_of
from matchmaker.core.regions import top_code
from matchmaker.paths import STATIC, fingerprint
from matchmaker.store.gazetteer import open_countries

FILE = STATIC / "vendor" / "geo" / "countries-50m.json"

DRAWING = 2
"""One more whenever core draws the same file differently, so that nobody keeps an old drawing."""


def outlines_version(path: Path = FILE) -> str:
    """What decides how the outlines look; read for every page, so it does not draw them."""
    return f"{fingerprint(path)}-{DRAWING}-{PER_KM}-{TOLERANCE_KM:g}"


SHORTENED = {"Bosnia and Herz.": "BA", "Faeroe Is.": "FO"}
"""The file shortens some names as nobody else does."""


@cache
def open_outlines(path: Path = FILE) -> Mapping[str, Outline]:
    """The outlines by the NUTS code of the country, else by its name; about a second at the first call."""
    found = outlines_of(json.loads(path.read_bytes()))
    return {_key(one.name): one for one in found}


def _key(name: str) -> str:
    return top_code(SHORTENED.get(name) or open_countries().code(name)) or name

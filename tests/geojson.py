"""Little GeoJSON files of regions, made for the tests: squares around the middles of real codes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

MIDDLES = {
    "DE111": (9.18, 48.78), "DE112": (8.95, 48.68), "DE113": (9.35, 48.68), "DE11": (9.4, 48.9),
    "DE1": (9.0, 48.6), "DE": (10.0, 51.0),
}  # fmt: skip


def feature(code: str, *, name: str = "NUTS_ID", half: float = 0.1, **rest: Any) -> dict[str, Any]:
    """One region as a square of twice `half` degrees."""
    lon, lat = MIDDLES.get(code, (9.0, 48.0))
    ring = [(lon + half * x, lat + half * y) for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1))]
    geometry = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": {name: code}, "geometry": geometry, **rest}


def write(path: Path, *codes: str, **rest: Any) -> Path:
    """A file with these regions; `rest` stands beside the features."""
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [*map(feature, codes)], **rest}))
    return path

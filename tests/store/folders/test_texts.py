"""Columns of texts: written in any portions, read by number."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from matchmaker.store.folders.versions import Versions


def test_texts_are_written_as_they_come(tmp_path: Path) -> None:
    texts = ["Köln", "", "Łódź", "\ud800", *(f"text {number}" for number in range(25_000)), "last"]
    versions = Versions(tmp_path / "index")
    with versions.building() as build:
        with build.texts("about") as column:
            column.write(texts[:3])
            column.write([])
            column.write(iter(texts[3:]))
        with build.texts("none"):
            pass
        build.publish(revision=1)
    version = versions.current().version
    assert version is not None
    blob, starts = version.arrays["about.blob"], version.arrays["about.starts"]
    found = [
        bytes(blob[start:stop]).decode(errors="surrogatepass") for start, stop in pairwise(starts.tolist())
    ]
    assert found == texts
    assert version.part("none.")["starts"].tolist() == [0]
    assert version.part("none.")["blob"].shape == (0,)

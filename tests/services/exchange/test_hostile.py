"""More than sixty hostile files against a database: refused in words, or only their good rows in."""

from __future__ import annotations

import pytest

from matchmaker.db import Database
from matchmaker.errors import Invalid
from tests.hostile import Hostile, hostile_files
from tests.services.exchange.bringing import bring, dump

KNOWN = (
    "id,name,country,about\n1,Amber Works,DE,We carve.\n2,Copper Choir,FR,We sing.\n3,Fern Lab,PL,We look.\n"
)


def send(database: Database, file: Hostile, *, strict: bool) -> dict[str, int]:
    """Bring a hostile file in; the answer are its counts."""
    if file.ties:
        return dict(bring(database, ties=file.content, source="known", strict=strict).ties_counts)
    made = bring(
        database,
        file.content,
        source="hostile",
        strict=strict,
        decisions=file.decisions,
        mapping=file.mapping,
    )
    return dict(made.counts)


@pytest.mark.parametrize("file", hostile_files(), ids=lambda file: file.name)
def test_a_hostile_file_does_no_harm(database: Database, file: Hostile) -> None:
    bring(database, KNOWN, source="known")
    before = dump(database, without=set())
    if file.refused or file.bad:
        with pytest.raises(Invalid) as caught:
            send(database, file, strict=True)
        assert file.refused in str(caught.value) or "rows cannot be taken" in str(caught.value)
        assert dump(database, without=set()) == before
    if file.refused:
        with pytest.raises(Invalid) as caught:
            send(database, file, strict=False)
        assert file.refused in str(caught.value)
        assert dump(database, without=set()) == before
    else:
        counts = send(database, file, strict=False)
        assert (sum(counts.values()) - counts["refused"], counts["refused"]) == (file.good, file.bad)

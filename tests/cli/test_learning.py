"""`matchmaker learn`: what the weights rest on, and each beside the shipped one."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from click.testing import CliRunner, Result

from matchmaker.cli import shell
from matchmaker.config import Settings
from matchmaker.core.signals import SIGNALS
from matchmaker.db import Database
from matchmaker.instance import open_database
from matchmaker.models import LearntWeights
from matchmaker.services import network
from tests.services.network.past import make_past


@pytest.fixture
def instance(sqlite_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """An empty instance that the command finds by the environment."""
    monkeypatch.setenv("MATCHMAKER_INSTANCE", sqlite_settings.instance)
    database = open_database(sqlite_settings)
    yield database
    database.dispose()


def run() -> Result:
    return CliRunner().invoke(shell, ["learn"])


def test_an_empty_network_shows_the_shipped_weights_twice(instance: Database) -> None:
    answer = run()
    assert answer.exit_code == 0, answer.output
    assert "The past: 0 partnerships, 0 judgements." in answer.stdout
    assert (
        "For one need: 0 questions of the past, less than 20, so it is weighed as shipped." in answer.stdout
    )
    assert "Attention is not shared out: it is in networks of 12 to 8000 stakeholders." in answer.stdout
    for signal in SIGNALS:
        [line] = [line for line in answer.stdout.splitlines() if line.startswith(f"{signal.label} ")]
        shipped = [f"{signal.weight:.2f}", f"{signal.for_needs:.2f}"]
        assert line.split()[-4:] == [shipped[0], shipped[0], shipped[1], shipped[1]]


def test_what_is_learnt_stands_beside_what_is_shipped_and_is_kept(instance: Database) -> None:
    with instance.transaction() as session:
        ties = make_past(session)
    answer = run()
    assert answer.exit_code == 0, answer.output
    assert f"The past: {ties} partnerships, 0 judgements." in answer.stdout
    assert "questions of the past, learnt." in answer.stdout
    assert "learning from what came after" in answer.stderr
    with instance.reading() as session:
        kept = session.get_one(LearntWeights, 1)
        attention = network.load_shared(session).attention
    assert attention is not None
    assert re.search(r"Attention, shared out in \d+\.\d seconds:", answer.stdout)
    for label, value in (("average one", f"{attention.floor:.0%}"), ("Gini", f"{attention.gini:.3f}")):
        assert re.search(rf"{label}.* {value}$", answer.stdout, re.MULTILINE)
    [line] = [line for line in answer.stdout.splitlines() if line.startswith("Similar work ")]
    assert line.split()[-3] == f"{kept.weights['profile']['subject']:.2f}" != line.split()[-4]

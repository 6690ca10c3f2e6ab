"""What every signal promises, run over the table of signals."""

from __future__ import annotations

import numpy as np
import pytest

from matchmaker.core.entities import Profile
from matchmaker.core.matcher import NOBODY
from matchmaker.core.reasons import TELLERS
from matchmaker.core.signals import SIGNALS, Signal, contributions
from tests.core.people import CITY, GOVAN, HIDDEN, KITCHEN, NECKAR, NETWORK, ask

ASKERS = [GOVAN, NECKAR, CITY, KITCHEN, HIDDEN, NETWORK, NOBODY, Profile("s-new", "New", about="repair")]

every_signal = pytest.mark.parametrize("signal", SIGNALS, ids=lambda signal: signal.name)


@every_signal
@pytest.mark.parametrize("asker", ASKERS, ids=lambda profile: profile.id or "nobody")
@pytest.mark.parametrize("focus", ["profile", "need", "text"])
def test_values_lie_between_nothing_and_one(signal: Signal, asker: Profile, focus: str) -> None:
    need = GOVAN.needs[0] if focus == "need" else None
    asked = ask(asker, need=need, text="repair of machines" if focus == "text" else "")
    values = signal.measure(asked).values
    assert values.shape == (len(asked.pool),)
    assert np.isfinite(values).all()
    assert ((values >= 0) & (values <= 1)).all()


@every_signal
def test_the_same_question_has_the_same_answer(signal: Signal) -> None:
    asked = ask(GOVAN)
    assert np.array_equal(signal.measure(asked).values, signal.measure(asked).values)
    assert np.array_equal(signal.measure(asked).values, signal.measure(ask(GOVAN)).values)


@every_signal
def test_measuring_changes_nothing(signal: Signal) -> None:
    asked = ask(GOVAN)
    before = asked.pool.index.rows_[2].matrix.data.copy(), asked.pool.age.copy(), asked.pool.lat.copy()
    signal.measure(asked)
    after = asked.pool.index.rows_[2].matrix.data, asked.pool.age, asked.pool.lat
    assert all(np.array_equal(a, b, equal_nan=True) for a, b in zip(before, after, strict=True))


@every_signal
def test_details_are_columns_too(signal: Signal) -> None:
    asked = ask(GOVAN)
    assert all(column.shape == (len(asked.pool),) for column in signal.measure(asked).detail.values())


@every_signal
def test_contributions_grow_with_the_value_and_begin_at_nothing(signal: Signal) -> None:
    reading = signal.measure(ask(GOVAN))
    found = contributions(signal, reading, signal.weight)
    order = np.argsort(reading.values)
    assert (np.diff(found[order]) >= 0).all()
    assert found[reading.values == 0] == pytest.approx(0)


@every_signal
def test_each_has_a_weight_a_label_a_docstring_and_a_teller(signal: Signal) -> None:
    assert signal.weight > 0
    assert 0 < signal.epsilon < 1
    assert signal.label
    assert signal.meaning.endswith(".")
    assert signal.measure.__doc__
    assert signal.name in TELLERS


def test_names_are_unique() -> None:
    assert len({signal.name for signal in SIGNALS}) == len(SIGNALS) == len(TELLERS)

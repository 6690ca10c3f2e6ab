"""What was held at an earlier moment, worked out from the steps since."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from matchmaker.core.past import Step, values_at

PLACES = [("s-1", "name"), ("s-1", "about"), ("n-1", "text")]


def test_a_state_is_what_the_last_step_before_it_left() -> None:
    steps = [Step(1, "s-1", "name", "", "Rad"), Step(5, "s-1", "name", "Rad", "Radhof")]
    now = {("s-1", "name"): "Radhof"}
    found = [values_at(steps, number, now)["s-1", "name"] for number in (0, 1, 4, 5, 9)]
    assert found == ["", "Rad", "Rad", "Radhof", "Radhof"]


def test_what_no_step_ever_changed_was_always_so() -> None:
    assert values_at([], 0, {("s-1", "about"): "We mend."}) == {("s-1", "about"): "We mend."}


def test_what_was_there_before_the_first_step_is_told_by_it() -> None:
    """A record that an old release made has no step of its making."""
    steps = [Step(7, "s-1", "about", "We mend.", "We teach.")]
    assert values_at(steps, 3, {("s-1", "about"): "We teach."}) == {("s-1", "about"): "We mend."}


@given(st.lists(st.tuples(st.sampled_from(PLACES), st.integers(0, 3)), max_size=20))
def test_every_state_is_as_it_was(changes: list[tuple[tuple[str, str], int]]) -> None:
    held: dict[tuple[str, str], Any] = dict.fromkeys(PLACES, 0)
    states, steps = [dict(held)], []
    for number, ((subject, field), value) in enumerate(changes, start=1):
        steps.append(Step(number, subject, field, held[subject, field], value))
        held[subject, field] = value
        states.append(dict(held))
    for number, state in enumerate(states):
        assert values_at(steps, number, held) == state

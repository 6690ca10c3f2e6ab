"""A profile in the making: the order of its steps, and two windows that save."""

from __future__ import annotations

from matchmaker.core.drafts import Step, after, before, merge, steps_of


def test_only_a_social_enterprise_is_asked_whether_it_is_one() -> None:
    assert Step.DECLARATION in steps_of("enterprise")
    assert Step.DECLARATION not in steps_of("policymaker")
    assert steps_of("")[0] is Step.WHO
    assert steps_of("support")[-1] is Step.CHECK


def test_one_goes_forward_and_back_by_one_step() -> None:
    assert after(Step.MORE, "enterprise") is Step.DECLARATION
    assert after(Step.MORE, "support") is Step.CHECK
    assert after(Step.CHECK, "support") is Step.CHECK
    assert before(Step.WHO, "support") is None
    assert before(Step.CHECK, "support") is Step.MORE


def test_a_step_that_the_kind_does_not_have_counts_as_the_last_one() -> None:
    assert before(Step.DECLARATION, "support") is Step.MORE
    assert after(Step.DECLARATION, "support") is Step.CHECK


def test_what_was_saved_is_kept_with_the_version_in_which_it_changed() -> None:
    merged = merge({}, {}, {"name": "Boats", "about": None}, seen=1, version=1)
    assert (merged.answers, merged.stamps, merged.changed) == ({"name": "Boats"}, {"name": 2}, True)


def test_an_answer_that_was_emptied_goes() -> None:
    merged = merge({"name": "Boats", "about": "Old"}, {"about": 2}, {"about": ""}, seen=2, version=2)
    assert merged.answers == {"name": "Boats"}


def test_two_windows_that_change_different_answers_are_put_together() -> None:
    merged = merge({"name": "Boats", "place": "Ulm"}, {"place": 5}, {"name": "Ships"}, seen=2, version=5)
    assert merged.answers == {"name": "Ships", "place": "Ulm"}
    assert not merged.clashes


def test_two_windows_that_say_the_same_do_not_clash() -> None:
    merged = merge({"name": "Ships"}, {"name": 5}, {"name": "Ships"}, seen=2, version=5)
    assert not merged.clashes
    assert not merged.changed


def test_the_later_window_sees_the_other_answer_and_changes_nothing() -> None:
    merged = merge({"name": "Ships"}, {"name": 5}, {"name": "Boats", "about": "x"}, seen=2, version=5)
    assert merged.clashes == {"name": "Ships"}
    assert merged.answers == {"name": "Ships"}
    assert not merged.changed
    settled = merge({"name": "Ships"}, {"name": 5}, {"name": "Boats", "about": "x"}, seen=5, version=5)
    assert settled.answers == {"name": "Boats", "about": "x"}

"""The declaration of a social enterprise: its questions, and what the answers come to."""

from __future__ import annotations

from matchmaker.core.declaration import (
    DIMENSIONS,
    QUESTIONS,
    Answer,
    Dimension,
    Reply,
    declared,
    is_complete,
    sides,
    stored,
)


def all_of(reply: Reply) -> dict[str, Answer]:
    """The same answer to every question."""
    return {question.key: Answer(reply) for question in QUESTIONS}


def test_each_dimension_has_at_least_two_questions_and_a_name() -> None:
    for dimension in Dimension:
        assert len([one for one in QUESTIONS if one.dimension is dimension]) >= 2
        assert DIMENSIONS[dimension]
    assert len({one.key for one in QUESTIONS}) == len(QUESTIONS)


def test_answers_come_back_as_they_were_kept() -> None:
    said = {"aim": Answer(Reply.PARTLY, "Our statutes, paragraph 2")}
    assert declared(stored(said)) == said


def test_what_nobody_asks_and_what_is_no_answer_is_left_out() -> None:
    kept = {"aim": {"reply": "perhaps"}, "horoscope": {"reply": "yes"}, "risk": {"reply": "no"}}
    assert declared(kept) == {"risk": Answer(Reply.NO)}


def test_it_is_complete_when_every_question_has_an_answer() -> None:
    answers = all_of(Reply.YES)
    assert is_complete(answers)
    del answers["profit"]
    assert not is_complete(answers)


def test_a_dimension_is_yes_only_if_all_of_it_is() -> None:
    answers = all_of(Reply.YES)
    assert set(sides(answers).values()) == {Reply.YES}
    answers["profit"] = Answer(Reply.NO)
    assert sides(answers)[Dimension.GOVERNANCE] is Reply.PARTLY
    assert set(sides(all_of(Reply.NO)).values()) == {Reply.NO}
    del answers["aim"]
    assert sides(answers)[Dimension.SOCIAL] is None

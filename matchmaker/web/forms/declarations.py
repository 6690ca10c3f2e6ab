"""The form of a declaration: one question after the other, each with what shows that the answer is true."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wtforms import Field, HiddenField, RadioField, TextAreaField
from wtforms.validators import InputRequired, Length

from matchmaker.core.declaration import DIMENSIONS, QUESTIONS, REPLIES, Question
from matchmaker.services import profiles
from matchmaker.services.profiles import LONGEST_EVIDENCE
from matchmaker.web.forms.fields import choices_from
from matchmaker.web.forms.refusal import Form
from matchmaker.web.words import _, _l

LONGEST_NUMBER = 10
TOO_LONG = _l("Keep this below 2,000 signs. A link says more than a long text.")


class DeclarationForm(Form):
    """What one says of oneself; the fields of the questions are put in below, from the one list of them."""

    def show_declared(self, kept: Mapping[str, Mapping[str, str]]) -> None:
        """Fill the form with what was said."""
        for key, answer in profiles.declared(kept).items():
            self[key].data = answer.reply.value
            self[evidence_of(key)].data = answer.evidence

    def declared(self) -> dict[str, dict[str, str]]:
        """What was said, as it is kept; questions without an answer are left out."""
        given = {
            question.key: {
                "reply": self[question.key].data or "",
                "evidence": (self[evidence_of(question.key)].data or "").replace("\r\n", "\n").strip(),
            }
            for question in QUESTIONS
        }
        return profiles.stored(profiles.declared(given))

    def by_dimension(self) -> Iterator[tuple[str, list[tuple[Question, Field, Field]]]]:
        """The questions of each dimension with its name, each question with its two fields."""
        for dimension, title in DIMENSIONS.items():
            mine = (question for question in QUESTIONS if question.dimension is dimension)
            yield _(title), [(one, self[one.key], self[evidence_of(one.key)]) for one in mine]


def evidence_of(key: str) -> str:
    """The name of the field in which the evidence for an answer stands."""
    return f"{key}_evidence"


def _add_questions() -> None:
    for question in QUESTIONS:
        replies = choices_from((reply.value, _l(word)) for reply, word in REPLIES.items())
        setattr(
            DeclarationForm,
            question.key,
            RadioField(_l(question.text), choices=replies, validate_choice=False),
        )
        evidence = TextAreaField(
            _l("What shows it?"), [Length(max=LONGEST_EVIDENCE, message=TOO_LONG)],
            description=_l(question.proof), render_kw={"rows": 1},
        )  # fmt: skip
        setattr(DeclarationForm, evidence_of(question.key), evidence)


_add_questions()
DeclarationForm.stands_at = {question.key: evidence_of(question.key) for question in QUESTIONS}


class DecisionForm(Form):
    """What a checker decides: nothing to type when it is right, a reason when it goes back."""

    version = HiddenField()
    reason = TextAreaField(
        _l("What is missing, or what do you doubt?"),
        [InputRequired(_l("Say what is missing, so that they can put it right."))],
        description=_l("The organisation reads this. It can put it right and send it again."),
        render_kw={"rows": 3},
    )  # fmt: skip

    @property
    def seen(self) -> int:
        """The version of the answers that the page showed."""
        seen = str(self.version.data or "")
        return int(seen) if seen.isdecimal() and len(seen) < LONGEST_NUMBER else 0

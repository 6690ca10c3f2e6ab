"""The view of the writing coach: its hints in words, and examples that fit who writes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matchmaker import context
from matchmaker.core.entities import Kind
from matchmaker.core.statements.coach import Hint
from matchmaker.core.vocabulary import example_of, examples_for
from matchmaker.core.words import N_
from matchmaker.services import profiles
from matchmaker.web.words import _

WORDS: Mapping[Hint, tuple[str, str]] = {
    Hint.PRIVATE: (
        N_("There is a telephone number or an address in it."),
        N_("Everybody can read this. Leave it out: you give it when you agree to an introduction."),
    ),
    Hint.SHOUTED: (
        N_("It is all in capitals."),
        N_("Write it in small letters, so that it is easy to read."),
    ),
    Hint.SLOGAN: (
        N_("It reads like a slogan."),
        N_("Say what somebody would really do, bring or get."),
    ),
    Hint.VAGUE: (
        N_("It does not say what it is about."),
        N_("Name the thing or the work itself."),
    ),
    Hint.LONG: (
        N_("It is long."),
        N_("Up to 60 words are read to the end."),
    ),
    Hint.WHOM: (
        N_("It does not say for whom."),
        N_("Say who will use it, learn it or take part."),
    ),
    Hint.WHERE: (
        N_("It does not say where, when or how much."),
        N_("Add a number, a place or a time."),
    ),
}  # fmt: skip
"""For each hint: what is missing, and what to add."""


@dataclass(frozen=True, slots=True)
class HintView:
    """One hint; `example` is a sentence that has what is missing, in the form's own theme."""

    title: str
    text: str
    example: str


def hints_of(text: str, what: str, kind: Kind | None, cooperation: Sequence[str] = ()) -> list[HintView]:
    """At most two hints for a text; the example fits what was chosen, else who writes."""
    advice = profiles.coach(context.session(), text, today=context.now().date())
    example = next(filter(None, (example_of(what, key) for key in cooperation)), examples_for(what, kind)[0])
    # One example serves both hints; where something is to be left out, none is needed.
    wants_example = [one.hint not in NO_EXAMPLE for one in advice]
    last = max((number for number, wants in enumerate(wants_example) if wants), default=-1)
    return [
        HintView(_(WORDS[one.hint][0]), _said(one.hint, one.sentence), _(example) if number == last else "")
        for number, one in enumerate(advice)
    ]


def examples_of(what: str, kind: Kind | None) -> list[str]:
    """Examples that fit who writes."""
    return [_(example) for example in examples_for(what, kind)]


NO_EXAMPLE = frozenset({Hint.PRIVATE, Hint.SHOUTED, Hint.LONG})


def _said(hint: Hint, sentence: str) -> str:
    said = _(WORDS[hint][1])
    if not sentence:
        return said
    return " ".join((said, _("This part says least, and could go: “%(sentence)s”", sentence=sentence)))

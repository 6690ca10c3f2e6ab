"""What a social enterprise says of itself, after the European Commission's operational definition.

The definition turns the Social Business Initiative of 2011 into questions that can be answered, in three
dimensions: economic, social, governance (European Commission, "Social enterprises and their ecosystems in
Europe: comparative synthesis report", 2020, by C. Borzaga and others; first in the mapping study of 2014/15).
The questions are ours, in plain words; the criteria behind them are the study's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from matchmaker.core.words import N_


class Dimension(StrEnum):
    """The three sides of the definition."""

    ECONOMIC = "economic"
    SOCIAL = "social"
    GOVERNANCE = "governance"


class Reply(StrEnum):
    """What one may answer."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class DeclarationState(StrEnum):
    """How far a declaration is."""

    SAID = "said"
    CHECKED = "checked"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Question:
    """One criterion as a question; `proof` says what would show it."""

    key: str
    dimension: Dimension
    text: str
    proof: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer with what shows that it is true: a text or a link."""

    reply: Reply
    evidence: str = ""


Declared = Mapping[str, Answer]
"""The key of a question -> its answer; what was not answered is not in it."""

DIMENSIONS: Mapping[Dimension, str] = {
    Dimension.ECONOMIC: N_("It runs as an enterprise"),
    Dimension.SOCIAL: N_("It has a social aim"),
    Dimension.GOVERNANCE: N_("It belongs to itself and shares decisions"),
}

REPLIES: Mapping[Reply, str] = {
    Reply.YES: N_("Yes"),
    Reply.PARTLY: N_("Partly"),
    Reply.NO: N_("No"),
}

QUESTIONS: tuple[Question, ...] = (
    Question(
        "production", Dimension.ECONOMIC,
        N_("Do you make goods or give services for sale, all year round?"),
        N_("For example: your price list, your shop, the share of your income that comes from sales."),
    ),
    Question(
        "paid_work", Dimension.ECONOMIC,
        N_("Do people work for you for pay?"),
        N_("For example: how many people you employ."),
    ),
    Question(
        "risk", Dimension.ECONOMIC,
        N_("Do those who own or run it bear a risk: does it live by what it earns and raises?"),
        N_("For example: your last annual accounts."),
    ),
    Question(
        "aim", Dimension.SOCIAL,
        N_("Is your social aim written down, for example in your statutes?"),
        N_("For example: the paragraph of your statutes, or a link to them."),
    ),
    Question(
        "served", Dimension.SOCIAL,
        N_("Do your goods, your services or your jobs serve people, a place or nature in need of it?"),
        N_("For example: who uses your services, or for whom you make jobs."),
    ),
    Question(
        "independence", Dimension.GOVERNANCE,
        N_("Do you decide for yourselves, without a public body or a company above you?"),
        N_("For example: who owns it, and who chooses the board."),
    ),
    Question(
        "profit", Dimension.GOVERNANCE,
        N_("Do your rules limit how profit may be paid out, also when it closes?"),
        N_("For example: the rule of your statutes, or the law of your legal form."),
    ),
    Question(
        "participation", Dimension.GOVERNANCE,
        N_("Do those whom it concerns have a say: people who work there, users, members?"),
        N_("For example: one member, one vote; a council of users."),
    ),
)  # fmt: skip


def declared(stored: Mapping[str, Mapping[str, str]]) -> dict[str, Answer]:
    """Answers as they are kept, in the order of the questions; what nobody asks any more is left out."""
    found = {}
    for question in QUESTIONS:
        one = stored.get(question.key, {})
        if one.get("reply") in set(Reply):
            found[question.key] = Answer(Reply(one["reply"]), one.get("evidence", ""))
    return found


def stored(answers: Declared) -> dict[str, dict[str, str]]:
    """Answers as they are kept."""
    return {key: {"reply": one.reply.value, "evidence": one.evidence} for key, one in answers.items()}


def is_complete(answers: Declared) -> bool:
    """Whether every question has an answer."""
    return all(question.key in answers for question in QUESTIONS)


def sides(answers: Declared) -> dict[Dimension, Reply | None]:
    """Each dimension in one word: yes if all its answers are, no if none is more than that, else partly.

    None where a question of it is open.
    """
    found: dict[Dimension, Reply | None] = {}
    for dimension in Dimension:
        keys = [question.key for question in QUESTIONS if question.dimension is dimension]
        replies = {answers[key].reply for key in keys if key in answers}
        whole = all(key in answers for key in keys)
        found[dimension] = (replies.pop() if len(replies) == 1 else Reply.PARTLY) if whole else None
    return found

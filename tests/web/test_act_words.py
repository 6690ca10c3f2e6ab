"""Every act that the log can hold and every job has words, in each language; no code invents one without."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

import matchmaker
from matchmaker import i18n
from matchmaker.core.declaration import DeclarationState
from matchmaker.core.duplicates.states import PairState
from matchmaker.core.ecosystem.proposals import ProposalState
from matchmaker.core.entities import StatementState, Verdict
from matchmaker.core.introductions.steps import Step
from matchmaker.jobs.handlers import HANDLERS
from matchmaker.web.views.act_words import ACTS, JOBS, act_in_words, job_in_words

NOT_DONE = {"declaration.said", "duplicate.merged", "proposal.waiting"}
"""States in which things begin or which another act brings about: no act has their name."""


def written() -> Iterator[str]:
    """The acts that stand as they are in a call of `audit.record`, of one's own `_record`, or beside one."""
    for path in Path(matchmaker.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in {"audit.record", "_record"}:
                for one in ast.walk(node.args[2]) if len(node.args) > 2 else ():
                    # The parts of a name that is made of a state are told by `made`.
                    if isinstance(one, ast.Constant) and all(str(one.value).partition(".")):
                        yield str(one.value)


def made() -> Iterator[str]:
    """The acts whose name is made of a state or a step."""
    yield from (f"introduction.{step.value}" for step in Step)
    yield from (f"declaration.{state.value}" for state in DeclarationState)
    yield from (f"duplicate.{state.value}" for state in PairState)
    yield from (f"proposal.{state.value}" for state in ProposalState)
    yield from (f"suggestion.{verdict.value}" for verdict in Verdict)
    for what in ("offer", "need"):
        yield from (f"{what}.{act}" for act in ("add", "update", "met-by", "prolong"))
        yield from (f"{what}.{state.value}" for state in StatementState)


def test_every_act_of_the_code_has_words() -> None:
    found = set(written())
    assert len(found) > 100, "the search has lost its way"
    assert sorted(found - set(ACTS)) == []
    assert sorted(set(made()) - set(ACTS)) == sorted(NOT_DONE)


def test_every_job_has_words_and_no_words_are_without_a_job() -> None:
    assert sorted(JOBS) == sorted(HANDLERS)


@pytest.mark.parametrize("words", [ACTS, JOBS], ids=["acts", "jobs"])
def test_no_two_read_alike_and_other_languages_have_them_too(words: dict[str, str]) -> None:
    assert len(set(words.values())) == len(words)
    for language in ("de", "fr"):
        translate = i18n.gettext_for(language)
        same = [one for one in words.values() if translate(one) == one]
        assert same == []


def test_what_has_no_words_is_shown_by_its_name(sqlite_app: Flask) -> None:
    with sqlite_app.test_request_context("/?"):
        assert act_in_words("soup.cook") == "soup.cook"
        assert job_in_words("soup") == "soup"
        assert act_in_words("account.close") == "Account closed"

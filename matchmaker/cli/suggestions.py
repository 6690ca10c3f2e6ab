"""`matchmaker match` and `matchmaker ask`: suggestions with their reasons, for people and for programs."""

from __future__ import annotations

import json
from typing import Any

import click

from matchmaker.cli import opening
from matchmaker.core.actors import SYSTEM
from matchmaker.core.audience import Closeness
from matchmaker.core.explain import plain
from matchmaker.core.matcher import Suggestion
from matchmaker.i18n import gettext_for
from matchmaker.services import network, suggestions

# The shell speaks the language of the source; pages speak the reader's.
ENGLISH = gettext_for("en")

TOP = click.option(
    "--top", default=10, show_default=True, type=click.IntRange(1, 500), help="How many at most."
)
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON with each signal's contribution.")


@click.command()
@click.argument("wanted", metavar="ID")
@click.option("--need", "need_id", default="", help="Suggest for this need alone (its id).")
@TOP
@JSON
def match(wanted: str, need_id: str, top: int, as_json: bool) -> None:
    """Suggest partners. ID is ours, the source's, or the exact name."""
    with opening.reading() as session:
        network.read_as(session, Closeness.MEMBER)
        found = suggestions.resolve(session, wanted)
        page = suggestions.suggest(session, SYSTEM, found, need_id=need_id, top=top, now=opening.now())
        sources = suggestions.list_source_ids(session, [one.id for one in page.answer.suggestions])
    _show(page, sources, as_json)


@click.command()
@click.argument("text")
@TOP
@JSON
def ask(text: str, top: int, as_json: bool) -> None:
    """Suggest who could help with a TEXT."""
    with opening.reading() as session:
        network.read_as(session, Closeness.MEMBER)
        page = suggestions.ask(session, text, top=top, now=opening.now())
        sources = suggestions.list_source_ids(session, [one.id for one in page.answer.suggestions])
    _show(page, sources, as_json)


def _show(page: suggestions.SuggestionPage, sources: dict[str, str], as_json: bool) -> None:
    if as_json:
        items = [_as_dict(one, sources.get(one.id)) for one in page.answer.suggestions]
        click.echo(json.dumps(items, ensure_ascii=False, indent=2))
    elif not page.answer.suggestions:
        click.echo("Nobody fits on the evidence there is. A longer text, a need or an offer would help.")
    else:
        for number, one in enumerate(page.answer.suggestions, start=1):
            click.echo(f"{number:2}. {one.name} ({one.level.value}, {one.id})")
            for reason in one.reasons:
                click.echo(f"    {plain(reason, ENGLISH)}")


def _as_dict(one: Suggestion, source_id: str | None) -> dict[str, Any]:
    """One suggestion as JSON; the contributions of its reasons sum to its score."""
    return {
        "id": one.id,
        "source_id": source_id,
        "name": one.name,
        "score": one.score,
        "level": one.level.value,
        "reasons": [
            {
                "signal": reason.signal,
                "contribution": reason.contribution,
                "evidence": dict(reason.evidence),
                "text": plain(reason, ENGLISH),
            }
            for reason in one.account
        ],
    }

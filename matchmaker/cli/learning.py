"""`matchmaker learn`: the weights from the network's own past, beside those that the program ships with."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter
from typing import TYPE_CHECKING

import click

from matchmaker.cli import opening
from matchmaker.core.answers import Question
from matchmaker.core.signals import SIGNALS
from matchmaker.services import network

if TYPE_CHECKING:
    from matchmaker.core.fairness.attention import Attention
    from matchmaker.services.network import Lesson, Weights

WIDTH = 36
ASKED = {Question.PROFILE: "a whole profile", Question.NEED: "one need"}


@click.command()
def learn() -> None:
    """Learn the weights and share out attention now, as the worker does once a day, and show both."""
    now = opening.now()
    with opening.opened() as database:
        with database.reading() as reader:
            past = network.read_past(reader, now=now)
        lesson = network.learn_from(past, today=now.date(), progress=lambda what: click.echo(what, err=True))
        click.echo("sharing out attention", err=True)
        begun = perf_counter()
        attention = network.share_out(past, lesson.weights, today=now.date())
        seconds = perf_counter() - begun
        with database.transaction() as session:
            weights = network.learn_weights(session, lesson, now=now)
            network.keep_attention(session, attention, now=now)
    for line in (*_lines(lesson, weights), *_shared(attention, seconds)):
        click.echo(line)


def _lines(lesson: Lesson, weights: Weights) -> Iterator[str]:
    """What it rests on, and each weight here beside the shipped one."""
    yield f"The past: {lesson.partnerships} partnerships, {lesson.judgements} judgements."
    for question, asked in ASKED.items():
        count = lesson.examples[question]
        few = f"less than {network.FEWEST_EXAMPLES}, so it is weighed as shipped"
        yield f"For {asked}: {count} questions of the past, {'learnt' if question in weights else few}."
    yield ""
    yield " " * WIDTH + "".join(f"{asked:>18}" for asked in ASKED.values())
    yield " " * WIDTH + f"{'shipped':>9}{'here':>9}" * len(ASKED)
    for signal in SIGNALS:
        cells = ""
        for question, shipped in zip(ASKED, (signal.weight, signal.for_needs), strict=True):
            here = weights[question].get(signal.name, shipped) if question in weights else shipped
            cells += f"{shipped:9.2f}{here:9.2f}"
        yield f"{signal.label:{WIDTH}}{cells}"


def _shared(attention: Attention | None, seconds: float) -> Iterator[str]:
    """What the lists of all come to once attention is shared out."""
    yield ""
    if attention is None:
        sizes = f"{network.FEWEST_SHARED} to {network.MOST_SHARED}"
        yield f"Attention is not shared out: it is in networks of {sizes} stakeholders."
        return
    yield f"Attention, shared out in {seconds:.1f} seconds:"
    yield f"  shown at least, of the average one    {attention.floor:.0%}"
    yield f"  shown at least half as often as it    {attention.floor_share:.1%}"
    yield f"  shown at all                          {attention.coverage:.1%}"
    yield f"  Gini coefficient                      {attention.gini:.3f}"
    yield f"  expected worth of all lists lost      {attention.loss:.1%}"

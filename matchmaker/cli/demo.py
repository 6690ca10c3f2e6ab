"""`matchmaker demo`: fill an empty database with the made-up regions."""

from __future__ import annotations

import click

from matchmaker.cli import opening
from matchmaker.cli.ecosystem import survey_now
from matchmaker.services import demo as demo_service


@click.command()
@click.option("--if-empty", is_flag=True, help="Do nothing, without complaint, when it is not empty.")
def demo(if_empty: bool) -> None:
    """Fill an empty database with four real regions of invented organisations, and survey them."""
    now = opening.now()
    with opening.opened() as database:
        with database.transaction() as session:
            if if_empty and not demo_service.is_empty(session):
                click.echo("There are profiles already, so the demo was not loaded.")
                return
            loaded = demo_service.load(session, now=now)
        with database.transaction() as session:
            introductions = demo_service.tell_introductions(session, now=now)
            demo_service.tell_claims(session, now=now)
        survey_now(database)
    click.echo(
        f"The demo is loaded: {loaded.stakeholders} stakeholders with {loaded.offers} offers and "
        f"{loaded.needs} needs, {loaded.ties} ties, {introductions} introductions, "
        f"{loaded.accounts} people to sign in as."
    )

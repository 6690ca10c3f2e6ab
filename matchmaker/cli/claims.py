"""`matchmaker claim …`: claims of profiles that wait, decided by whoever runs the site."""

from __future__ import annotations

import click

from matchmaker.cli import opening
from matchmaker.core.actors import SYSTEM
from matchmaker.services import claims


@click.group()
def claim() -> None:
    """Claims of profiles that wait for a decision."""


@claim.command("list")
def list_() -> None:
    """Print the claims that wait, the oldest first."""
    with opening.reading() as session:
        after = ""
        while True:
            found = claims.list_waiting(session, SYSTEM, after=after)
            for row in found.rows:
                what = "disputes" if row.disputes else "claims"
                click.echo(f"{row.claim.id}  {row.name} <{row.address}> {what} {row.stakeholder.name}")
                click.echo(f"    {' '.join(row.claim.words.split())}")
            if not found.after:
                break
            after = found.after
        click.echo(f"{found.count} claims wait.")


@claim.command()
@click.argument("claim_id", metavar="ID")
@click.option("--reason", required=True, help="All who claim this profile read it.")
@click.option("--instead", is_flag=True, help="Those who belong to it now lose their access.")
def give(claim_id: str, reason: str, instead: bool) -> None:
    """Make the person of the claim with this ID an owner of the profile; other claims of it end."""
    with opening.writing() as session:
        seen = claims.get_to_decide(session, SYSTEM, claim_id).seen
        claims.decide(
            session, SYSTEM, claim_id, give=True, reason=reason, seen=seen, instead=instead,
            now=opening.now(),
        )  # fmt: skip
    click.echo("Given.")


@claim.command()
@click.argument("claim_id", metavar="ID")
@click.option("--reason", required=True, help="The claimant reads it.")
def refuse(claim_id: str, reason: str) -> None:
    """Refuse the claim with this ID."""
    with opening.writing() as session:
        claims.decide(session, SYSTEM, claim_id, give=False, reason=reason, seen="", now=opening.now())
    click.echo("Refused.")

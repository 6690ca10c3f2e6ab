"""`matchmaker account …`: people who sign in, and their roles."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from matchmaker.cli import opening
from matchmaker.config import load_settings
from matchmaker.core.actors import SYSTEM
from matchmaker.core.entities import Part, Role
from matchmaker.services import accounts, introductions, privacy


@click.group()
def account() -> None:
    """Make accounts and give them roles."""


@account.command()
@click.option("--name", prompt=True, help="The name that others read.")
@click.option("--email", prompt=True, help="The mail address to sign in with.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input, for scripts.")
@click.option("--language", default="en", show_default=True, help="Language of pages and mails.")
def create(name: str, email: str, password_stdin: bool, language: str) -> None:
    """Make an account."""
    if password_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
    else:
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    with opening.writing() as session:
        made = accounts.register(
            session,
            SYSTEM,
            name=name,
            email=email,
            password=password,
            language=language,
            # Counted by address of the account, not of a network: a shell may make many.
            address=f"shell:{email.strip().lower()}"[:100],
            now=opening.now(),
        )
        click.echo(f"{made.email} can sign in now. The account's id is {made.id}.")


@account.command()
@click.argument("email", metavar="EMAIL")
@click.argument("role", type=click.Choice([role.value for role in Role]))
@click.argument("place", default="")
@click.option(
    "--part",
    type=click.Choice([part.value for part in Part]),
    help="Of a member: an owner also says who belongs to the profile. An owner where it is left out.",
)
def grant(email: str, role: str, place: str, part: str | None) -> None:
    """Give the account with this EMAIL (or id) a role in a PLACE.

    PLACE is a stakeholder's id for a member, a NUTS code for an official, a pilot's id for an organiser,
    and left out for an administrator. An owner stays an owner: the profile's page makes them an editor.
    """
    wanted = Role(role)
    if (wanted is Role.ADMINISTRATOR) == bool(place):
        raise click.UsageError("An administrator has no place; every other role needs one.")
    if part is not None and wanted is not Role.MEMBER:
        raise click.UsageError("Only members of a stakeholder have parts.")
    with opening.writing() as session:
        found = accounts.get_account(session, email)
        given = accounts.grant(
            session, SYSTEM, account_id=found.id, role=wanted, place=place,
            part=Part(part) if part else Part.OWNER, now=opening.now(),
        )  # fmt: skip
        word = given.part.value if wanted is Role.MEMBER else role
    click.echo(f"{email} is {word}{f' of {place}' if place else ''} now.")


@account.command()
@click.argument("email", metavar="EMAIL")
@click.option("--yes", is_flag=True, help="Do not ask.")
def drop_factors(email: str, yes: bool) -> None:
    """Take the app, passkeys and recovery codes from the account with this EMAIL (or id).

    For somebody who has lost them all. Make sure that it is them: after it the password alone signs in.
    """
    if not yes:
        click.confirm(f"Take all second factors from {email}?", abort=True)
    with opening.writing() as session:
        found = accounts.get_account(session, email)
        accounts.drop_factors(session, SYSTEM, found, now=opening.now())
    click.echo(f"{found.email} signs in by password alone now, and has been written to.")


@account.command()
@click.argument("email", metavar="EMAIL")
def export_part(email: str) -> None:
    """Print as JSON what introductions and mails hold of the person with this EMAIL (or account id)."""
    with opening.reading() as session:
        part = introductions.export_part(session, accounts.get_account(session, email).id)
    click.echo(json.dumps(part, ensure_ascii=False, indent=2))


@account.command()
@click.argument("email", metavar="EMAIL")
@click.option("--yes", is_flag=True, help="Do not ask.")
def erase_part(email: str, yes: bool) -> None:
    """Erase what introductions and mails hold of the person with this EMAIL (or account id).

    It cannot be undone. The account itself stays, and so does the history without the person.
    """
    if not yes:
        click.confirm(f"Erase the part of {email} in all introductions?", abort=True)
    with opening.writing() as session:
        introductions.erase_part(session, accounts.get_account(session, email).id, now=opening.now())
    click.echo("Erased. On SQLite, run VACUUM to overwrite what was freed in the file.")


@account.command()
@click.argument("email", metavar="EMAIL")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def export(email: str, file: Path) -> None:
    """Write a copy of all that is kept of the person with this EMAIL (or account id) into FILE, a ZIP."""
    if file.exists():
        raise click.UsageError(f"{file} exists already. Choose another name; nothing was overwritten.")
    with opening.reading() as session:
        found = accounts.get_account(session, email)
        size = privacy.write_copy(session, found, file=file, folder=load_settings().folder, now=opening.now())
    click.echo(f"Everything about {email} is in {file} ({size:,} bytes).")


@account.command()
@click.argument("email", metavar="EMAIL")
@click.option("--with-profiles", is_flag=True, help="Erase profiles that nobody else looks after, too.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def erase(email: str, with_profiles: bool, yes: bool) -> None:
    """Erase the account with this EMAIL (or id), at once and for good.

    History stays without the person. Files and free pages of the database follow when a worker runs.
    """
    if not yes:
        click.confirm(f"Erase {email} for good?", abort=True)
    with opening.writing() as session:
        found = accounts.get_account(session, email)
        profiles = privacy.list_alone(session, found.id) if with_profiles else ()
        folder = load_settings().folder
        privacy.forget_person(session, SYSTEM, found, profiles=profiles, folder=folder, now=opening.now())
    click.echo("Erased. Files follow when `matchmaker serve` or `matchmaker worker` runs.")


@account.command()
def erase_again() -> None:
    """After an old copy of the database was put back: erase once more what erased.txt names."""
    with opening.writing() as session:
        count = privacy.erase_again(session, folder=load_settings().folder, now=opening.now())
    click.echo(f"{count} had come back and are erased again.")


@account.command()
def news() -> None:
    """List name and address of everybody who agreed to get news about this site, parted by a tab."""
    with opening.reading() as session:
        for name, email in privacy.list_news_readers(session):
            click.echo(f"{name}\t{email}")

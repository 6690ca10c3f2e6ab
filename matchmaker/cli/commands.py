"""The group of all commands: loads each one when it is used, and turns our errors into words."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Any, cast

import click

from matchmaker.errors import MatchmakerError

USAGE, FAILURE = 2, 1
# Not found, several found, not valid: another call can do better. All else is a failure.
USAGE_STATUS = frozenset({404, 409, 422})

DATABASE_WORDS = {
    "OperationalError": "The database does not answer:",
    "ArgumentError": "The database does not answer, since its address cannot be read:",
    "NoSuchModuleError": "The database does not answer, since its address names an unknown kind:",
    "IntegrityError": "Nothing was changed: this names something that is missing, or there already:",
}


class Refused(click.ClickException):
    """One of our errors, or a broken database or folder, as the shell shows it."""

    def __init__(self, message: str, exit_code: int) -> None:
        super().__init__(message)
        # Click declares it for the class; this error has one of its own.
        vars(self)["exit_code"] = exit_code


class Commands(click.Group):
    """A group that knows where its commands stand: name -> `module:attribute`."""

    def __init__(self, places: Mapping[str, str], **attributes: Any) -> None:
        super().__init__(**attributes)
        self.places = places
        self.params.append(
            click.Option(
                ["--version"],
                is_flag=True,
                expose_value=False,
                is_eager=True,
                callback=_say_version,
                help="Show the version and exit.",
            )
        )

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the order in which they were given."""
        return list(self.places)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one command."""
        if cmd_name not in self.places:
            return None
        module, _, attribute = self.places[cmd_name].partition(":")
        return cast(click.Command, getattr(importlib.import_module(module), attribute))

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; what its user can mend is told in words, never as a traceback."""
        try:
            return super().invoke(ctx)
        except MatchmakerError as error:
            code = USAGE if error.status in USAGE_STATUS else FAILURE
            raise Refused(in_words(error), code) from error
        except OSError as error:
            where = f": {error.filename}" if error.filename else ""
            raise Refused(f"{error.strerror or error}{where}", FAILURE) from error
        except Exception as error:
            if (why := _of_the_database(error)) is None:
                raise
            raise Refused(why, FAILURE) from error


def in_words(error: MatchmakerError) -> str:
    """The message with, for a refused form, one line per field."""
    fields: Mapping[str, str] = getattr(error, "fields", {})
    return "\n".join([str(error), *(f"  {name}: {message}" for name, message in fields.items())])


def _of_the_database(error: Exception) -> str | None:
    """What an error of the database itself means, and its first line; None for any other error.

    Told by name, since doors know nothing of the database's library.
    """
    words = DATABASE_WORDS.get(type(error).__name__)
    if type(error).__module__ != "sqlalchemy.exc" or words is None:
        return None
    return f"{words} {str(getattr(error, 'orig', None) or error).strip().splitlines()[0]}"


def _say_version(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:
    if wanted:
        version = importlib.import_module("importlib.metadata").version("matchmaker")
        click.echo(f"Matchmaker {version}")
        ctx.exit()

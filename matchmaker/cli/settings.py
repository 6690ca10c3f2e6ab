"""`matchmaker settings`: every setting, what it means, and what it is here."""

from __future__ import annotations

import re
from dataclasses import fields

import click

from matchmaker.config import PREFIX, Settings, load_settings

HIDDEN = "(set, not shown)"
SECRET = {"secret_key", "mail_password"}
PASSWORD = re.compile(r"(?<=://)([^:/@]*):[^@]*(?=@)")


@click.command()
def settings() -> None:
    """List every setting with its meaning, its environment variable and its value."""
    present = load_settings()
    for item in fields(Settings):
        value = shown(item.name, getattr(present, item.name))
        mark = "" if getattr(present, item.name) == item.default else " (changed)"
        click.echo(f"{PREFIX}{item.name.upper()} = {value}{mark}")
        click.echo(f"    {item.metadata['meaning']}")


def shown(name: str, value: object) -> str:
    """A value fit for a screen: keys are left out, addresses lose their password."""
    if name in SECRET:
        return HIDDEN if value else '""'
    if isinstance(value, bool):
        return "true" if value else "false"
    return PASSWORD.sub(r"\1:***", str(value)) if value != "" else '""'

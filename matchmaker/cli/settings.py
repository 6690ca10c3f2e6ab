"""`matchmaker settings`: every setting, what it means, and what it is here."""

from __future__ import annotations

from dataclasses import fields

import click

from matchmaker.config import PREFIX, Settings, load_settings, shown


@click.command()
def settings() -> None:
    """List every setting with its meaning, its environment variable and its value."""
    present = load_settings()
    for item in fields(Settings):
        value = shown(item.name, getattr(present, item.name))
        mark = "" if getattr(present, item.name) == item.default else " (changed)"
        click.echo(f"{PREFIX}{item.name.upper()} = {value}{mark}")
        click.echo(f"    {item.metadata['meaning']}")

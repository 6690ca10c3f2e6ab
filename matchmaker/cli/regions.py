"""`matchmaker regions …`: the boundary shapes with which maps are drawn."""

from __future__ import annotations

from pathlib import Path

import click

from matchmaker.config import load_settings
from matchmaker.core.actors import SYSTEM
from matchmaker.services import maps

MOST_NAMED = 8


@click.group()
def regions() -> None:
    """Install shapes of regions, so that maps show borders and not only bubbles."""


@regions.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--notice", default="", help="Whose boundaries these are, as their licence wants it said.")
def install(files: tuple[Path, ...], notice: str) -> None:
    """Install GeoJSON FILES of NUTS regions (longitude and latitude, a property NUTS_ID).

    The shapes stay in the instance folder. A level that the files hold replaces the one installed before.
    """
    made = maps.install_shapes(SYSTEM, load_settings().folder, files, notice=notice)
    for level, count in made.counts.items():
        click.echo(f"Level {level}: {count} shapes installed.")
    if made.unknown:
        named = ", ".join(made.unknown[:MOST_NAMED]) + (" …" if len(made.unknown) > MOST_NAMED else "")
        click.echo(f"{len(made.unknown)} shapes have a code that we do not know: {named}.")


@regions.command("list")
def list_() -> None:
    """Say which shapes are installed."""
    found = maps.list_installed(load_settings().folder)
    for one in found:
        click.echo(f"Level {one.level}: {one.count} shapes. {one.notice}")
    if not found:
        click.echo("No shapes are installed; maps show bubbles. Install some with `regions install FILE`.")


@regions.command()
@click.argument("levels", nargs=-1, required=True, type=click.IntRange(0, 3))
def remove(levels: tuple[int, ...]) -> None:
    """Remove the shapes of LEVELS (0 countries, 1 to 3 ever smaller regions)."""
    for level in maps.remove_shapes(SYSTEM, load_settings().folder, levels):
        click.echo(f"Level {level}: removed.")

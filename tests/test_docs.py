"""What the documents say is true: settings, commands, links."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from matchmaker.config import PREFIX, Settings

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
NAMES = [str(path.relative_to(ROOT)) for path in DOCUMENTS]
HOLDS_COMMANDS = re.compile(r"`(?:make) ([a-z]+)")


def row_of(name: str) -> str:
    """The row of docs/operations.md for a setting, as it must stand there."""
    item = next(item for item in fields(Settings) if item.name == name)
    default = str(item.default).lower() if isinstance(item.default, bool) else str(item.default)
    shown = f"`{default}`" if default else "(empty)"
    return f"| `{PREFIX}{name.upper()}` | {shown} | {item.metadata['meaning']} |"


@pytest.mark.parametrize("name", [item.name for item in fields(Settings)])
def test_every_setting_is_documented_as_it_is(name: str) -> None:
    assert row_of(name) in (ROOT / "docs" / "operations.md").read_text("utf-8")


@pytest.mark.parametrize("document", NAMES)
def test_no_document_names_a_setting_that_does_not_exist(document: str) -> None:
    named = set(re.findall(rf"{PREFIX}([A-Z0-9_]+)", (ROOT / document).read_text("utf-8")))
    assert named <= {item.name.upper() for item in fields(Settings)}


@pytest.mark.parametrize("document", NAMES)
def test_every_make_command_that_a_document_names_exists(document: str) -> None:
    targets = set(re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(HOLDS_COMMANDS.findall((ROOT / document).read_text("utf-8"))) <= targets


@pytest.mark.parametrize("document", NAMES)
def test_every_link_to_a_file_leads_somewhere(document: str) -> None:
    path = ROOT / document
    links = re.findall(r"\]\(([^)#\s]+)", path.read_text("utf-8"))
    broken = [link for link in links if "://" not in link and not link.startswith("mailto:")
              and not (path.parent / link).exists()]  # fmt: skip
    assert not broken


def test_the_first_command_that_make_offers_is_help() -> None:
    text = (ROOT / "Makefile").read_text("utf-8")
    assert ".DEFAULT_GOAL := help" in text
    wanted = {"help", "run", "test", "check", "lock", "assets", "catalogues", "soak", "bench", "clean"}
    assert wanted <= set(re.findall(r"^([a-z]+):.*## ", text, re.MULTILINE))


def test_no_kept_file_names_a_folder_of_somebodys_machine() -> None:
    for name in ("Makefile", "setup.cfg", "pyproject.toml", "package.json", "package-lock.json", *NAMES):
        text = (ROOT / name).read_text("utf-8")
        assert not re.search(r"/(?:home|root|work)/|\"resolved\":", text), name

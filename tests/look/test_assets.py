"""The installed files and the style sheets: complete, within budget, and without an address of a registry."""

from __future__ import annotations

import importlib.util
import json
import re
from types import ModuleType

import pytest

from matchmaker.paths import STATIC

ROOT = STATIC.parent
SHEETS = sorted((STATIC / "css").glob("*.css"))


@pytest.fixture(scope="module")
def installer() -> ModuleType:
    """scripts/install_assets.py as a module."""
    spec = importlib.util.spec_from_file_location("install_assets", ROOT / "scripts" / "install_assets.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_lock_names_no_address_to_fetch_from() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    assert not [name for name, package in packages.items() if "resolved" in package]


def test_every_package_in_the_lock_has_its_hash() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    assert all("integrity" in package for name, package in packages.items() if name)


def test_every_served_file_is_installed(installer: ModuleType) -> None:
    assert installer.is_installed()


def test_the_type_faces_of_the_style_sheet_are_the_installed_ones(installer: ModuleType) -> None:
    named = set(re.findall(r'url\("\.\./vendor/([^"]+)"\)', (STATIC / "css" / "type.css").read_text("utf-8")))
    assert named == {name for name in installer.served_files() if name.endswith(".woff2")}


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_a_style_sheet_stays_small_and_fetches_nothing_from_elsewhere(sheet: object) -> None:
    text = (STATIC / "css" / getattr(sheet, "name", "")).read_text("utf-8")
    assert text.count("\n") <= 250
    assert "http" not in text
    assert "@import" not in text


def test_every_token_that_is_used_is_defined() -> None:
    text = "".join(sheet.read_text("utf-8") for sheet in SHEETS)
    used = set(re.findall(r"var\((--[a-z0-9-]+)\)", text))
    assert used <= set(re.findall(r"(--[a-z0-9-]+):", text))

"""Where the program finds what is not Python."""

from __future__ import annotations

from pathlib import Path

from matchmaker import paths


def test_a_folder_inside_the_package_wins(tmp_path: Path) -> None:
    package = tmp_path / "matchmaker"
    (package / "templates").mkdir(parents=True)
    (tmp_path / "templates").mkdir()
    assert paths.find_folder("templates", package=package) == package / "templates"


def test_a_checkout_keeps_its_folders_at_the_root(tmp_path: Path) -> None:
    package = tmp_path / "matchmaker"
    package.mkdir()
    assert paths.find_folder("static", package=package) == tmp_path / "static"


def test_the_folders_of_this_program_exist() -> None:
    assert paths.TEMPLATES.is_dir()
    assert paths.STATIC.is_dir()
    assert paths.TRANSLATIONS.is_dir()

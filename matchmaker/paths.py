"""Where templates and static files lie: inside an installed package, else at the repository's root."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def find_folder(name: str, *, package: Path = PACKAGE) -> Path:
    """The folder beside the modules if it exists (a wheel has it there), else the one beside the package.

    An editable install and a checkout keep templates/ and static/ at the repository's root.
    """
    inside = package / name
    return inside if inside.is_dir() else package.parent / name


TEMPLATES = find_folder("templates")
STATIC = find_folder("static")
TRANSLATIONS = PACKAGE / "translations"


def fingerprint(path: Path) -> str:
    """A short hash of a file's content, read again only when the file changes: part of its address."""
    return _fingerprint(path, path.stat().st_mtime)


@cache
def _fingerprint(path: Path, _changed_at: float) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]

"""Message catalogues: `update` reads the code, `compile` makes .mo files, `check` says what is missing."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
TRANSLATIONS = ROOT / "matchmaker" / "translations"
LANGUAGES = ("de", "fr")

# The first argument of our errors is a sentence that people read, so it needs no second marker.
ERRORS = ("NotAllowed", "NotFound", "Conflict", "TooMany", "Invalid", "CannotMigrate")
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "N_": None,
    "_l": None,
    "lazy_gettext": None,
    "lazy_ngettext": (1, 2),
    **dict.fromkeys(ERRORS),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")


def extract() -> Catalog:
    """All messages that stand in the code and the templates now."""
    template = Catalog(project="Matchmaker", fuzzy=False)
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    for name, _line, message, comments, context in extract_from_dir(
        ROOT, methods, options, keywords=KEYWORDS, comment_tags=("i18n:",), strip_comment_tags=True
    ):
        template.add(message, None, [(name, 0)], auto_comments=comments, context=context)
    return template


def path_of(language: str) -> Path:
    """Where the catalogue of a language lies."""
    return TRANSLATIONS / language / "LC_MESSAGES" / "messages.po"


def read(language: str) -> Catalog:
    """The catalogue of a language, empty when there is none yet."""
    if not path_of(language).is_file():
        return Catalog(locale=language, project="Matchmaker", fuzzy=False)
    with path_of(language).open("rb") as file:
        return read_po(file, locale=language)


def update() -> None:
    """Add what is new to every catalogue and drop what is gone; translations are kept."""
    template = extract()
    for language in LANGUAGES:
        catalogue = read(language)
        # Without its old date every catalogue would change with every run.
        template.creation_date = catalogue.creation_date
        catalogue.update(template, no_fuzzy_matching=True, update_header_comment=False)
        path_of(language).parent.mkdir(parents=True, exist_ok=True)
        with path_of(language).open("wb") as file:
            write_po(file, catalogue, width=100, sort_output=True, ignore_obsolete=True, include_lineno=False)
        print(f"{language}: {len(catalogue)} messages, {len(untranslated(catalogue))} not translated yet")


def compile_catalogue(path: Path) -> None:
    """Write the .mo file beside a .po file."""
    with path.open("rb") as file:
        catalogue = read_po(file, locale=path.parent.parent.name)
    with path.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalogue)


def untranslated(catalogue: Catalog) -> list[str]:
    """The messages without a full translation, or whose translation was only guessed."""
    return [str(message.id) for message in catalogue if message.id and not is_translated(message)]


def is_translated(message: Message) -> bool:
    """Whether every form of a message has its translation, and nobody doubts it."""
    forms = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return all(forms) and not message.fuzzy


def broken(catalogue: Catalog) -> list[str]:
    """The messages whose translation names other placeholders than the message itself."""
    found = []
    for message in catalogue:
        if not message.id or not is_translated(message) or not isinstance(message.id, str):
            continue
        if set(PLACEHOLDER.findall(message.id)) != set(PLACEHOLDER.findall(str(message.string))):
            found.append(message.id)
    return found


def check() -> int:
    """Print what is wrong with the catalogues; the number of faults."""
    now = {(message.context, message.id) for message in extract() if message.id}
    faults = []
    for language in LANGUAGES:
        catalogue = read(language)
        known = {(message.context, message.id) for message in catalogue if message.id}
        faults += [f"{language}: not in the catalogue: {text}" for _, text in now - known]
        faults += [f"{language}: no longer in the code: {text}" for _, text in known - now]
        faults += [f"{language}: not translated: {text}" for text in untranslated(catalogue)]
        faults += [f"{language}: other placeholders: {text}" for text in broken(catalogue)]
    for fault in sorted(faults):
        print(fault)
    if faults:
        print(f"{len(faults)} faults. Run `make catalogues`, then translate what is empty.")
    return len(faults)


def main(arguments: list[str]) -> int:
    """Run one of the three commands."""
    match arguments:
        case ["update"]:
            update()
        case ["compile", *paths]:
            for path in paths:
                compile_catalogue(Path(path))
        case ["check"]:
            return 1 if check() else 0
        case _:
            print("usage: catalogues.py update | compile PATH … | check", file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

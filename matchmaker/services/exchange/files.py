"""The files of an import: read, and each column given its meaning."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.imports.columns import ColumnMapping, MappingError, guess, guess_ties
from matchmaker.core.imports.fields import FIELDS, TIE_FIELDS, Field
from matchmaker.core.imports.remarks import Remark
from matchmaker.core.imports.sheet import Sheet
from matchmaker.errors import Invalid
from matchmaker.models import Import, SavedMapping
from matchmaker.services import places
from matchmaker.store.sheets import Limits, read_sheet

MEGABYTE = 1_000_000
FOLDER = "uploads"
STAKEHOLDERS, TIES = "stakeholders", "ties"
FIELDS_OF: dict[str, tuple[Field, ...]] = {STAKEHOLDERS: FIELDS, TIES: TIE_FIELDS}
NEEDED: dict[str, tuple[str, ...]] = {STAKEHOLDERS: ("name",), TIES: ("a", "b")}


@dataclass(frozen=True, slots=True)
class Table:
    """One file as it was read, and what its columns mean."""

    part: str
    sheet: Sheet
    mapping: ColumnMapping


@dataclass(frozen=True, slots=True)
class Store:
    """Where the files of an import lie and how large they may be; a door makes it from the settings."""

    folder: Path
    limits: Limits

    def read(self, path: Path) -> Sheet:
        """A file that lies anywhere.

        Raises:
            Invalid: it cannot be read.
        """
        return read_sheet(path, limits=self.limits)

    def path(self, import_id: str, part: str) -> Path:
        """The kept file of one part."""
        return self.folder / stored_name(import_id, part)

    def sheets(self, made: Import) -> dict[str, Sheet]:
        """The kept files of an import, by part.

        Raises:
            Invalid: one of them is gone.
        """
        parts = [part for part, name in parts_of(made).items() if name]
        return {part: self.read(self.path(made.id, part)) for part in parts}


def store_of(instance: Path, *, megabytes: int, rows: int) -> Store:
    """The store of an instance, with the limits of its settings."""
    return Store(instance / FOLDER, Limits(size=megabytes * MEGABYTE, rows=rows))


def stored_name(import_id: str, part: str) -> str:
    """The name under which a file is kept; nothing of what a person typed is in it."""
    return f"{import_id}.{part}"


def parts_of(made: Import) -> dict[str, str]:
    """Part -> file name; "" for a part that was not brought."""
    return {STAKEHOLDERS: made.filename, TIES: made.ties_filename}


def mapping_of(made: Import, part: str) -> dict[str, Any]:
    """The mapping document of one part."""
    return made.mapping if part == STAKEHOLDERS else made.ties_mapping


def read_table(session: Session, part: str, sheet: Sheet, document: object = None) -> Table:
    """A sheet with the mapping of a document, else the one saved for these headings, else a guess.

    Raises:
        Invalid: the document does not fit the file.
    """
    # What a person says of this file counts most, then what was said of the same headings before.
    if not document and (saved := find_mapping(session, part, sheet.headers)) is not None:
        document = saved
    if document:
        return Table(part, sheet, mapped(part, sheet.headers, document))
    if part == TIES:
        return Table(part, sheet, guess_ties(sheet))
    return Table(part, sheet, guess(sheet, places.get_gazetteer()))


def mapped(part: str, headers: Sequence[str], document: object) -> ColumnMapping:
    """The mapping of a document.

    Raises:
        Invalid: it does not fit these headings.
    """
    try:
        return ColumnMapping.from_json(document, headers, FIELDS_OF[part])
    except MappingError as error:
        raise as_invalid(error.remark) from error


def checked(table: Table) -> Table:
    """The table, when every field is mapped without which nothing can be imported.

    Raises:
        Invalid: one has no column.
    """
    try:
        table.mapping.check(NEEDED[table.part])
    except MappingError as error:
        raise as_invalid(error.remark) from error
    return table


def as_invalid(said: Remark) -> Invalid:
    """A remark of the core as an error for the doors."""
    values: dict[str, Any] = dict(said.values)
    return Invalid(said.message, **values)


def signature(part: str, headers: Sequence[str]) -> str:
    """What two files with the same headings have in common."""
    return hashlib.sha256(json.dumps([part, *headers]).encode()).hexdigest()


def find_mapping(session: Session, part: str, headers: Sequence[str]) -> dict[str, Any] | None:
    """The mapping that somebody saved for these headings."""
    saved = session.get(SavedMapping, signature(part, headers))
    return saved.mapping if saved else None


def save_mapping(session: Session, actor: Actor, table: Table, *, now: datetime) -> None:
    """Remember what the columns mean, for the next file with the same headings."""
    key = signature(table.part, table.sheet.headers)
    session.merge(
        SavedMapping(
            signature=key, mapping=table.mapping.to_json(), account_id=actor.account_id, updated_at=now
        )
    )

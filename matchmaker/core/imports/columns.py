"""Which column means what: guessed from headings and content, kept as a mapping that people can correct."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from matchmaker.core.imports.content import Content, look_at
from matchmaker.core.imports.fields import FIELDS, TIE_FIELDS, Field
from matchmaker.core.imports.remarks import Remark, remark
from matchmaker.core.imports.sheet import Sheet
from matchmaker.core.names import fold
from matchmaker.core.places import Gazetteer
from matchmaker.core.words import N_

SAMPLE = 200
"""How many rows are looked at to guess what a column holds."""


class MappingError(ValueError):
    """A mapping that cannot be used; `remark` says why and what to do."""

    def __init__(self, message: str, **values: object) -> None:
        self.remark = remark(message, **values)
        super().__init__(str(self.remark))


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """For each header the key of its field, "" where the column is not imported; in the order of the file."""

    columns: tuple[tuple[str, str], ...]

    def headers(self, key: str) -> tuple[str, ...]:
        """The headers that feed one field."""
        return tuple(header for header, field in self.columns if field == key)

    @property
    def left_out(self) -> tuple[str, ...]:
        """The headers that are not imported."""
        return self.headers("")

    def to_json(self) -> dict[str, object]:
        """The mapping as docs/import.md describes it."""
        return {"version": 1, "columns": {header: field or None for header, field in self.columns}}

    @classmethod
    def from_json(
        cls, document: object, headers: Sequence[str], fields: Iterable[Field] = FIELDS
    ) -> ColumnMapping:
        """The mapping of a document for a file with these headers; headers it does not name are left out.

        Raises:
            MappingError: the document has another form, or names a header or field that does not exist.
        """
        given: Mapping[object, object] = document if isinstance(document, Mapping) else {}
        columns = given.get("columns")
        if not isinstance(columns, Mapping) or given.get("version", 1) != 1:
            raise MappingError(
                N_('The mapping must look like {"version": 1, "columns": {"heading": "field"}}.')
            )
        keys = [field.key for field in fields]
        for header, key in columns.items():
            if header not in headers:
                raise MappingError(
                    N_(
                        "The mapping names the column “%(header)s”, which the file does "
                        "not have. It has: %(all)s."
                    ),
                    header=header,
                    all=", ".join(headers),
                )
            if key not in (None, "", *keys):
                raise MappingError(
                    N_(
                        "The mapping gives “%(header)s” the field “%(field)s”, which does "
                        "not exist. Use one of: %(all)s."
                    ),
                    header=header,
                    field=key,
                    all=", ".join(keys),
                )
        return cls(tuple((header, columns.get(header) or "") for header in headers))

    def check(self, needed: Iterable[str]) -> None:
        """See that the fields without which nothing can be imported have a column.

        Raises:
            MappingError: one has none.
        """
        for key in needed:
            if not self.headers(key):
                raise MappingError(
                    N_(
                        "No column is known to hold “%(field)s”. Say which one does, in "
                        "the mapping. Columns: %(all)s."
                    ),
                    field=key,
                    all=", ".join(header for header, _ in self.columns),
                )

    def notes(self) -> list[Remark]:
        """What a reader should know: the columns that are not imported."""
        if not self.left_out:
            return []
        return [remark(N_("These columns are not imported: %(names)s."), names=", ".join(self.left_out))]


def guess(sheet: Sheet, places: Gazetteer) -> ColumnMapping:
    """What each column of a sheet of stakeholders holds, as far as headings and first rows tell.

    The strongest evidence is used up first; a field that takes one column gets the best one only.
    """
    contents = {header: look_at(_sample(sheet, at), places) for at, header in enumerate(sheet.headers)}
    chosen = _assign(sheet.headers, FIELDS, contents)
    _towns_not_regions(chosen, contents)
    if "name" not in chosen.values():
        free = (header for header in sheet.headers if not chosen.get(header) and contents[header].names)
        if first := next(free, None):
            chosen[first] = "name"
    return ColumnMapping(tuple((header, chosen.get(header, "")) for header in sheet.headers))


def guess_ties(sheet: Sheet) -> ColumnMapping:
    """What each column of a sheet of ties holds; without known headings the first two columns are the ids."""
    blank = dict.fromkeys(sheet.headers, Content())
    chosen = _assign(sheet.headers, TIE_FIELDS, blank)
    if not {"a", "b"} <= set(chosen.values()) and len(sheet.headers) >= 2:
        chosen = {header: key for header, key in chosen.items() if key not in {"a", "b"}}
        chosen |= {sheet.headers[0]: "a", sheet.headers[1]: "b"}
    return ColumnMapping(tuple((header, chosen.get(header, "")) for header in sheet.headers))


def _sample(sheet: Sheet, at: int) -> list[str]:
    cells = (row.cells[at].strip() for row in sheet.rows[: SAMPLE * 5])
    return [cell for cell in cells if cell][:SAMPLE]


def _assign(
    headers: Sequence[str], fields: Sequence[Field], contents: Mapping[str, Content]
) -> dict[str, str]:
    scores = [
        (-score, order, at, header, field)
        for order, header in enumerate(headers)
        for at, field in enumerate(fields)
        if (score := _heading_score(header, field) + contents[header].score(field.key)) >= 40
    ]
    chosen: dict[str, str] = {}
    for _, _, _, header, field in sorted(scores, key=lambda entry: entry[:3]):
        if header not in chosen and (field.many or field.key not in chosen.values()):
            chosen[header] = field.key
    return chosen


def _heading_score(header: str, field: Field) -> int:
    """100 for a heading that we know, a little less the rarer; 55 where a known one is part of it."""
    folded = fold(header)
    if folded in field.headings:
        return 100 - min(field.headings.index(folded), 20)
    padded = f" {folded} "
    return 55 if any(len(known) > 3 and f" {known} " in padded for known in field.headings) else 0


def _towns_not_regions(chosen: dict[str, str], contents: Mapping[str, Content]) -> None:
    """A column that is headed "region" and holds towns is the town, unless another column is."""
    region = next((header for header, key in chosen.items() if key == "region"), None)
    if region and "place" not in chosen.values():
        content = contents[region]
        if content.towns >= 0.5 and content.towns > content.regions:
            chosen[region] = "place"

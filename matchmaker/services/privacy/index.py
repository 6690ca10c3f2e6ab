"""The page and the note in a copy that say what is in it, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from urllib.parse import quote

from matchmaker import i18n
from matchmaker.core.privacy.terms import Part
from matchmaker.core.privacy.titles import PARTS

STYLE = (
    "body{font:1rem/1.5 sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1d1c19;"
    "background:#fdfcf8}table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;"
    "padding:.4rem .6rem;border-bottom:1px solid #c9c5b8}td:last-child{white-space:nowrap}"
)


@dataclass(frozen=True, slots=True)
class Listed:
    """One table of the copy."""

    part: Part
    name: str
    what: tuple[str, ...]
    rows: int


@dataclass(frozen=True, slots=True)
class Reading:
    """Whose copy it is, in which language, and when it was made."""

    name: str
    language: str
    made_at: datetime

    @property
    def said(self) -> str:
        """When it was made, in words."""
        _ = i18n.gettext_for(self.language)
        moment = i18n.moment(self.made_at, self.language, i18n.zone_of(""))
        return _("Made on %(moment)s.") % {"moment": moment}


def index_of(about: Reading, tables: Sequence[Listed], files: Sequence[str]) -> str:
    """The page: each table with what it holds and how many rows, then the files."""
    language = about.language
    _ = i18n.gettext_for(language)
    title = _("Everything that we keep about %(name)s") % {"name": about.name}
    how = _(
        "Each table is there twice, with the same content: as CSV for a spreadsheet program, and as JSON for"
        " other programs. Ids stand in the place of names; the table “names” says what they mean."
    )
    lines = [
        f'<!doctype html><html lang="{escape(language)}"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"{_tag('title', title)}<style>{STYLE}</style></head><body>",
        *(_tag("h1", title), _tag("p", about.said), _tag("p", how)),
        *_sections(tables, language),
        *(_tag("h2", _("Names")), f"<p>{_links('names')}</p>"),
        *_files(files, language),
    ]
    return "\n".join([*lines, "</body></html>"])


def read_me(about: Reading) -> str:
    """The note: what the folders hold, and where to begin."""
    _ = i18n.gettext_for(about.language)
    lines = [
        _("Everything that we keep about %(name)s") % {"name": about.name},
        about.said,
        _("Open index.html in your browser: it says what each table holds."),
        _("The folder “csv” is for spreadsheet programs, “json” for other programs; both hold the same."),
        _("An apostrophe before a cell in CSV keeps a spreadsheet program from running it as a formula."),
        _("The folder “files” holds the files that you sent, as long as we keep them."),
        _("Keep this copy in a safe place: whoever has it reads all of it."),
    ]
    return "\n\n".join(lines) + "\n"


def _sections(tables: Sequence[Listed], language: str) -> Iterable[str]:
    _ = i18n.gettext_for(language)
    cells = (_("What it is"), _("Rows"), _("Files"))
    head = _tag("tr", *(_tag("th", cell) for cell in cells), raw=True)
    for part in dict.fromkeys(table.part for table in tables):
        yield f"{_tag('h2', _(PARTS[part]))}<table>{head}"
        for table in (one for one in tables if one.part is part):
            what = "<br>".join(escape(_(one)) for one in table.what)
            yield f"<tr><td>{what}</td><td>{table.rows}</td><td>{_links(table.name)}</td></tr>"
        yield "</table>"


def _files(files: Sequence[str], language: str) -> Iterable[str]:
    _ = i18n.gettext_for(language)
    if files:
        rows = (f'<li><a href="{quote(one)}">{escape(one.partition("/")[2])}</a></li>' for one in files)
        yield _tag("h2", _("Files that you sent")) + _tag("ul", *rows, raw=True)


def _links(name: str) -> str:
    return f'<a href="csv/{name}.csv">CSV</a> · <a href="json/{name}.json">JSON</a>'


def _tag(name: str, *content: str, raw: bool = False) -> str:
    """An element; its content is text unless it is said to be `raw`."""
    return f"<{name}>{''.join(content if raw else map(escape, content))}</{name}>"

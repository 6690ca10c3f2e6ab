"""Write the register of personal data into docs/privacy.md; a test says when it has to be written anew."""

from __future__ import annotations

from pathlib import Path

from matchmaker.core.privacy.register import PLAIN, REGISTER
from matchmaker.core.privacy.terms import Limit, Personal
from matchmaker.core.privacy.titles import FATES, READERS, UNTIL

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "privacy.md"
BEGIN, END = "<!-- the register: make it anew with scripts/register.py -->", "<!-- end of the register -->"
HEAD = (
    "| table | columns | what of a person | why | basis | seen by | kept | in a copy | when erased |\n"
    "|---|---|---|---|---|---|---|---|---|"
)
PLAIN_HEAD = "| table | columns | why they say nothing about a person |\n|---|---|---|"


def kept(one: Personal) -> str:
    """How long, in words."""
    if not isinstance(one.kept, Limit):
        return UNTIL[one.kept]
    only = f", where `{one.kept.only}` is {', '.join(one.kept.words)}" if one.kept.only else ""
    since = " or ".join(f"`{name}`" for name in one.kept.since)
    return f"{one.kept.days} days after {since}{only}; then {one.kept.then.value}"


def row(one: Personal) -> str:
    """One line of the table."""
    cells = (
        f"`{one.table}`", ", ".join(f"`{name}`" for name in one.columns), one.what, one.purpose,
        one.basis.value, READERS[one.seen_by], kept(one), "yes" if one.handed else "no",
        " ".join(filter(None, (FATES[one.erased], one.why))),
    )  # fmt: skip
    return f"| {' | '.join(cells)} |"


def register() -> str:
    """Both tables, with their marks."""
    plain = (
        f"| `{one.table}` | {', '.join(f'`{name}`' for name in one.columns)} | {one.why} |" for one in PLAIN
    )
    lines = [BEGIN, "", HEAD, *map(row, REGISTER), "", "What is not personal:", "", PLAIN_HEAD, *plain]
    return "\n".join([*lines, "", END])


def written(document: str) -> str:
    """The document with the register of today in it."""
    before, _, rest = document.partition(BEGIN)
    return before + register() + rest.partition(END)[2]


if __name__ == "__main__":
    DOCUMENT.write_text(written(DOCUMENT.read_text("utf-8")), "utf-8")

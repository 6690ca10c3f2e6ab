"""The table of legal forms and statuses on disk, and how it is put together from its two sources."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from matchmaker.core.vocabulary.legal import LegalForm

_TABLE = Path(__file__).parent / "tables" / "legal_forms.csv"
_COLUMNS = ["key", "country", "name", "language", "abbreviation", "families", "law", "nature", "unverified"]
LISTED = "elf_social_economy_candidates.csv"
CURATED = "social_enterprise_statuses_CURATED_UNVERIFIED.csv"
_FAMILIES = {"social_enterprise": "social-enterprise"}


@cache
def open_legal_forms() -> tuple[LegalForm, ...]:
    """All legal forms and statuses that we know, by country and name."""
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return tuple(
            LegalForm(
                key=row["key"],
                country=row["country"],
                name=row["name"],
                language=row["language"],
                abbreviation=row["abbreviation"],
                families=tuple(row["families"].split()),
                law=row["law"],
                nature=row["nature"],
                unverified=row["unverified"] == "yes",
            )
            for row in csv.DictReader(file)
        )


def list_legal_forms(country: str) -> list[LegalForm]:
    """The legal forms and statuses of one country (ISO code)."""
    return [form for form in open_legal_forms() if form.country == country]


def write_legal_forms(path: Path, source: Path) -> int:
    """Write our table from the two lists; the number of forms."""
    rows = _listed(_read(source / LISTED)) + _curated(_read(source / CURATED))
    rows.sort(key=lambda row: (row["country"], row["name"].casefold(), row["key"]))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, _COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return len(rows)


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _listed(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Forms of the ELF code list; their family was given by a rule over the name, so none is verified."""
    return [
        {
            "key": f"form-{row['country'].lower()}-{row['elf_code'].lower()}-{row['lang']}",
            "country": row["country"],
            "name": row["name"],
            "language": row["lang"],
            "abbreviation": row["abbrev"].split(";")[0].strip(),
            "families": " ".join(_FAMILIES.get(name, name) for name in row["auto_family"].split("|")),
            "law": "",
            "nature": "form",
            "unverified": "yes",
        }
        for row in rows
    ]


def _curated(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Forms and statuses of social enterprise with their law, as gathered; numbered within their country."""
    made: list[dict[str, str]] = []
    for row in rows:
        number = 1 + sum(one["country"] == row["country"] for one in made)
        seen = row["evidence_seen_this_session"].startswith(("seen", "ELF lists"))
        made.append(
            {
                "key": f"status-{row['country'].lower()}-{number}",
                "country": row["country"],
                "name": row["form_or_status"],
                "language": "",
                "abbreviation": "",
                "families": "social-enterprise",
                "law": row["law"],
                "nature": "form" if row["kind"].startswith("legal form") else "status",
                "unverified": "no" if seen else "yes",
            }
        )
    return made

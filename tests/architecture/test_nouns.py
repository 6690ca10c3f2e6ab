"""A noun that has begun is there in every room that it needs, under its own name."""

from __future__ import annotations

import pytest

from tests.architecture.source import ROOT

# Noun -> its rooms. A room is a file or a folder of that name. Supporting nouns (jobs, audit, history)
# have no page of their own; offers and needs are statements, made inside a profile.
NOUNS: dict[str, tuple[str, ...]] = {
    "accounts": ("models/accounts", "services/accounts", "web/accounts", "web/forms/accounts",
                 "templates/accounts", "cli/accounts"),
    "factors": ("models/factors", "services/accounts/factors", "web/factors", "web/forms/factors",
                "templates/factors"),
    "identities": ("models/identities", "services/accounts/identities", "web/providers",
                   "templates/providers"),
    "stakeholders": ("models/stakeholders", "services/profiles", "web/stakeholders",
                     "web/forms/stakeholders", "templates/stakeholders"),
    "statements": ("models/statements", "services/profiles/statements", "web/statements",
                   "web/forms/statements", "templates/statements"),
    "drafts": ("models/drafts", "core/drafts", "services/profiles/drafts", "web/drafts", "web/forms/drafts",
               "templates/drafts"),
    "declarations": ("models/declarations", "core/declaration", "services/profiles/declaring",
                     "web/declarations", "web/forms/declarations", "templates/declarations"),
    "ties": ("models/ties", "services/network"),
    "suggestions": ("models/suggestions", "services/suggestions", "web/suggestions",
                    "templates/suggestions", "cli/suggestions"),
    "exposure": ("models/exposure", "services/suggestions/exposure", "web/exposure"),
    "attention": ("models/attention", "core/fairness", "services/network/sharing", "web/views/fairness"),
    "imports": ("models/imports", "core/imports", "services/exchange", "web/imports", "web/forms/imports",
                "templates/imports", "cli/exchange"),
    "learning": ("models/learning", "core/learning", "services/network/learning", "cli/learning"),
    "surveys": ("models/surveys", "core/ecosystem", "services/ecosystem", "web/regions", "templates/regions",
                "web/measures", "templates/measures", "web/times", "templates/times", "web/networks",
                "templates/networks", "cli/ecosystem"),
    "fiches": ("models/fiches", "core/ecosystem/fiche", "services/fiches", "web/fiches", "templates/fiches"),
    "proposals": ("models/proposals", "core/ecosystem/proposals", "services/proposals", "web/proposals",
                  "templates/proposals"),
    "introductions": ("models/introductions", "core/introductions", "services/introductions",
                      "web/introductions", "web/forms/introductions", "templates/introductions"),
    "notifications": ("models/notifications", "core/notifications", "services/notifications", "mail",
                      "web/notifications", "web/forms/notifications", "templates/notifications",
                      "templates/emails"),
    "duplicates": ("models/duplicates", "core/duplicates", "services/duplicates", "web/duplicates",
                   "web/forms/duplicates", "templates/duplicates", "cli/duplicates"),
    "claims": ("models/claims", "core/claims", "services/claims", "web/claims", "web/forms/claims",
               "templates/claims", "cli/claims"),
    "origins": ("models/origins", "core/origins", "services/origins", "web/origins", "web/forms/origins",
                "templates/origins"),
    "jobs": ("models/jobs", "services/jobs", "jobs/worker"),
    "audit": ("models/audit", "services/audit"),
    "history": ("models/history", "services/history", "services/profiles/past", "web/history",
                "templates/history"),
    "people": ("models/people", "services/people", "web/people", "web/forms/people", "templates/people"),
    "reports": ("models/reports", "core/reports", "services/reports", "web/reports", "web/forms/reports",
                "templates/reports"),
    "privacy": ("models/privacy", "core/privacy", "services/privacy", "web/privacy", "web/forms/privacy",
                "templates/privacy"),
    "pilots": ("models/pilots", "services/pilots", "web/pilots", "web/forms/pilots", "templates/pilots"),
}  # fmt: skip
# Nouns without a table: what they show is in the tables of others, or in files.
WITHOUT_TABLE = {"maps", "evidence", "administration"}
NOUNS |= {
    "administration": ("services/administration", "web/administration", "web/views/administration",
                       "templates/administration"),
    "maps": ("core/maps", "store/outlines", "store/shapes", "services/maps", "web/maps", "templates/maps",
             "cli/regions"),
    "evidence": ("core/introductions/evidence", "services/introductions/evidence", "web/evidence",
                 "templates/evidence"),
}  # fmt: skip

# Files of models/ that are no noun.
TOOLS = {"columns", "ids"}
# Packages whose services have their tests in tests/services/<name> and their pages in tests/web/<name>.
SERVICES = sorted(
    {room.split("/")[1] for rooms in NOUNS.values() for room in rooms if room.startswith("services/")}
)


def exists(room: str) -> bool:
    """Whether there is a file or a folder for a room."""
    base = ROOT if room.startswith(("templates/", "tests/")) else ROOT / "matchmaker"
    return (base / room).is_dir() or (base / f"{room}.py").is_file()


@pytest.mark.parametrize("noun", sorted(NOUNS))
def test_a_noun_is_complete(noun: str) -> None:
    missing = [room for room in NOUNS[noun] if not exists(room)]
    assert not missing


def test_every_table_belongs_to_a_noun() -> None:
    files = {path.stem for path in (ROOT / "matchmaker" / "models").glob("*.py")} - TOOLS - {"__init__"}
    assert files == set(NOUNS) - WITHOUT_TABLE


@pytest.mark.parametrize("service", SERVICES)
def test_every_service_has_its_tests(service: str) -> None:
    folder = ROOT / "tests" / "services"
    assert (folder / service).is_dir() or (folder / f"test_{service}.py").is_file()

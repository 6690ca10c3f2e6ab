"""The register of every column of every table: what it says about a person, or why it says nothing.

The public page, docs/privacy.md, the export, erasure and the nightly job all read it: nothing else says what
is kept, for how long, or what becomes of it. A new table adds its lines to one of the parts: a `Personal` for
columns that say something about somebody, a `Plain` for the rest. A test names the columns that are missing.
"""

from __future__ import annotations

from matchmaker.core.privacy import meetings, newer, people, records, reports
from matchmaker.core.privacy.terms import Personal, Plain

REGISTER: tuple[Personal, ...] = (
    *people.ACCOUNT, *people.SIGNING, *newer.SIGNING, *newer.ROLES, *people.CHOICES, *records.PROFILES,
    *newer.RECORDS, *reports.REPORTS, *people.ACTS, *meetings.INTRODUCTIONS, *meetings.MAILS, *records.FILES,
    *people.LOG,
)  # fmt: skip

PLAIN: tuple[Plain, ...] = (*people.PLAIN, *records.PLAIN, *meetings.PLAIN, *newer.PLAIN, *reports.PLAIN)

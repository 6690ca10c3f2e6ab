"""How long things are kept, in days: the one place where these numbers stand."""

from __future__ import annotations

TRIES = 1
"""Counts of tries to sign in, after the first try of a window."""

SIGN_INS = 30
"""Sign-ins, after they ended or ran out."""

JOBS = 90
"""Work that was done."""

DEAD_JOBS = 180
"""Work that failed for good, which a person may want to look at."""

EXPOSURE = 400
"""How often each profile was suggested on each day; longer than a year, to compare with the last one."""

MAILS = 180
"""To whom a mail went, and what it was about, after it was written and is done with."""

LINKS = 90
"""Links in mails, after they ran out."""

UPLOADS = 30
"""Files of imports, after they were brought in, and their previews."""

MESSAGES = 730
"""Messages, files and notes of an introduction, after it ended."""

AUDIT = 1095
"""Who did what, in the log of acts."""

DRAFTS = 90
"""What somebody typed of a profile and did not send, after the last change."""

CLAIMS = 365
"""Who claimed a profile, in which words, and what was decided, after the decision."""

MERGES = 90
"""What two profiles said before they were made one: so long it can be undone."""

EXPORTS = 1
"""Files in which somebody takes their own data away."""

REPORTS = 365
"""Reports of abuse after they were decided, and why a profile was hidden after it is shown again."""

BACKUPS = 90
"""Copies of the database that an update makes before it begins."""

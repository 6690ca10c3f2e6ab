"""Words that somebody has to give, such as a reason: tidy, and neither missing nor endless."""

from __future__ import annotations

from matchmaker.core.reports import LONGEST
from matchmaker.core.words import N_
from matchmaker.errors import Invalid
from matchmaker.services.profiles.checks import AGAIN, clean

TOO_LONG = N_("Keep this below %(most)s signs.")


def checked(text: str, field: str, *, missing: str = "") -> str:
    """The words without stray signs; with `missing` they may not be left out.

    Raises:
        Invalid: they are too long, or are missing.
    """
    text = clean(text)
    if missing and not text:
        raise Invalid(AGAIN, fields={field: missing})
    if len(text) > LONGEST:
        raise Invalid(AGAIN, fields={field: TOO_LONG}, most=LONGEST)
    return text

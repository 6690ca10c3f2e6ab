"""Which state of a record somebody saw when they began to change it."""

from __future__ import annotations

from dataclasses import fields

from matchmaker.core.editing import version_of
from matchmaker.errors import Changed
from matchmaker.models import Need, Offer, Stakeholder
from matchmaker.services.profiles.values import ProfileValues, StatementValues

PROFILE_FIELDS = tuple(item.name for item in fields(ProfileValues))
# The state too: saving opens an offer again, and somebody may just have closed it.
STATEMENT_FIELDS = (*(item.name for item in fields(StatementValues)), "state")


def version_of_record(record: Stakeholder | Offer | Need) -> str:
    """A short text that differs whenever what one may change of a record does."""
    names = PROFILE_FIELDS if isinstance(record, Stakeholder) else STATEMENT_FIELDS
    return version_of({name: getattr(record, name) for name in names})


def check_unchanged(record: Stakeholder | Offer | Need, opened: str | None) -> None:
    """Refuse to write over what somebody else wrote meanwhile; None: the writer saw nothing before.

    Call it after one's turn was taken: else somebody may still write in between.

    Raises:
        Changed.
    """
    if opened is not None and opened != version_of_record(record):
        raise Changed

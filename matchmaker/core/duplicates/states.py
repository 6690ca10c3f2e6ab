"""The closed lists of words around duplicates."""

from __future__ import annotations

from enum import StrEnum


class PairState(StrEnum):
    """What was decided about two records that look alike."""

    OPEN = "open"
    MERGED = "merged"
    DIFFERENT = "different"


class RequestState(StrEnum):
    """What became of a question to the people of two records whether they may be made one."""

    OPEN = "open"
    AGREED = "agreed"
    """An owner of each said yes, and they were merged."""
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    """Who sorts out duplicates decided otherwise meanwhile, or asked anew after its time was over."""


class Likeness(StrEnum):
    """What speaks for two records being one organisation, or against it; each has its points."""

    REGISTER = "register"
    NAME = "name"
    NEAR_NAME = "near_name"
    LIKE_NAME = "like_name"
    WEBSITE = "website"
    MAIL = "mail"
    NEAR = "near"
    TOWN = "town"
    COUNTRY = "country"
    FAR = "far"
    ABROAD = "abroad"
    OTHER_REGISTER = "other_register"

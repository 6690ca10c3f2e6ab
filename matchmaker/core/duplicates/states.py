"""The closed lists of words around duplicates."""

from __future__ import annotations

from enum import StrEnum


class PairState(StrEnum):
    """What was decided about two records that look alike."""

    OPEN = "open"
    MERGED = "merged"
    DIFFERENT = "different"


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

"""What people type about a pilot, and what must hold for it; each refusal says what to do."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from datetime import date

from matchmaker.core.regions import as_code
from matchmaker.core.vocabulary import LANGUAGES
from matchmaker.core.words import N_
from matchmaker.errors import Invalid
from matchmaker.services import places

AGAIN = N_("Some answers need another look.")
LONGEST_NAME, LONGEST_ABOUT = 120, 5_000
MOST_WEEKLY, MOST_OPEN = 100, 500
MOST = {"name": LONGEST_NAME, "about": LONGEST_ABOUT, "weekly": MOST_WEEKLY, "open": MOST_OPEN}


@dataclass(frozen=True, slots=True)
class PilotValues:
    """The fields of a pilot that its organisers may change; `regions` are NUTS codes."""

    name: str
    about: str = ""
    regions: tuple[str, ...] = ()
    brokered: bool = True
    weekly_requests: int | None = 5
    open_limit: int | None = 10
    languages: tuple[str, ...] = ()
    starts_on: date | None = None
    ends_on: date | None = None


def checked(values: PilotValues) -> PilotValues:
    """The values with texts in Unicode NFC and the regions by their codes, each once.

    Raises:
        Invalid: with one message per field.
    """
    found = {text: region_code(text) for text in values.regions if text.strip()}
    values = replace(
        values,
        name=" ".join(_clean(values.name).split()),
        about=_clean(values.about),
        regions=tuple(sorted({code for code in found.values() if code})),
        languages=tuple(code for code in dict.fromkeys(values.languages) if code in LANGUAGES),
    )
    fields = _faults(values)
    if not all(found.values()):
        fields["regions"] = N_(
            "We do not know one of these regions. Write a NUTS code or a name, one a line."
        )
    if fields:
        raise Invalid(AGAIN, fields=fields, **MOST)
    return values


def _faults(values: PilotValues) -> dict[str, str]:
    fields = {}
    if not values.name:
        fields["name"] = N_("Say what the pilot is called.")
    elif len(values.name) > LONGEST_NAME:
        fields["name"] = N_("Choose a name of at most %(name)s characters.")
    if len(values.about) > LONGEST_ABOUT:
        fields["about"] = N_("Say it in at most %(about)s characters.")
    if values.weekly_requests is None or not 1 <= values.weekly_requests <= MOST_WEEKLY:
        fields["weekly_requests"] = N_("Give a whole number from 1 to %(weekly)s.")
    if values.open_limit is None or not 1 <= values.open_limit <= MOST_OPEN:
        fields["open_limit"] = N_("Give a whole number from 1 to %(open)s.")
    if values.starts_on and values.ends_on and values.ends_on < values.starts_on:
        fields["ends_on"] = N_("The last day lies before the first. Change one of the two.")
    return fields


def region_code(text: str) -> str:
    """The code of a region that somebody names by its code or its name; "" where none is meant."""
    regions, text = places.get_regions(), text.strip()
    if (code := as_code(text)) and (here := regions.get(code)):
        return here.code
    named = regions.find(text)
    return named.code if named else ""


def _clean(text: str) -> str:
    normal = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(sign for sign in normal if sign == "\n" or unicodedata.category(sign) != "Cc").strip()

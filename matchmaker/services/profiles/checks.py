"""What must hold for a profile, an offer or a need that a person types; each refusal says what to do."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

from email_validator import EmailNotValidError, validate_email

from matchmaker.core.audience import FIELDS
from matchmaker.core.entities import Audience, Kind
from matchmaker.core.links import web_address
from matchmaker.core.words import N_
from matchmaker.errors import Invalid
from matchmaker.services.profiles.values import ProfileValues, StatementValues

FEWEST_WORDS = 3
OLDEST = 1200
LONGEST_EVIDENCE = 500
LONGEST: Mapping[str, int] = {
    "name": 300, "about": 20_000, "text": 20_000, "place": 300, "website": 2_000, "legal_form": 300,
}  # fmt: skip
"""Signs of a field. Nobody needs more; the engine reads each text anew for every reader, and without an end a
single one would keep them all waiting for minutes."""

REGISTER_LENGTH = 64
AGAIN = N_("Some answers need another look.")
TOO_LONG = N_("This is too long. Make it shorter.")


def checked_profile(values: ProfileValues, *, today: date) -> ProfileValues:
    """The values with texts in Unicode NFC and the website complete.

    Raises:
        Invalid: with one message per field.
    """
    values = replace(
        values,
        name=" ".join(clean(values.name).split()),
        about=clean(values.about),
        place=clean(values.place),
        website=website(values.website),
        email=values.email.strip(),
        register_number=" ".join(clean(values.register_number).split()),
    )
    fields = _too_long(values)
    if not values.name:
        fields["name"] = N_("Say what the organisation is called.")
    if not isinstance(values.kind, Kind):
        fields["kind"] = N_("Choose what fits best.")
    if values.website and not _is_web_address(values.website):
        fields["website"] = N_("This is not a web address. It should look like https://example.org.")
    if values.email and not _is_mail_address(values.email):
        fields["email"] = N_("This is not a mail address. It should look like name@example.org.")
    if len(values.register_number) > REGISTER_LENGTH:
        fields["register_number"] = N_("This is too long for a register number. Give one number only.")
    if values.founded is not None and not OLDEST <= values.founded <= today.year:
        fields["founded"] = N_("Give the year with four digits, not later than this year.")
    if not (set(values.audiences.values()) <= set(Audience) and values.audiences.keys() <= FIELDS.keys()):
        fields["audiences"] = N_("Choose who may see this.")
    if fields:
        raise Invalid(AGAIN, fields=fields)
    return values


def checked_statement(values: StatementValues, *, today: date) -> StatementValues:
    """The values with the text in Unicode NFC.

    Raises:
        Invalid: with one message per field.
    """
    values = replace(values, text=clean(values.text))
    fields = _too_long(values)
    if not values.text:
        fields["text"] = N_("Say it in one sentence.")
    elif len(values.text.split()) < FEWEST_WORDS:
        fields["text"] = N_("This is very short. Say in one sentence what it is about.")
    if values.valid_until is not None and values.valid_until < today:
        fields["valid_until"] = N_("This day is in the past. Choose a day that is still to come.")
    if fields:
        raise Invalid(AGAIN, fields=fields)
    return values


def checked_evidence(text: str) -> str:
    """How somebody knows what they write, in one line.

    Raises:
        Invalid: it is too long.
    """
    text = " ".join(clean(text).split())
    if len(text) > LONGEST_EVIDENCE:
        said = N_("Say it in at most %(most)s characters.")
        raise Invalid(AGAIN, fields={"evidence": said}, most=LONGEST_EVIDENCE)
    return text


def _too_long(values: ProfileValues | StatementValues) -> dict[str, str]:
    return {name: TOO_LONG for name, most in LONGEST.items() if len(getattr(values, name, "")) > most}


def clean(text: str) -> str:
    """The text in Unicode NFC, without control characters and outer white space."""
    normal = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(sign for sign in normal if sign in "\n\t" or unicodedata.category(sign) != "Cc").strip()


def website(text: str) -> str:
    """The address with a scheme; empty stays empty."""
    text = text.strip()
    return text if not text or "://" in text else f"https://{text}"


def _is_web_address(text: str) -> bool:
    # Nobody's website stands on a machine without a domain.
    return web_address(text) is not None and "." in (urlsplit(text).hostname or "").strip(".")


def _is_mail_address(text: str) -> bool:
    try:
        validate_email(text, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        return False
    return True

"""What an account is made of, cleaned, with what speaks against it."""

from __future__ import annotations

from email_validator import EmailNotValidError, validate_email

from matchmaker.core.words import N_

AGAIN = N_("Some answers need another look.")
NO_NAME = N_("Say your name, as you want others to read it.")
LONG_NAME = N_("Say your name in at most 120 characters.")
NO_ADDRESS = N_("This is not a mail address. It should look like name@example.org.")

LONGEST_NAME = 120
"""A name goes into mails to addresses that are not proven yet: nobody shall write letters in it."""


def clean_name(name: str) -> tuple[str, str]:
    """A name without stray space and hidden signs; and what is wrong with it, or ""."""
    name = "".join(sign for sign in " ".join(name.split()) if sign.isprintable())
    if len(name) > LONGEST_NAME:
        return name[:LONGEST_NAME], LONG_NAME
    return name, "" if name else NO_NAME


def clean_address(email: str) -> tuple[str, str]:
    """A mail address in small letters; and what is wrong with it, or ""."""
    email = email.strip()
    try:
        return validate_email(email, check_deliverability=False).normalized.lower(), ""
    except EmailNotValidError:
        return email, NO_ADDRESS

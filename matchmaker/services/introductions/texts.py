"""What people write into an introduction."""

from __future__ import annotations

import unicodedata

from matchmaker.core.words import N_
from matchmaker.errors import Invalid

LONGEST = 4_000


def cleaned(text: str, field: str) -> str:
    """A text in Unicode NFC, without what no keyboard writes.

    Raises:
        Invalid: it is too long; the message stands beside its `field`.
    """
    normal = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    found = "".join(sign for sign in normal if sign == "\n" or unicodedata.category(sign) != "Cc").strip()
    if len(found) > LONGEST:
        message = N_("Say it in at most %(most)s characters.")
        raise Invalid(message, fields={field: message}, most=LONGEST)
    return found

"""Numbers of registers and for value added tax made comparable, whoever wrote them and however."""

from __future__ import annotations

import re
from dataclasses import dataclass

from matchmaker.core.names import fold

# The Union's own prefix where it is not the country's code, and the code of ours.
_PREFIXES = {"EL": "GR", "XI": "GB"}
# Two letters that begin a German register number are its part, never a country.
_COURTS = ("HR", "VR", "GN", "PR")
_LONGEST = 40
_FEWEST_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Register:
    """A number and the country whose it is, "" where nobody says."""

    country: str
    number: str

    def __bool__(self) -> bool:
        return bool(self.number)


UNKNOWN = Register("", "")


def register_of(text: str, country: str) -> Register:
    """The number without its spaces, signs and country; empty where there are too few digits to tell.

    >>> register_of("DE 123 456 789", "DE") == register_of("123.456.789", "DE")
    True
    >>> register_of("Amtsgericht Stuttgart VR 7000", "DE").number
    'amtsgerichtstuttgartvr7000'
    """
    plain = re.sub(r"[^0-9a-z]", "", fold(text[: 4 * _LONGEST]))
    if sum(sign.isdigit() for sign in plain) < _FEWEST_DIGITS:
        return UNKNOWN
    prefix = plain[:2].upper()
    theirs = _PREFIXES.get(prefix, prefix)
    # A prefix counts as one where digits follow it and it does not contradict the record's own country.
    if theirs.isalpha() and theirs not in _COURTS and plain[2:].isdigit() and theirs in (country or theirs):
        return Register(theirs, plain[2:].lstrip("0")[:_LONGEST])
    return Register(country, (plain.lstrip("0") if plain.isdigit() else plain)[:_LONGEST])


def same_register(one: Register, other: Register) -> bool | None:
    """Whether two numbers are one; None where one is not known or they are of two countries.

    Two kinds of number of one country (register and tax, say) may both be right: letters tell them apart.
    """
    if not one or not other or (one.country and other.country and one.country != other.country):
        return None
    if one.number == other.number:
        return True
    return (
        False
        if one.number.isdigit() and other.number.isdigit() and len(one.number) == len(other.number)
        else None
    )

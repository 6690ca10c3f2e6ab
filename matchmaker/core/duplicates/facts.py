"""What a record is compared by: its name, web and mail domain, register number and place."""

from __future__ import annotations

import hashlib
import re
from dataclasses import astuple, dataclass

from matchmaker.core.duplicates.registers import UNKNOWN, Register, register_of
from matchmaker.core.imports.names import name_key
from matchmaker.core.imports.values import domain
from matchmaker.core.names import fold

# Where everybody has a mailbox: to share one of these says nothing.
FREE_MAIL = frozenset(
    (
        *("gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "msn.com", "yahoo.com"),
        *("icloud.com", "me.com", "mac.com", "aol.com", "protonmail.com", "proton.me", "zoho.com"),
        *("gmx.de", "gmx.net", "gmx.at", "gmx.ch", "web.de", "freenet.de", "mailbox.org", "posteo.de"),
        *("arcor.de", "orange.fr", "wanadoo.fr", "laposte.net", "sfr.fr", "libero.it", "virgilio.it"),
        *("tiscali.it", "wp.pl", "onet.pl", "interia.pl", "o2.pl", "seznam.cz", "centrum.cz", "telenet.be"),
        *("skynet.be", "ziggo.nl", "kpnmail.nl", "yandex.com", "mail.com", "btinternet.com", "sky.com"),
        *("abv.bg", "mail.bg", "inbox.lv", "azet.sk", "freemail.hu", "citromail.hu", "sapo.pt", "terra.es"),
    )
)
FACTS = ("name", "website", "email", "register_number", "country", "region", "place", "lat", "lon")
"""The fields of a record that `facts_of` takes."""

_COUNTRIES_OF_MAIL = ("yahoo.", "hotmail.", "outlook.", "live.", "gmx.", "yandex.")


@dataclass(frozen=True, slots=True)
class Facts:
    """One record as it is compared; what is not known is empty and says nothing."""

    id: str
    key: str
    website: str = ""
    mail: str = ""
    register: Register = UNKNOWN
    country: str = ""
    region: str = ""
    place: str = ""
    lat: float | None = None
    lon: float | None = None

    @property
    def closed(self) -> str:
        """The name without spaces: "OpenData Manchester" is "Open Data Manchester"."""
        return self.key.replace(" ", "")

    @property
    def words(self) -> str:
        """The words of the name in a fixed order: "Stuttgart food bank" is "food bank Stuttgart"."""
        return " ".join(sorted(self.key.split()))

    @property
    def digits(self) -> tuple[str, ...]:
        """The numbers in the name: "School 12" is not "School 13", however alike the letters are."""
        return tuple(re.findall(r"\d+", self.key))


def facts_of(
    id_: str,
    *,
    name: str,
    website: str = "",
    email: str = "",
    register_number: str = "",
    country: str = "",
    region: str = "",
    place: str = "",
    lat: float | None = None,
    lon: float | None = None,
) -> Facts:
    """The facts of a record's fields."""
    return Facts(
        id_,
        name_key(name),
        domain(website),
        mail_domain(email),
        register_of(register_number, country),
        country,
        region,
        fold(place.replace("\n", " ")),
        lat,
        lon,
    )


def mail_domain(address: str) -> str:
    """The registered name behind a mail address, "" where everybody may have one.

    >>> mail_domain("post@buero.werkstatt.example"), mail_domain("werkstatt@gmx.net")
    ('werkstatt.example', '')
    """
    host = address.rpartition("@")[2].strip().lower()
    if not host or host in FREE_MAIL or host.startswith(_COUNTRIES_OF_MAIL):
        return ""
    return domain(f"https://{host}")


def fingerprint(one: Facts, other: Facts) -> str:
    """What two records were when they were compared; another one when a fact of either changes."""
    both = sorted((repr(astuple(one)), repr(astuple(other))))
    return hashlib.blake2b("\n".join(both).encode(), digest_size=16).hexdigest()

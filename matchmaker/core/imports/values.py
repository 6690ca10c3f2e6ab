"""Cells that hold one value: coordinates, years, head counts, addresses on the web and of mail.

Each function gives the value and "" or the value's absence and what is wrong, as a message.
"""

from __future__ import annotations

import math
import re
from urllib.parse import SplitResult, urlsplit, urlunsplit

from matchmaker.core.imports.remarks import Remark, remark
from matchmaker.core.words import N_

_DECIMAL = re.compile(r"([+-]?\d{1,3}(?:[.,]\d+)?)\s*°?")
_DEGREES = re.compile(
    r"(\d{1,3})\s*[°º]\s*(?:(\d{1,2})\s*['’′]\s*)?(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:[\"”″]|''|’’)\s*)?"
)
_PAIR = re.compile(r"\s*([+-]?\d{1,3}(?:\.\d+)?)\s*[,;\s]\s*([+-]?\d{1,3}(?:\.\d+)?)\s*")
_PAIR_COMMAS = re.compile(r"\s*([+-]?\d{1,3},\d+)\s*(?:;|,?\s+)\s*([+-]?\d{1,3},\d+)\s*")
_YEAR = re.compile(r"(?<!\d)(1[0-9]{3}|20[0-9]{2})(?!\d)")
_HEADS = re.compile(r"\d{1,3}(?:[ .,’']\d{3})+|\d+")
_EMAIL = re.compile(r"[^\s@<>,;:\"()\[\]]{1,64}@(?:[\w-]{1,63}\.)+[\w-]{2,63}")
_HOST = re.compile(r"(?:[\w](?:[\w-]{0,61}[\w])?\.)+[^\W\d_][\w-]{1,62}", re.UNICODE)
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]{1,20}:(?!\d)")

Found = tuple[str, Remark | None]


def read_degrees(text: str) -> float | None:
    """Degrees from "53.57", "53,57", "53° 34' 12\\" N" or "W 2.4"; None if it is no number."""
    text = text.strip().replace("−", "-").replace("\u00a0", " ")
    # "O" is west in French and Spanish but east in German, so it proves nothing and only goes.
    bare = re.sub(r"^[NSEWO]\s*|\s*(?:[NSEWO]|Ost)$", "", text, flags=re.IGNORECASE)
    if match := _DECIMAL.fullmatch(bare):
        value = float(match[1].replace(",", "."))
    elif match := _DEGREES.fullmatch(bare):
        parts = [float((part or "0").replace(",", ".")) for part in match.groups()]
        value = parts[0] + parts[1] / 60 + parts[2] / 3600
    else:
        return None
    return -abs(value) if text[0] in "SWsw" or text[-1] in "SWsw" else value


def read_point(text: str) -> tuple[str, str]:
    """The two halves of a cell that holds a latitude and a longitude; two empty ones if it does not."""
    match = _PAIR_COMMAS.fullmatch(text) or _PAIR.fullmatch(text)
    return (match[1], match[2]) if match else ("", "")


def check_point(lat: str, lon: str) -> tuple[float, float] | Remark | None:
    """The point of two cells, None if both are empty, or what is wrong with them."""
    if not lat and not lon:
        return None
    if not lat or not lon:
        return remark(N_("One coordinate is missing, so the other is not used."))
    y, x = read_degrees(lat), read_degrees(lon)
    if y is None or x is None or not (math.isfinite(y) and math.isfinite(x)):
        return remark(
            N_("The coordinates “%(lat)s, %(lon)s” are no numbers. Write degrees such as 53.57."),
            lat=lat,
            lon=lon,
        )
    if (y, x) == (0.0, 0.0):
        return remark(N_("The coordinates 0, 0 lie in the ocean; they are taken as not known."))
    if abs(y) > 90 or abs(x) > 180:
        return remark(
            N_("The coordinates %(lat)s, %(lon)s lie outside the globe. Are latitude and longitude swapped?"),
            lat=lat,
            lon=lon,
        )
    return y, x


def read_year(text: str) -> tuple[int | None, Remark | None]:
    """The year in a cell ("since 2009", "12.05.2009"); none if there is none or more than one."""
    years = set(_YEAR.findall(text))
    if len(years) == 1:
        return int(years.pop()), None
    return None, remark(N_("“%(text)s” is no year. Write four digits."), text=text) if text else None


def read_heads(text: str) -> Found:
    """How many people work there: "0-5", "1001+" or "12"; the words around the numbers go."""
    numbers = [re.sub(r"\D", "", number) for number in _HEADS.findall(text)]
    if not text or re.fullmatch(r"headcount-\d+", text):
        return text, None
    # Nine digits are more people than any organisation has: a telephone number, say.
    if len(numbers) not in {1, 2} or any(len(number) > 8 for number in numbers):
        return "", remark(N_("“%(text)s” is no number of people. Write 12 or 10-25."), text=text)
    counts = [int(number) for number in numbers]
    if len(counts) == 2:
        return f"{min(counts)}-{max(counts)}", None
    folded = text.casefold()
    if any(
        word in folded for word in ("over", "more", "über", "mehr", "plus", "+", ">", "ponad", "más", "oltre")
    ):
        # "over 1000" begins at 1001, "1000+" at 1000.
        return f"{counts[0] + (0 if '+' in folded or '1001' in folded else 1)}+", None
    return str(counts[0]), None


def read_email(text: str) -> Found:
    """The first mail address in a cell, its domain in lower case."""
    if not text:
        return "", None
    match = _EMAIL.search(text.replace("mailto:", " "))
    if not match or len(match[0]) > 254:
        return "", remark(N_("“%(text)s” is no e-mail address, so it is left out."), text=text)
    name, _, host = match[0].rpartition("@")
    return f"{name}@{host.lower()}", None


def read_website(text: str) -> Found:
    """The first web address in a cell with https:// where no scheme stands and a host in lower case."""
    words = [word.strip("<>()[]\"'") for word in re.split(r"[\s;|]+|,(?=\s|http)", text) if word]
    if not words:
        return "", None
    bad = remark(N_("“%(text)s” is no web address, so it is left out."), text=text)
    address = next((word for word in words if "." in word), "")
    if not address or len(address) > 2000:
        return "", bad
    if not re.match(r"https?://", address, re.IGNORECASE):
        if _SCHEME.match(address) or "@" in address:
            return "", bad
        address = "https://" + address.lstrip("/")
    parts = _split(address)
    if parts is None:
        return "", bad
    path = "" if parts.path == "/" and not parts.query else parts.path
    # The name and password that an address may carry are nobody's business; so is where on the page.
    return urlunsplit((parts.scheme.lower(), _host_and_port(parts), path, parts.query, "")), None


def _split(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        return None
    return parts if _HOST.fullmatch(host.rstrip(".")) else None


def _host_and_port(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    return f"{host}:{parts.port}" if parts.port and parts.port not in {80, 443} else host


# Hosts where many organisations have their page: sharing one says nothing about being the same.
SHARED_HOSTS = frozenset(
    [
        "facebook.com",
        "fb.com",
        "twitter.com",
        "x.com",
        "instagram.com",
        "linkedin.com",
        "youtube.com",
        "youtu.be",
        "vimeo.com",
        "tumblr.com",
        "wordpress.com",
        "blogspot.com",
        "blogger.com",
        "wixsite.com",
        "wix.com",
        "weebly.com",
        "jimdo.com",
        "jimdofree.com",
        "squarespace.com",
        "webnode.com",
        "github.io",
        "github.com",
        "gitlab.io",
        "sites.google.com",
        "google.com",
        "docs.google.com",
        "medium.com",
        "meetup.com",
        "eventbrite.com",
        "linktr.ee",
        "strikingly.com",
        "over-blog.com",
        "canalblog.com",
        "free.fr",
        "orange.fr",
        "t-online.de",
        "altervista.org",
        "ec.europa.eu",
        "europa.eu",
        "cordis.europa.eu",
        "archive.org",
        "bit.ly",
        "goo.gl",
        "helloasso.com",
        "betterplace.org",
        "change.org",
        "indiegogo.com",
        "kickstarter.com",
        "myshopify.com",
        "etsy.com",
        "notion.site",
        "webflow.io",
        "business.site",
    ]
)
# Where a registered name has three parts rather than two.
_TWO_PART_ENDS = frozenset(
    {"co", "org", "ac", "gov", "com", "net", "edu", "ltd", "plc", "nhs", "sch", "gouv", "asso"}
)


def domain(website: str) -> str:
    """The registered name behind an address ("https://www.a.org.uk/x" → "a.org.uk"), "" for a shared host."""
    parts = _split(website) if website else None
    if parts is None:
        return ""
    host = (parts.hostname or "").removeprefix("www.")
    labels = host.split(".")
    if host in SHARED_HOSTS:
        return ""
    size = 3 if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _TWO_PART_ENDS else 2
    name = ".".join(labels[-size:])
    # A page below a shared host is one organisation's own: rescue.wordpress.com.
    return host if name in SHARED_HOSTS else name

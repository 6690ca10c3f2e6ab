"""Languages: catalogues, names of languages and countries, dates and numbers. No Flask here."""

from __future__ import annotations

import gettext
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time, timedelta, tzinfo
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import Locale
from babel.core import get_global
from babel.dates import format_date, format_time, format_timedelta
from babel.languages import get_official_languages
from babel.lists import format_list
from babel.numbers import format_decimal
from babel.units import format_unit

CATALOGUES = Path(__file__).parent / "translations"
DOMAIN = "messages"

Gettext = Callable[[str], str]

# English here is Europe's: 14 November 2026, not November 14.
# Without a language Babel takes that of the machine: never in a mail.
LOCALES = {"en": "en_GB", "": "en_GB"}


@cache
def catalogue_of(language: str) -> gettext.NullTranslations:
    """The messages of a language; English, the source, answers what it is given."""
    return gettext.translation(DOMAIN, str(CATALOGUES), languages=[language], fallback=True)


@cache
def gettext_for(language: str) -> Gettext:
    """The translation function of a language."""
    return catalogue_of(language).gettext


def is_spoken(language: str) -> bool:
    """Whether we have messages in this language."""
    return language == "en" or gettext.find(DOMAIN, str(CATALOGUES), [language]) is not None


def languages_of(country: str) -> tuple[str, ...]:
    """The official languages of a country, the one that most people speak first; none where it is empty."""
    return tuple(get_official_languages(country, de_facto=True)) if country else ()


MAIN_ZONES = {"CY": "Asia/Nicosia", "PT": "Europe/Lisbon", "UA": "Europe/Kiev"}
"""Where nearly everybody of a country with several zones lives, if that is not on central European time."""


@cache
def zone_of(country: str) -> ZoneInfo:
    """The time of most of a country; central European time where we do not know better."""
    zones = get_global("territory_zones").get(country, ())
    return ZoneInfo(zones[0] if len(zones) == 1 else MAIN_ZONES.get(country, "Europe/Brussels"))


def moment(value: datetime, language: str, zone: tzinfo) -> str:
    """A day and a time of day as a clock in the zone shows it, such as 14 November 2026, 09:30."""
    locale = LOCALES.get(language, language)
    return f"{day(value.astimezone(zone).date(), language)}, {format_time(value, 'short', zone, locale)}"


def hour(value: int, language: str) -> str:
    """A full hour as a clock shows it, such as 21:00."""
    return str(format_time(time(value), "short", locale=LOCALES.get(language, language)))


@cache
def _locale(language: str) -> Locale:
    """What Babel knows of a language; a page asks for the names of a thousand countries."""
    return Locale.parse(language)


def language_name(code: str, language: str) -> str:
    """The name of a language, in a language: `de` in English is German."""
    return str(_locale(language).languages.get(code, code))


def own_name(code: str) -> str:
    """The name of a language in itself, as a switch shows it."""
    name = Locale.parse(code).get_display_name(code) or code
    return name[:1].upper() + name[1:]


def country_name(code: str, language: str) -> str:
    """The name of a country; empty stays empty."""
    return str(_locale(language).territories.get(code, code))


def country_names(language: str) -> list[tuple[str, str]]:
    """All countries as (ISO 3166-1 code, name), by name in the order of the language's letters."""
    names = _locale(language).territories
    pairs = [(code, name) for code, name in names.items() if len(code) == 2 and code not in NOT_COUNTRIES]
    return sorted(pairs, key=lambda pair: in_dictionary(pair[1]))


def in_dictionary(word: str) -> str:
    """Where a dictionary has the word: Österreich beside Oman, not after Z."""
    letters = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def day(value: date, language: str) -> str:
    """A day in words, such as 14 November 2026."""
    return format_date(value, format="long", locale=LOCALES.get(language, language))


def number(value: float, language: str) -> str:
    """A number with the separators of the language, without decimals."""
    # Below a thousand all our languages write it alike, and pages write hundreds of them.
    if 0 <= (whole := round(value)) < 1000:
        return str(whole)
    return _minus(format_decimal(whole, locale=LOCALES.get(language, language)))


def tenths(value: float, language: str) -> str:
    """A number with one decimal, such as a median of days."""
    return _minus(format_decimal(value, format="0.0", locale=LOCALES.get(language, language)))


def decimal(value: float, language: str) -> str:
    """A number with two decimals, such as a score."""
    return _minus(format_decimal(value, format="0.00", locale=LOCALES.get(language, language)))


def measure(value: float, language: str) -> str:
    """A number with three decimals, such as a measured share."""
    return _minus(format_decimal(value, format="0.000", locale=LOCALES.get(language, language)))


def file_size(size: int, language: str) -> str:
    """How large a file is: 12 kB, 1.4 MB."""
    unit, parts, form = ("megabyte", 1024 * 1024, "0.#") if size >= 1024 * 1000 else ("kilobyte", 1024, "0")
    value = max(size / parts, 1)
    locale = LOCALES.get(language, language)
    return format_unit(value, f"digital-{unit}", length="short", format=form, locale=locale)


def duration(days: int, language: str) -> str:
    """A span of time, rounded to its largest unit, such as 7 months."""
    span = timedelta(days=days)
    return format_timedelta(span, granularity="day", threshold=1.0, locale=LOCALES.get(language, language))


def list_of(words: list[str], language: str) -> str:
    """Words joined as a sentence does: a, b and c."""
    return format_list(words, locale=LOCALES.get(language, language))


def _minus(text: str) -> str:
    """A number with a minus sign where most languages' data have the hyphen of a keyboard."""
    return text.replace("-", "\N{MINUS SIGN}")


# Babel's regions that are no countries: unions, pseudo-accents, unknown.
NOT_COUNTRIES = frozenset(
    {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "AC", "CP", "DG", "IC", "TA", "EA", "CQ"}
)

"""The names of countries in the languages of Europe, gathered from CLDR by Babel, with our own additions."""

from __future__ import annotations

import csv
from pathlib import Path

from babel import Locale
from babel.core import get_global

from matchmaker.core.names import fold

LANGUAGES = (
    *("en", "bg", "cs", "da", "de", "el", "es", "et", "fi", "fr", "ga", "hr", "hu", "it", "lt", "lv"),
    *("mt", "nl", "pl", "pt", "ro", "sk", "sl", "sv", "nb", "nn", "is", "sq", "bs", "mk", "sr", "sr_Latn"),
    *("tr", "uk", "ru", "ka", "hy", "az", "be", "ca", "eu", "gl", "cy", "lb", "ar"),
)
"""English first, so that an English name keeps its meaning; then the Union's languages, then neighbours'."""

# CLDR knows groupings, pseudo-regions and exceptional reservations that are no countries.
_NOT_COUNTRIES = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}

VARIANTS = {
    "GB": "UK|U.K.|Great Britain|Britain|England|Scotland|Wales|Northern Ireland|GBR|UKI"
    "|United Kingdom of Great Britain and Northern Ireland|Großbritannien|Grande-Bretagne|Gran Bretagna"
    "|Gran Bretaña|Wielka Brytania|Angleterre|Cymru|Alba",
    "GR": "EL|Hellas|Ellas|Ellada|Elláda|Hellenic Republic|GRC",
    "CZ": "Czech Republic|Česká republika|Tschechische Republik|République tchèque|Cesko",
    "SK": "Slovak Republic|Slovenská republika",
    "MK": "Macedonia, the former Yugoslav Republic of|The former Yugoslav Republic of Macedonia|FYROM"
    "|FYR Macedonia|Macedonia|Republic of North Macedonia|Macedonia (FYROM)",
    "KR": "Korea, Republic of|Republic of Korea|Korea (South)|Korea|Republic Korea",
    "KP": "Korea, Democratic People's Republic of|Democratic People's Republic of Korea|DPRK",
    "RU": "Russian Federation|Russische Föderation",
    "MD": "Moldova, Republic of|Republic of Moldova",
    "IR": "Iran, Islamic Republic of|Islamic Republic of Iran|Persia",
    "SY": "Syrian Arab Republic",
    "TZ": "Tanzania, United Republic of|United Republic of Tanzania",
    "VE": "Venezuela, Bolivarian Republic of",
    "BO": "Bolivia, Plurinational State of",
    "LA": "Lao People's Democratic Republic",
    "VN": "Viet Nam",
    "BN": "Brunei Darussalam",
    "CD": "Congo, the Democratic Republic of the|Democratic Republic of the Congo|DR Congo|DRC|Zaire",
    "CG": "Congo|Republic of the Congo",
    "CI": "Cote d'Ivoire|Ivory Coast",
    "CV": "Cape Verde",
    "SZ": "Swaziland",
    "MM": "Burma",
    "TL": "East Timor",
    "TW": "Taiwan, Province of China",
    "PS": "Palestine|Palestine, State of|Palestinian Territory, Occupied",
    "HK": "Hong Kong",
    "MO": "Macao|Macau",
    "VA": "Holy See|Holy See (Vatican City State)|Vatican",
    "US": "USA|U.S.|U.S.A.|United States of America|America",
    "AE": "UAE",
    "NL": "Holland|The Netherlands|Nederland",
    "IE": "Republic of Ireland|Eire|Éire",
    "TR": "Türkiye|Turkiye|Turkey",
    "XK": "Kosovo*|Kosovo, UNSCR 1244|Kosova",
    "BA": "Bosnia|Bosnia-Herzegovina|Bosnia & Herzegovina|BiH",
    "RS": "Republic of Serbia",
    "BY": "Belorussia",
    "CY": "Republic of Cyprus",
    "LU": "Grand Duchy of Luxembourg",
    "DE": "Federal Republic of Germany|Bundesrepublik Deutschland|BRD",
    "PT": "Portuguese Republic",
    "RE": "Reunion|La Réunion",
}
"""What spreadsheets write beside the CLDR names: older, official, inverted and short forms."""


def gather_names() -> dict[str, list[str]]:
    """All names by ISO code, each folded name once; a name belongs to the first country that claims it."""
    taken: set[str] = set()
    names: dict[str, list[str]] = {code: [] for code in _codes()}

    def claim(code: str, name: str) -> None:
        folded = fold(name)
        if folded and folded not in taken:
            taken.add(folded)
            names[code].append(name)

    for code in names:
        claim(code, code)
    for alias, targets in get_global("territory_aliases").items():
        # The aliases that have three letters are the alpha-3 codes.
        if len(targets) == 1 and targets[0] in names and len(alias) == 3 and alias.isalpha():
            claim(targets[0], alias)
    for code, variants in VARIANTS.items():
        for name in variants.split("|"):
            claim(code, name)
    for language in LANGUAGES:
        territories = Locale.parse(language).territories
        for code in names:
            name = territories.get(code, "")
            claim(code, name)
            if language == "en":
                claim(code, name.replace("&", "and").replace("St.", "Saint"))
    return names


def _codes() -> list[str]:
    codes = map(str, Locale.parse("en").territories)
    return sorted(code for code in codes if len(code) == 2 and code.isalpha() and code not in _NOT_COUNTRIES)


def write_countries(path: Path) -> int:
    """Write one row per country, its names joined by "|"; the number of countries."""
    names = gather_names()
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["code", "names"])
        writer.writerows([code, "|".join(its)] for code, its in names.items())
    return len(names)

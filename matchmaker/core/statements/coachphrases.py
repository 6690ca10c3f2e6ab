"""The turns of phrase by which the writing coach knows for whom, where and when, slogans and streets."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrases:
    """One language: for whom, where or how much, slogans, and addresses of streets."""

    people: re.Pattern[str]
    measures: re.Pattern[str]
    slogans: re.Pattern[str]
    street: re.Pattern[str]


def _any(*parts: str, case: bool = False) -> re.Pattern[str]:
    return re.compile("|".join(parts), re.NOFLAG if case else re.IGNORECASE)


# Before a name a word of place tells where: "in Lyon". Languages and the like are no places.
_NO_PLACE_EN = "(?!English|German|French|Polish|Arabic)"
_NO_PLACE_DE = (
    "(?!(?:Zusammenarbeit|Kooperation|Zukunft|Form|Not|Arbeit|Deutsch|Englisch|Polnisch|Arabisch)\\b)"
)

_EN = Phrases(
    people=_any(
        r"\b(?:young|older?|deaf|blind|disabled|homeless|unemployed|lonely|local) people\b",
        r"\bpeople \w+ing\b",
        r"\b(?:people|those|anybody|somebody|men) (?:with|without|who|on|from|in|aged|over|under|just)\b",
        r"\bfor (?:our|us|other|small|every|each)\b",
    ),
    measures=_any(rf"\b(?:in|near|at|from|around|between|to) {_NO_PLACE_EN}[A-ZÀ-Ž]\w", case=True),
    slogans=_any(
        r"\btogether (?:we|for|towards?|into)\b",
        r"\bstronger together\b",
        r"\bjoin us\b",
        r"\bbe part of\b",
        r"\blet['’]s\b",
        r"\b(?:better|brighter|fairer|new) (?:future|world|tomorrow|society)\b",
        r"\bmak\w+ (?:a|the) difference\b",
        r"\b(?:change|changing|shape|shaping|transform\w*) (?:the|our|your) (?:world|future|lives|society)\b",
        r"\bthe future (?:is|starts|begins|belongs|needs)\b",
        r"\bempower\w* (?:people|communities|everyone)\b",
        r"\bunlock\w*\b",
        r"\bwith (?:heart|passion|love)\b",
        r"\bno(?:body| one) left behind\b",
        r"\bpeople (?:first|before profit)\b",
        r"\bbecause (?:every|we|people)\b",
    ),
    street=_any(
        r"\b\d{1,4}[a-z]? (?:[A-Z][\w'’-]+ ){1,3}(?:Street|Road|Lane|Avenue|Square|Drive|Close|Terrace|Rd)\b",
        case=True,
    ),
)

_DE = Phrases(
    people=_any(
        r"\b(?:menschen|personen|leute|jemand\w*|alle),? (?:mit|ohne|in|aus|über|ab|die|der|von|auf|nach)\b",
        r"\b(?:junge|alte|ältere|gehörlose|blinde|wohnungslose|einsame) (?:menschen|leute)\b",
        r"\bfür (?:unser\w*|uns|andere|kleine)\b",
    ),
    measures=_any(
        rf"\b(?:in|bei|nahe|um|aus|ab|bis|nach) {_NO_PLACE_DE}[A-ZÄÖÜ]\w",
        r"\bvor Ort\b",
        r"\b(?:Stadt|Kreis|Raum) [A-ZÄÖÜ]",
        case=True,
    ),
    slogans=_any(
        r"\bgemeinsam (?:sind|für|gestalten|schaffen|stark|in die|mehr|bewegen)\b",
        r"\bmach(?:t|en sie)? mit\b",
        r"\bsei(?:d|en sie)? dabei\b",
        r"\bzukunft (?:gestalten|beginnt|braucht|gehört|gestaltet)\b",
        r"\b(?:bessere|gerechtere|neue) (?:welt|zukunft|gesellschaft)\b",
        r"\bmit (?:herz|leidenschaft)\b",
        r"\bmensch\w* (?:verbinden|stärken|im mittelpunkt)\b",
        r"\bvielfalt leben\b",
        r"\binnovation trifft\b",
        r"\bweil (?:jede|wir|es)\w*\b",
        r"\bdie welt (?:verändern|verbessern)\b",
        r"\bwir bewegen\b",
        r"\bmehr als nur\b",
        r"\bpotenziale? (?:entfalten|wecken)\b",
        r"\bneue wege\b",
    ),
    street=_any(
        r"\b[A-ZÄÖÜ][\w-]*(?:straße|strasse|str\.|weg|platz|gasse|allee|ufer)\s\d{1,4}\s?[a-z]?\b",
        r"\b(?:Straße|Weg|Platz) \d{1,4}\b",
        case=True,
    ),
)

_FR = Phrases(
    people=_any(
        r"\bpersonnes? (?:en|sans|qui|avec|âgées?|handicapées?|sourdes?|isolées?|ayant|de)\b",
        r"\bsans[- ]abri\b",
        r"\bpour (?:nos|notre|nous|d['’]autres|les petites)\b",
    ),
    measures=_any(
        r"(?:\b(?:à|près de|autour de|dans le|de|en) |\bd['’])(?!L['’])[A-ZÀ-Ž]\w",
        r"\bprès d",
        r"\bsur place\b",
        case=True,
    ),
    slogans=_any(
        r"\bensemble,? (?:nous|pour|on|construi\w*|faisons|chang\w*|vers)\b",
        r"\brejoignez\b",
        r"\bplus forts? ensemble\b",
        r"\b(?:monde|avenir|société) (?:meilleure?|plus juste|durable|solidaire)\b",
        r"\bchang(?:er|eons|ez) le monde\b",
        r"\bfai\w+ la différence\b",
        r"\bagi\w+ ensemble\b",
        r"\bl['’]humain (?:au c|d['’]abord)",
        r"\bparce que (?:chacun|nous|chaque)\b",
        r"\bos(?:ez|ons)\b",
        r"\bavec (?:passion|cœur)\b",
        r"\bconstrui\w+ (?:demain|l['’]avenir)\b",
        r"\bl['’]avenir (?:est|commence|appartient)\b",
        r"\bdonn\w+ du sens\b",
        r"\blibér\w+ (?:le|les|votre) potentiels?\b",
    ),
    street=_any(
        r"\b\d{1,4}(?: (?:bis|ter))?,? (?:rue|avenue|boulevard|place|chemin|impasse|allée|quai)\b",
    ),
)

PHRASES: Mapping[str, Phrases] = {"en": _EN, "de": _DE, "fr": _FR}
"""By the code of the language."""

"""Which sentences each signal gets; one small function per signal, all from what the signal measured."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from matchmaker.core.entities import Profile
from matchmaker.core.explain import Part, Reason, Terms
from matchmaker.core.index import Field, Passage
from matchmaker.core.quotes import quote_pair
from matchmaker.core.signals import Asked, Reading
from matchmaker.core.signals.asked import REGIONAL_KM
from matchmaker.core.signals.exchange import ABOUT_SHARE
from matchmaker.core.signals.pool import themes_of
from matchmaker.core.words import N_

SHOWN = ("exchange", "subject", "themes", "partners", "closeness", "place")
"""Signals that make a reason worth a sentence of its own; the others stand among the figures."""

WEAK = 0.03
"""A direction of exchange below this cosine is not worth a sentence."""

Told = tuple[tuple[Part, ...], dict[str, object]]


@dataclass(frozen=True, slots=True)
class Case:
    """One candidate, by number, and all that was measured for them."""

    asked: Asked
    number: int
    readings: Mapping[str, Reading]

    @property
    def profile(self) -> Profile:
        """The candidate."""
        return self.asked.pool.profiles[self.number]

    def value(self, signal: str, key: str) -> float:
        """One number behind a signal."""
        return float(self.readings[signal].detail[key][self.number])


def _quotable(passages: Iterable[Passage]) -> list[str]:
    """The texts that may be quoted: not names and labels, which count lightly."""
    return [text for text, weight in passages if weight >= 1]


def _direction(case: Case, mine: Field, theirs: Field, message: str) -> tuple[Part | None, dict[str, object]]:
    """One pair of fields as a sentence with a quote of each side."""
    asked = case.asked
    shared = asked.pool.index.shared(asked.vectors[mine], theirs, case.number)
    own, other = asked.texts.field(mine), asked.pool.texts[case.number].field(theirs)
    evidence: dict[str, object] = {
        "yours_from": mine.name.lower(),
        "theirs_from": theirs.name.lower(),
        "terms": _rounded(shared),
    }
    pair = quote_pair(_quotable(own), _quotable(other), shared)
    if pair is None:
        return _by_name(own, case.profile.name, shared), evidence
    yours, their = pair
    evidence |= {"yours": yours.text, "theirs": their.text}
    if yours.marks:
        return Part(message, {"yours": yours, "theirs": their}), evidence
    # Many weak words and no strong one: nothing is marked, and the sentence says no more than that.
    return Part(N_("Similar subject: they write “%(theirs)s”."), {"theirs": their}), evidence


def _by_name(own: Iterable[Passage], name: str, shared: Mapping[str, float]) -> Part | None:
    """The sentence where their name has the words and none of their texts does."""
    pair = quote_pair(_quotable(own), [name], shared)
    if pair is None:
        return None
    message = N_("You write “%(yours)s”. They are called “%(theirs)s”.")
    return Part(message, {"yours": pair[0], "theirs": pair[1]})


def _rounded(shared: Mapping[str, float]) -> dict[str, float]:
    """The strongest eight terms of a match."""
    first = sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:8]
    return {term: round(value, 4) for term, value in first}


def _exchange(case: Case) -> Told:
    """Both directions, the stronger first; a description stands in where there is no offer."""
    told: list[tuple[float, Part | None, str, dict[str, object]]] = []
    forward, backward = case.value("exchange", "forward"), case.value("exchange", "backward")
    if forward >= WEAK:
        offered = case.value("exchange", "offer") >= ABOUT_SHARE * case.value("exchange", "able")
        field, message = (
            (Field.OFFERS, N_("You look for “%(yours)s”. They offer “%(theirs)s”."))
            if offered
            else (Field.ABOUT, N_("You look for “%(yours)s”. They write “%(theirs)s”."))
        )
        told.append((forward, *_said(case, Field.NEEDS, field, message, "they_give")))
    if backward >= WEAK:
        offered = case.value("exchange", "need") >= ABOUT_SHARE * case.value("exchange", "fits")
        field, message = (
            (Field.OFFERS, N_("You offer “%(yours)s”. They look for “%(theirs)s”."))
            if offered
            else (Field.ABOUT, N_("They look for “%(theirs)s”. You write “%(yours)s”."))
        )
        told.append((backward, *_said(case, field, Field.NEEDS, message, "you_give")))
    told.sort(key=lambda item: -item[0])
    parts = tuple(part for _, part, _, _ in told if part)
    return parts, {key: evidence for _, _, key, evidence in told}


def _said(
    case: Case, mine: Field, theirs: Field, message: str, direction: str
) -> tuple[Part | None, str, dict[str, object]]:
    """One direction of exchange, under its name."""
    part, evidence = _direction(case, mine, theirs, message)
    return part, direction, evidence


def _subject(case: Case) -> Told:
    message = N_("You do similar work. You write “%(yours)s”. They write “%(theirs)s”.")
    part, evidence = _direction(case, Field.ABOUT, Field.ABOUT, message)
    return (part or Part(N_("Your descriptions are about a similar subject.")),), evidence


def _themes(case: Case) -> Told:
    asked = case.asked
    common = sorted(themes_of(asked.profile) & themes_of(case.profile))
    stated = {key for need in asked.wanted for key in need.themes} & themes_of(case.profile)
    keys = [key for key in sorted(common, key=lambda key: (key not in stated, key)) if key in asked.labels]
    gives, takes = case.value("themes", "gives") > 0, case.value("themes", "takes") > 0
    evidence: dict[str, object] = {"themes": common, "they_give": gives, "you_give": takes}
    labels = Terms(tuple(asked.labels[key] for key in keys[:3]))
    if not labels.labels:
        return (Part(N_("You work on the same themes.")),), evidence
    parts = [Part(N_("You both work on %(themes)s."), {"themes": labels})]
    if gives and takes:
        parts.append(Part(N_("Each of you offers the kind of help that the other looks for.")))
    elif gives:
        parts.append(Part(N_("They offer the kind of help that you look for.")))
    elif takes:
        parts.append(Part(N_("You offer the kind of help that they look for.")))
    return tuple(parts), evidence


def _name(case: Case, key: str) -> str:
    """The name of a stakeholder in the pool."""
    return case.asked.pool.profiles[case.asked.pool.number[key]].name


def _partners(case: Case) -> Told:
    common = case.asked.pool.network.common(case.asked.profile.id, case.profile.id)
    evidence: dict[str, object] = {"partners": common[:10], "count": len(common)}
    if len(common) == 1:
        return (
            Part(N_("Both of you work with %(partner)s."), {"partner": _name(case, common[0])}),
        ), evidence
    if len(common) == 2:
        slots = {"first": _name(case, common[0]), "second": _name(case, common[1])}
        return (Part(N_("Both of you work with %(first)s and %(second)s."), slots),), evidence
    slots = {"partner": _name(case, common[0]), "others": str(len(common) - 1)}
    message = N_("Both of you work with %(partner)s and %(others)s others.")
    return (Part(message, slots),), evidence


def _closeness(case: Case) -> Told:
    chain = case.asked.pool.network.path(case.asked.profile.id, case.profile.id)
    evidence: dict[str, object] = {"chain": list(chain), "rank": case.value("closeness", "rank")}
    if len(chain) == 1:
        return (
            Part(N_("%(partner)s works with both of you."), {"partner": _name(case, chain[0])}),
        ), evidence
    if len(chain) == 2:
        slots = {"first": _name(case, chain[0]), "second": _name(case, chain[1])}
        message = N_("You work with %(first)s, who works with %(second)s, a partner of theirs.")
        return (Part(message, slots),), evidence
    return (Part(N_("They are not far from you in the network of partners.")),), evidence


def _place(case: Case) -> Told:
    km = case.value("place", "km")
    if km == km:
        evidence: dict[str, object] = {"km": round(km, 1)}
        if km < 1:
            return (Part(N_("They are in the same place as you.")),), evidence
        return (Part(N_("They are %(km)s km from you."), {"km": str(round(km))}),), evidence
    if case.asked.same_nuts3[case.number]:
        return (Part(N_("They are in the same area as you.")),), {"region": case.profile.region}
    if case.asked.same_nuts2[case.number]:
        return (Part(N_("They are in the same region as you.")),), {"region": case.profile.region[:4]}
    return (Part(N_("They are in the same country as you.")),), {"country": case.profile.country}


def _language(case: Case) -> Told:
    shared = [code for code in case.profile.languages if code in case.asked.profile.languages]
    return (Part(N_("You have a language in common.")),), {"languages": shared}


def _role(case: Case) -> Told:
    kind = case.profile.kind
    return (Part(N_("They are the kind of partner that is often looked for.")),), {
        "kind": kind and kind.value
    }


def _freshness(case: Case) -> Told:
    verified = case.profile.verified
    day = verified.isoformat() if verified else None
    return (Part(N_("They confirmed their profile lately.")),), {"verified": day}


TELLERS: dict[str, Callable[[Case], Told]] = {
    "exchange": _exchange,
    "subject": _subject,
    "themes": _themes,
    "partners": _partners,
    "closeness": _closeness,
    "place": _place,
    "language": _language,
    "role": _role,
    "freshness": _freshness,
}


def account(case: Case, contributions: Mapping[str, float]) -> tuple[Reason, ...]:
    """One reason for each signal that contributed, the strongest first: they sum to the score."""
    reasons = []
    for signal, contribution in contributions.items():
        if contribution > 0:
            parts, evidence = TELLERS[signal](case)
            reasons.append(Reason(signal, contribution, evidence, parts))
    return tuple(sorted(reasons, key=lambda reason: (-reason.contribution, reason.signal)))


def chosen(reasons: Iterable[Reason], *, most: int = 3) -> tuple[Reason, ...]:
    """The reasons to show, the strongest first: with a sentence of their own, the network once."""
    shown: list[Reason] = []
    network = 0
    for reason in reasons:
        of_network = reason.signal in ("partners", "closeness")
        if reason.signal not in SHOWN or not reason.parts or (of_network and network) or _far(reason):
            continue
        network += of_network
        shown.append(reason)
    return tuple(shown[:most])


def _far(reason: Reason) -> bool:
    """Whether a reason about place would only say that the two are far apart."""
    km = reason.evidence.get("km") if reason.signal == "place" else None
    return isinstance(km, float) and km > REGIONAL_KM

"""Which sentences each signal gets; one small function per signal, all from what the signal measured."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from itertools import chain, islice

from matchmaker.core.accounts import Account, Lead
from matchmaker.core.entities import Profile
from matchmaker.core.explain import Part, Reason, Terms
from matchmaker.core.patterns import MAY, PATTERNS
from matchmaker.core.sides import EACH, GIVES, TAKES, Side, Sides, both_sides
from matchmaker.core.signals.apart import REGIONAL_KM
from matchmaker.core.signals.pool import themes_of
from matchmaker.core.telling import Case, Direction, Told, directions, is_similar, tell_subject
from matchmaker.core.words import N_

__all__ = ["SHOWN", "TELLERS", "Case", "account", "chosen", "in_words", "proven", "told_to_both"]

SHOWN = (
    "exchange", "subject", "themes", "partners", "closeness", "my_partners", "done", "regions", "place",
)  # fmt: skip
"""Signals that make a reason worth a sentence of its own; the others stand among the figures."""

_SHOWN = frozenset(SHOWN)

EXCHANGE = "exchange"
"""The signal of which each direction is a reason of its own."""

NETWORK = ("partners", "closeness")
"""Signals that say the same of the network: one of them is enough."""

IN_WORDS = ("exchange", "subject")
"""Signals whose reasons quote both sides; a strong match shows one of them."""

MOST_THEMES = 2

WORKED_ON = (
    N_("You both work on: %(themes)s."),
    N_("They work on what you look for: %(themes)s."),
    N_("You work on what they look for: %(themes)s."),
    N_("You both look for help with: %(themes)s."),
)
"""What is said of themes in common: only who offers something or names a theme as their own works on it."""

NEITHER = 3
"""Where both only look for help there is no reason to meet."""

OFFICIAL = 2
"""Where the official lists stand behind our own themes and the people they are for."""


def _themes(case: Case) -> Told:
    asked = case.asked
    common = sorted(themes_of(asked.profile) & themes_of(case.profile))
    stated = {key for need in asked.wanted for key in need.themes} & themes_of(case.profile)
    # What a need names comes first, then our own themes before the official lists, then what both work on,
    # then what few work on.
    keys = sorted(
        (key for key in common if key in asked.labels),
        key=lambda key: (key not in stated, *_sort_of(case, key), asked.pool.themes.spread(key), key),
    )
    gives, takes = case.value("themes", "gives") > 0, case.value("themes", "takes") > 0
    evidence: dict[str, object] = {"themes": common, "they_give": gives, "you_give": takes}
    if not keys:
        return Told((Part(N_("You work on the same themes.")),), evidence)
    scheme, work = _sort_of(case, keys[0])
    alike = [key for key in keys if _sort_of(case, key) == (scheme, work)][:MOST_THEMES]
    labels = Terms(tuple(asked.labels[key] for key in alike))
    parts = [Part(WORKED_ON[work], {"themes": labels})]
    if gives and takes:
        parts.append(Part(EACH))
    elif gives:
        parts.append(Part(TAKES))
    elif takes:
        parts.append(Part(GIVES))
    # That both are public bodies, say, is a fact for the figures and no reason to meet.
    return Told(tuple(parts), evidence, worth=scheme < OFFICIAL and work < NEITHER)


def _sort_of(case: Case, key: str) -> tuple[int, int]:
    """The scheme of a theme in common, and who of the two works on it: a place in `WORKED_ON`."""
    mine, theirs = key in _work_of(case.asked.profile), key in _work_of(case.profile)
    return _scheme(key), (0 if mine and theirs else 1 if theirs else 2 if mine else NEITHER)


def _work_of(profile: Profile) -> frozenset[str]:
    """The themes on which somebody works, without those of needs alone."""
    return frozenset(profile.themes).union(key for offer in profile.offers for key in offer.themes)


def _scheme(key: str) -> int:
    """Our own themes first, then the people they are for, then the official lists."""
    return {"theme": 0, "group": 1}.get(key.partition("-")[0], OFFICIAL)


def _name(case: Case, key: str) -> str:
    """The name of a stakeholder in the pool."""
    return case.asked.whole.profiles[case.asked.whole.number[key]].name


def _partners(case: Case) -> Told:
    common = case.asked.pool.network.common(case.asked.profile.id, case.profile.id)
    evidence: dict[str, object] = {"partners": common[:10], "count": len(common)}
    slots: dict[str, str]
    if len(common) == 1:
        message, slots = N_("Both of you work with %(partner)s."), {"partner": _name(case, common[0])}
    elif len(common) == 2:
        message = N_("Both of you work with %(first)s and %(second)s.")
        slots = {"first": _name(case, common[0]), "second": _name(case, common[1])}
    else:
        message = N_("Both of you work with %(partner)s and %(others)s others.")
        slots = {"partner": _name(case, common[0]), "others": str(len(common) - 1)}
    return Told((Part(message, slots),), evidence)


def _closeness(case: Case) -> Told:
    chain = case.chain
    evidence: dict[str, object] = {"chain": list(chain), "rank": case.value("closeness", "rank")}
    if len(chain) == 1:
        part = Part(N_("%(partner)s works with both of you."), {"partner": _name(case, chain[0])})
    elif len(chain) == 2:
        slots = {"first": _name(case, chain[0]), "second": _name(case, chain[1])}
        message = N_("%(first)s, a partner of yours, works with %(second)s, a partner of theirs.")
        part = Part(message, slots)
    else:
        part = Part(N_("They are not far from you in the network of partners."))
    # Whom nobody can name is no way to meet them.
    return Told((part,), evidence, worth=bool(chain))


def _place(case: Case) -> Told:
    km = case.value("place", "km")
    if km == km:
        said = N_("They are in the same place as you.") if km < 1 else N_("They are %(km)s km from you.")
        # Being far apart is no reason to meet.
        return Told((Part(said, {"km": str(round(km))}),), {"km": round(km, 1)}, worth=km <= REGIONAL_KM)
    region, country = case.profile.region, case.profile.country
    if case.asked.same_nuts3[case.number]:
        return Told((Part(N_("They are in the same area as you.")),), {"region": region})
    if case.asked.same_nuts2[case.number]:
        return Told((Part(N_("They are in the same region as you.")),), {"region": region[:4]})
    return Told((Part(N_("They are in the same country as you.")),), {"country": country})


def _language(case: Case) -> Told:
    shared = [code for code in case.profile.languages if code in case.asked.profile.languages]
    return Told((Part(N_("You have a language in common.")),), {"languages": shared})


def _freshness(case: Case) -> Told:
    verified = case.profile.verified
    day = verified.isoformat() if verified else None
    return Told((Part(N_("They confirmed their profile lately.")),), {"verified": day})


TELLERS: dict[str, Callable[[Case], Told]] = {
    "subject": tell_subject,
    "themes": _themes,
    "partners": _partners,
    "closeness": _closeness,
    "place": _place,
    "language": _language,
    "freshness": _freshness,
    **PATTERNS,
}


_MAY: Mapping[str, Callable[[Case], bool]] = {
    "subject": is_similar,
    "closeness": lambda case: bool(case.chain),
    "place": lambda case: not case.value("place", "km") > REGIONAL_KM,
    **MAY,
}
"""Where it is known before a word is said that a sentence is not worth a place on a card."""


def account(case: Case, contributions: Mapping[str, float]) -> Account:
    """The reasons of every signal that contributed, the strongest first: they sum to the score."""
    leads: list[Lead] = []
    rest: list[tuple[str, float]] = []
    for signal, contribution in contributions.items():
        if contribution <= 0:
            continue
        if signal == EXCHANGE:
            leads += [_of_direction(one, contribution * one.share) for one in directions(case)]
        elif signal in _SHOWN:
            leads.append(_lead(signal, contribution, case))
        else:
            rest.append((signal, contribution))
    return Account(leads, lambda: [_lead(*one, case) for one in rest], len(rest))


def _lead(signal: str, contribution: float, case: Case) -> Lead:
    """The lead of a signal of which each side has as much, or of themes, which may say something of both."""

    def reason() -> Reason:
        told = TELLERS[signal](case)
        return Reason(signal, contribution, told.evidence, told.parts, told.worth)

    side, may = None if signal == "themes" else Side.BOTH, _MAY.get(signal)
    if may is None:
        return Lead(signal, contribution, reason, side=side)
    return Lead(signal, contribution, reason, side=side, may=partial(may, case))


def _of_direction(one: Direction, contribution: float) -> Lead:
    """The lead of one direction of exchange."""

    def reason() -> Reason:
        told = one.told
        return Reason(EXCHANGE, contribution, told.evidence, told.parts, told.worth)

    return Lead(EXCHANGE, contribution, reason, side=one.side, gives=one.gives, may=one.may_be_worth)


def in_words(reasons: Iterable[Reason]) -> bool:
    """Whether one of these reasons quotes both sides and marks what they share."""
    return any(map(_quotes, map(Lead.of, reasons)))


def proven(account: Account) -> bool:
    """Whether the reasons that a list shows of this account are `in_words`.

    They are wherever any is: no other reason takes its place, for what is worth a sentence and has the same
    quote is itself in words.
    """
    return any(map(_quotes, sorted(account.telling, key=_of_exchange)))


def _quotes(lead: Lead) -> bool:
    return lead.signal in IN_WORDS and lead.in_words


def _of_exchange(lead: Lead) -> bool:
    """Sorts what answers a need before the rest."""
    return lead.signal != EXCHANGE


def chosen(reasons: Iterable[Reason], *, most: int = 3) -> tuple[Reason, ...]:
    """The reasons that a list shows: what the reader gains, then what links the two, the strongest first.

    Each is worth a sentence, the network speaks once, and no quote stands twice. Nobody is suggested without
    a word: where at most the place is worth one, what both wrote speaks, else the strongest signal. Of an
    account no more is told than it takes to choose.
    """
    everything = reasons.telling if isinstance(reasons, Account) else [Lead.of(one) for one in reasons]
    told = [one for lead in everything if (one := lead.to_reader())]
    own = [one for one in told if one.signal == EXCHANGE]
    own += [one for one in told if one.signal != EXCHANGE]
    # Who gains nothing in words still learns why: what the other side gains is then the plainest to say.
    if not any(map(_quotes, own)):
        own = [*filter(_quotes, everything), *own]
    shown = _worth_saying(own, most)
    if all(one.signal == "place" for one in shown):
        # Weak words that made the score are shown for what they are, so that the reader can judge them.
        weak = (one for one in everything if one.signal in IN_WORDS and one.reason.marked)
        others = (
            one for one in chain(weak, own, everything) if one.signal in SHOWN and one.signal != "place"
        )
        shown = [*islice((one for one in others if one.reason.parts), 1), *shown]
    # However much weaker, what both wrote is never pushed off the card by the rest.
    if not any(map(_quotes, shown[:most])):
        words = [one for one in shown[most:] if _quotes(one)]
        shown = [*shown[: most - len(words[:1])], *words[:1]]
    return tuple(one.reason for one in shown[:most])


def _worth_saying(leads: Iterable[Lead], most: int) -> list[Lead]:
    """Those that are worth a sentence beside those before them; no more than decide what is shown."""
    shown: list[Lead] = []
    quoted: frozenset[str] = frozenset()
    in_words, only_place, of_network = False, True, False
    for one in leads:
        signal = one.signal
        if len(shown) >= most:
            if in_words:
                break
            # From then on only what both wrote may still be wanted, unless nothing is said yet but the place.
            if signal not in IN_WORDS and not only_place:
                continue
        if signal not in _SHOWN or (of_network and signal in NETWORK) or not one.worth:
            continue
        if not one.reason.parts or not quoted.isdisjoint(quotes := one.reason.quotes):
            continue
        in_words = in_words or (len(shown) < most and _quotes(one))
        only_place = only_place and signal == "place"
        of_network = of_network or signal in NETWORK
        shown.append(one)
        quoted |= quotes
    return shown


def told_to_both(reasons: Iterable[Reason]) -> Sides:
    """The reasons that the step before a request shows: what each side would gain, and what links them."""
    sides = both_sides(one for one in reasons if one.signal in SHOWN and one.parts and one.worth)
    network = [one for one in sides.both if one.signal in NETWORK]
    links = tuple(one for one in sides.both if one not in network[1:])
    return Sides(sides.reader, sides.other, links)

"""What is said of signals that see a pattern: in the company one keeps, in places, in what was done."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from matchmaker.core.entities import Reach
from matchmaker.core.explain import Part
from matchmaker.core.signals.pool import REACHES
from matchmaker.core.telling import Case, Told
from matchmaker.core.words import N_

OFTEN = 2.0
"""Twice as often as any two of the network is worth a sentence."""

_REGIONAL = REACHES.index(Reach.REGIONAL)

ALIKE = 0.15
"""A partner whose text is nearer than this cosine does similar work."""


def _may_be_like_partners(case: Case) -> bool:
    """Whether the work of a partner is like enough to theirs to be named."""
    return bool(case.asked.like_partners(case.number).max(initial=-1.0) >= ALIKE)


def _my_partners(case: Case) -> Told:
    """The partner whose work is most like theirs, by name."""
    asked, pool = case.asked, case.asked.whole
    near = asked.like_partners(case.number)
    if not (near >= 0).any():
        return _plain(N_("They do work like that of your partners."))
    best = int(np.argmax(near))
    partner = pool.profiles[int(asked.partners[best])]
    name = partner.name
    part = Part(N_("They do similar work to %(partner)s, a partner of yours."), {"partner": name})
    evidence = {"partner": partner.id, "likeness": round(float(near[best]), 4)}
    return Told((part,), evidence, worth=bool(name) and near[best] >= ALIKE)


def _their_partners(case: Case) -> Told:
    if case.asked.focused:
        return _plain(N_("Their partners do what you look for."))
    return _plain(N_("Their partners do work like yours."))


def _same_company(_case: Case) -> Told:
    return _plain(N_("Your partners and theirs do similar work."))


def _done(case: Case) -> Told:
    """Whether they did it themselves, or somebody whom they work with."""
    own = case.asked.crowd.share(case.asked.number_of(case.number)) > 0
    if not case.asked.pool.record.activities:
        # Descriptions stand in for what nobody has recorded: they tell what one writes, not what one did.
        said = _near_in_words(case) if own else _their_partners(case).parts[0]
        return Told((said,), {"own": own}, worth=False)
    message = N_("They did something like it before.") if own else N_("Their partners did something like it.")
    return Told((Part(message),), {"own": own}, worth=own)


def _near_in_words(case: Case) -> Part:
    if case.asked.focused:
        return Part(N_("Their description is near to what you look for."))
    return Part(N_("Their description is near to yours."))


def _are_near(case: Case) -> bool:
    return int(case.asked.nearness[case.number]) <= _REGIONAL


def _may_be_often(case: Case) -> bool:
    """Whether organisations of the two areas work together often enough to say so."""
    return round(case.value("regions", "lift"), 2) >= OFTEN and not _are_near(case)


def _regions(case: Case) -> Told:
    lift = round(case.value("regions", "lift"), 2)
    # That neighbours work with each other goes without saying: how near they are is told by the place.
    near = _are_near(case)
    message = N_("Organisations from your area often work with organisations from theirs.")
    if near:
        message = N_("Organisations in your area often work with each other.")
    return Told((Part(message),), {"lift": lift}, worth=lift >= OFTEN and not near)


def _grounds(case: Case) -> Told:
    said = Part(N_("Such things were often done around where they are."))
    return Told((said,), {"lift": round(case.value("grounds", "lift"), 2)}, worth=False)


def _names(case: Case) -> Told:
    if case.asked.focused:
        return _plain(N_("What you look for names them or their town."))
    return _plain(N_("Your names or towns share words."))


def _experience(case: Case) -> Told:
    times = round(case.value("experience", "times"))
    said = Part(N_("They have worked together with others %(times)s times."), {"times": str(times)})
    if times == 1:
        said = Part(N_("They have worked together with others once."))
    if not case.asked.pool.record.activities:
        # A project of twenty is a tie with each of nineteen, and was one time.
        said = Part(N_("They have %(times)s partnerships with others."), {"times": str(times)})
        if times == 1:
            said = Part(N_("They have one partnership with others."))
    return Told((said,), {"times": times}, worth=False)


def _active(case: Case) -> Told:
    said = Part(N_("They began something together with others lately."))
    return Told((said,), {"recent": round(case.value("active", "recent"), 2)}, worth=False)


def _connected(case: Case) -> Told:
    partners = round(case.value("connected", "partners"))
    said = Part(N_("They have %(partners)s partners."), {"partners": str(partners)})
    if partners == 1:
        said = Part(N_("They have one partner."))
    return Told((said,), {"partners": partners}, worth=False)


def _role(case: Case) -> Told:
    kind = case.profile.kind
    said = Part(N_("They are the kind of partner that is often looked for."))
    evidence: dict[str, object] = {"kind": kind and kind.value, "lift": round(case.value("role", "lift"), 2)}
    return Told((said,), evidence, worth=False)


def _plain(message: str) -> Told:
    """A sentence among the figures, which names nobody."""
    return Told((Part(message),), {}, worth=False)


PATTERNS: Mapping[str, Callable[[Case], Told]] = {
    "their_partners": _their_partners,
    "my_partners": _my_partners,
    "same_company": _same_company,
    "done": _done,
    "regions": _regions,
    "grounds": _grounds,
    "names": _names,
    "experience": _experience,
    "active": _active,
    "connected": _connected,
    "role": _role,
}

MAY: Mapping[str, Callable[[Case], bool]] = {"my_partners": _may_be_like_partners, "regions": _may_be_often}
"""Where it is known before a word is said that a sentence is not worth a place on a card."""

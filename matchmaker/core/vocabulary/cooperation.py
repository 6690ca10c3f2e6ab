"""Kinds of cooperation: what one looks for, what one gives, and which gift answers which need."""

from __future__ import annotations

from dataclasses import dataclass

from matchmaker.core.vocabulary.term import Term
from matchmaker.core.words import N_


@dataclass(frozen=True, slots=True)
class Cooperation:
    """One kind of cooperation with its two labels: as a need and as an offer."""

    key: str
    need: str
    offer: str


COOPERATIONS: tuple[Cooperation, ...] = (
    Cooperation("training", N_("Training for us or our people"), N_("Training for others")),
    Cooperation("advice", N_("Advice or coaching"), N_("Advice or coaching for others")),
    Cooperation("space", N_("A place to work, meet or store"), N_("A place that others may use")),
    Cooperation("goods", N_("Goods or materials"), N_("Goods or materials to pass on")),
    Cooperation("equipment", N_("Machines, tools or vehicles"), N_("Machines, tools or vehicles to share")),
    Cooperation("customer", N_("A buyer"), N_("We buy")),
    Cooperation("supplier", N_("A supplier"), N_("We sell and deliver")),
    Cooperation("funding", N_("Money"), N_("Money for others")),
    Cooperation("volunteers", N_("Volunteers"), N_("People who volunteer")),
    Cooperation("project-partner", N_("A partner for a project"), N_("We join projects")),
    Cooperation("policy-change", N_("A change in the rules"), N_("We shape the rules")),
    Cooperation("research", N_("Research or figures"), N_("Research or figures for others")),
    Cooperation("promotion", N_("Somebody who makes us known"), N_("We make others known")),
    Cooperation("network", N_("Contacts and exchange"), N_("A network to join")),
    Cooperation("pilot-site", N_("A place to try something out"), N_("We try new things out")),
    Cooperation("licence", N_("A method or licence to use"), N_("A method or licence for others")),
)

# Beside its own kind, which always answers. Each line is an answer that somebody with the need would be
# glad of, not just a related subject: who needs a buyer is not helped by one who sells.
_ALSO: dict[str, tuple[str, ...]] = {
    "training": ("advice", "licence"),
    "advice": ("training", "network", "research"),
    "space": ("pilot-site",),
    "goods": ("supplier",),
    "equipment": ("supplier", "space", "goods"),
    "customer": ("promotion", "pilot-site"),
    "supplier": ("goods",),
    "project-partner": ("research", "pilot-site", "network"),
    "volunteers": ("network",),
    "research": ("advice", "project-partner"),
    "promotion": ("network",),
    "network": ("promotion",),
    "pilot-site": ("space", "customer", "project-partner"),
    "licence": ("training", "supplier"),
}

COMPLETES: dict[str, frozenset[str]] = {
    kind.key: frozenset((kind.key, *_ALSO.get(kind.key, ()))) for kind in COOPERATIONS
}
"""For each kind of need the kinds of offer that answer it."""

NEEDS_THAT_MEET = frozenset({("customer", "supplier"), ("supplier", "customer")})
"""Pairs of needs that answer each other although neither side wrote an offer: a seller and a buyer."""

NEED_COOPERATIONS: tuple[Term, ...] = tuple(
    Term(kind.key, "cooperation-need", kind.need) for kind in COOPERATIONS
)
OFFER_COOPERATIONS: tuple[Term, ...] = tuple(
    Term(kind.key, "cooperation-offer", kind.offer) for kind in COOPERATIONS
)


def completes(need: str, offer: str) -> bool:
    """Whether an offer of this kind answers a need of that kind; unknown kinds answer nothing."""
    return offer in COMPLETES.get(need, ())

"""One need and one offer of each kind of cooperation, made up: what a good sentence of it looks like."""

from __future__ import annotations

from collections.abc import Mapping

from matchmaker.core.entities import Kind
from matchmaker.core.words import N_

EXAMPLES: Mapping[str, tuple[str, str]] = {
    "training": (
        N_("A course in repairing washing machines for 16 learners, to start before March."),
        N_("Twelve weeks of welding lessons for six young people who look for work, from September."),
    ),
    "advice": (
        N_("Advice on bylaws and taxes for our new cooperative, three evenings in spring."),
        N_("Two mornings a month of advice on wages and contracts for small social enterprises, by video."),
    ),
    "space": (
        N_("A dry ground-floor room of 80 square metres near the station for our bookbinders."),
        N_("A hall with 20 benches for the courses of other clubs, free from Monday to Wednesday."),
    ),
    "goods": (
        N_("Thirty tonnes of clean compost for school gardens before the spring planting."),
        N_("40 kilos of surplus bread every evening for kitchens that cook for people without a home."),
    ),
    "equipment": (
        N_("A van with a ramp for wheelchair users, on two Sundays a month."),
        N_("Four cargo bikes that neighbours and clubs of the district may borrow at weekends."),
    ),
    "customer": (
        N_("A buyer for 120 repaired washing machines a month: landlords or student halls in the region."),
        N_("We buy 200 warm lunches a day for three schools, from social enterprises."),
    ),
    "supplier": (
        N_("A supplier of organic flour, 300 kilos a week, for our bakery and its apprentices."),
        N_("Planters of reclaimed timber for schools and care homes, made to measure in five weeks."),
    ),
    "funding": (
        N_("A loan of 95,000 euros for a boathouse for young people, to be paid back over ten years."),
        N_("Grants of up to 10,000 euros for parents who set up childcare, twice a year."),
    ),
    "volunteers": (
        N_("Ten volunteers who read with pupils aged six to nine, on Tuesday afternoons."),
        N_("Fifteen trained volunteers who go with older people to the doctor, anywhere in the city."),
    ),
    "project-partner": (
        N_("A partner abroad for a European project on day care for people with dementia, from 2027 on."),
        N_("We join projects on work for people from prison; our part is training, in two languages."),
    ),
    "policy-change": (
        N_("A rule by which schools may buy repaired furniture, before the budget of next year."),
        N_("An afternoon with our procurement office for social enterprises that read tenders in vain."),
    ),
    "research": (
        N_("Figures on how many of our 60 learners are still in work after two years."),
        N_("Students who count waste, money and hours saved in repair cafés, one term each year."),
    ),
    "promotion": (
        N_("A newspaper or radio that tells parents in three villages about our night nursery."),
        N_("A page in our monthly magazine for clubs that work with newcomers, 12,000 copies."),
    ),
    "network": (
        N_("Other laundries that employ disabled people, to compare wages twice a year."),
        N_("A circle of 30 food cooperatives that meet each month and visit one another’s kitchens."),
    ),
    "pilot-site": (
        N_("A town that tries our bus on call for older people for one winter."),
        N_("Two care homes that try new tools for night staff for three months and report on them."),
    ),
    "licence": (
        N_("A handbook for language tandems of neighbours that we may translate before summer."),
        N_("Our course for travel companions, free for clubs that report back once a year."),
    ),
}
"""By the key of the kind: first a need, then an offer."""

FITTING: Mapping[str, Mapping[Kind, tuple[str, ...]]] = {
    "need": {
        Kind.ENTERPRISE: ("customer", "training", "space"),
        Kind.INNOVATOR: ("pilot-site", "funding", "licence"),
        Kind.POLICYMAKER: ("research", "project-partner", "pilot-site"),
        Kind.SUPPORT: ("promotion", "network", "volunteers"),
    },
    "offer": {
        Kind.ENTERPRISE: ("space", "supplier", "training"),
        Kind.INNOVATOR: ("licence", "project-partner", "equipment"),
        Kind.POLICYMAKER: ("funding", "customer", "policy-change"),
        Kind.SUPPORT: ("advice", "network", "research"),
    },
}
"""What stakeholders of a kind need and offer most: whose examples stand beside their form."""

USUAL: Mapping[str, tuple[str, ...]] = {"need": ("training", "space"), "offer": ("space", "goods")}
"""The same where the kind of stakeholder is not known."""


def example_of(what: str, cooperation: str) -> str:
    """The example of a kind of cooperation as a need or an offer; "" where there is none."""
    need, offer = EXAMPLES.get(cooperation, ("", ""))
    return need if what == "need" else offer


def examples_for(what: str, kind: Kind | None) -> tuple[str, ...]:
    """The examples that fit a kind of stakeholder."""
    keys = FITTING[what].get(kind, USUAL[what]) if kind else USUAL[what]
    return tuple(example_of(what, key) for key in keys)

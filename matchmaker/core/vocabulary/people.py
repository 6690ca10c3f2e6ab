"""Words for stakeholders: their kinds, and what each kind tells of itself."""

from __future__ import annotations

from dataclasses import dataclass

from matchmaker.core.entities import Kind, Reach
from matchmaker.core.vocabulary.term import Term, table
from matchmaker.core.words import N_


@dataclass(frozen=True, slots=True)
class KindLabel:
    """The words for one kind of stakeholder, for one and for many."""

    one: str
    many: str


KINDS: dict[Kind, KindLabel] = {
    Kind.ENTERPRISE: KindLabel(N_("Social enterprise"), N_("Social enterprises")),
    Kind.INNOVATOR: KindLabel(N_("Social innovator"), N_("Social innovators")),
    Kind.POLICYMAKER: KindLabel(N_("Policymaker"), N_("Policymakers")),
    Kind.SUPPORT: KindLabel(N_("Support organisation"), N_("Support organisations")),
}
KIND_UNKNOWN = KindLabel(N_("Kind not known"), N_("Kind not known"))
"""For imported records that do not say what they are."""

NEED_REACHES: tuple[Term, ...] = table(
    "reach-need",
    {
        Reach.LOCAL.value: N_("From our town"),
        Reach.REGIONAL.value: N_("From our region"),
        Reach.NATIONAL.value: N_("From our country"),
        Reach.EUROPEAN.value: N_("From all of Europe"),
    },
)
OFFER_REACHES: tuple[Term, ...] = table(
    "reach-offer",
    {
        Reach.LOCAL.value: N_("In our town"),
        Reach.REGIONAL.value: N_("In our region"),
        Reach.NATIONAL.value: N_("In our country"),
        Reach.EUROPEAN.value: N_("In all of Europe"),
    },
)

SUPPORT_TYPES: tuple[Term, ...] = table(
    "support-type",
    {
        "support-network": N_("Network or federation"),
        "support-incubator": N_("Incubator or accelerator"),
        "support-advice": N_("Business advice centre"),
        "support-university": N_("University or research institute"),
        "support-training": N_("Training provider"),
        "support-funder": N_("Social bank, fund or investor"),
        "support-foundation": N_("Foundation"),
        "support-chamber": N_("Chamber of commerce or trade association"),
        "support-lab": N_("Makerspace or innovation lab"),
        "support-other": N_("Another kind of support"),
    },
)

AUTHORITY_LEVELS: tuple[Term, ...] = table(
    "authority-level",
    {
        "authority-local": N_("Town or city"),
        "authority-metropolitan": N_("District, county or metropolitan area"),
        "authority-regional": N_("Region or federal state"),
        "authority-national": N_("Country"),
        "authority-european": N_("European Union or other international body"),
    },
)

STAGES: tuple[Term, ...] = table(
    "stage",
    {
        "stage-idea": N_("An idea"),
        "stage-test": N_("Being tried out"),
        "stage-start": N_("Just started"),
        "stage-running": N_("Running"),
        "stage-growing": N_("Growing or being copied elsewhere"),
    },
)

HEADCOUNTS: tuple[Term, ...] = table(
    "headcount",
    {
        "headcount-0": N_("Volunteers only"),
        "headcount-1": N_("1 to 9 people"),
        "headcount-10": N_("10 to 49 people"),
        "headcount-50": N_("50 to 249 people"),
        "headcount-250": N_("250 people or more"),
    },
)
"""The size classes of the Commission's SME definition, with one more for those who employ nobody."""

TIE_KINDS: tuple[Term, ...] = table(
    "tie-kind",
    {
        "member": N_("Membership"),
        "project": N_("A project together"),
        "supplier": N_("Supply"),
        "customer": N_("Purchase"),
        "funding": N_("Funding"),
        "training": N_("Training"),
    },
)
"""What two partners do together; an imported tie may say something else."""


def headcount_key(people: int) -> str:
    """The band of a number of employed people."""
    bounds = (250, 50, 10, 1)
    return f"headcount-{next((bound for bound in bounds if people >= bound), 0)}"

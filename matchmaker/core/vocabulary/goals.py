"""The 17 Sustainable Development Goals by their official short names."""

from __future__ import annotations

from matchmaker.core.vocabulary.term import Term, table
from matchmaker.core.words import N_

GOALS: tuple[Term, ...] = table(
    "goal",
    {
        "sdg-1": N_("No poverty"),
        "sdg-2": N_("Zero hunger"),
        "sdg-3": N_("Good health and well-being"),
        "sdg-4": N_("Quality education"),
        "sdg-5": N_("Gender equality"),
        "sdg-6": N_("Clean water and sanitation"),
        "sdg-7": N_("Affordable and clean energy"),
        "sdg-8": N_("Decent work and economic growth"),
        "sdg-9": N_("Industry, innovation and infrastructure"),
        "sdg-10": N_("Reduced inequalities"),
        "sdg-11": N_("Sustainable cities and communities"),
        "sdg-12": N_("Responsible consumption and production"),
        "sdg-13": N_("Climate action"),
        "sdg-14": N_("Life below water"),
        "sdg-15": N_("Life on land"),
        "sdg-16": N_("Peace, justice and strong institutions"),
        "sdg-17": N_("Partnerships for the goals"),
    },
)

"""The themes of the social economy that a person would pick: our own short list."""

from __future__ import annotations

from matchmaker.core.vocabulary.term import Term, table
from matchmaker.core.words import N_

THEMES: tuple[Term, ...] = table(
    "theme",
    {
        "theme-work-integration": N_("Getting into work"),
        "theme-education": N_("Education and skills"),
        "theme-youth": N_("Children and young people"),
        "theme-ageing": N_("Later life"),
        "theme-care": N_("Care and support"),
        "theme-health": N_("Health and wellbeing"),
        "theme-disability": N_("Living with a disability"),
        "theme-migration": N_("Migration and welcome"),
        "theme-equality": N_("Equality and against exclusion"),
        "theme-housing": N_("Housing and homelessness"),
        "theme-neighbourhood": N_("Neighbourhoods and shared spaces"),
        "theme-rural": N_("Rural and remote places"),
        "theme-food": N_("Food and farming"),
        "theme-repair-reuse": N_("Repair and reuse"),
        "theme-circular-economy": N_("Circular economy and waste"),
        "theme-energy": N_("Energy and climate"),
        "theme-nature": N_("Nature and green spaces"),
        "theme-mobility": N_("Transport and getting around"),
        "theme-culture": N_("Culture and arts"),
        "theme-sport-tourism": N_("Sport, leisure and tourism"),
        "theme-digital": N_("Digital tools and open technology"),
        "theme-science": N_("Science and research"),
        "theme-participation": N_("Participation and democracy"),
        "theme-finance": N_("Social finance"),
        "theme-procurement": N_("Public buying with social goals"),
        "theme-enterprise": N_("Starting and running a social enterprise"),
    },
)

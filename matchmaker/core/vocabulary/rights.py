"""The 20 principles of the European Pillar of Social Rights, in their official order and words."""

from __future__ import annotations

from matchmaker.core.vocabulary.term import Term, table
from matchmaker.core.words import N_

RIGHTS: tuple[Term, ...] = table(
    "right",
    {
        "epsr-1": N_("Education, training and life-long learning"),
        "epsr-2": N_("Gender equality"),
        "epsr-3": N_("Equal opportunities"),
        "epsr-4": N_("Active support to employment"),
        "epsr-5": N_("Secure and adaptable employment"),
        "epsr-6": N_("Wages"),
        "epsr-7": N_("Information about employment conditions and protection in case of dismissals"),
        "epsr-8": N_("Social dialogue and involvement of workers"),
        "epsr-9": N_("Work-life balance"),
        "epsr-10": N_("Healthy, safe and well-adapted work environment and data protection"),
        "epsr-11": N_("Childcare and support to children"),
        "epsr-12": N_("Social protection"),
        "epsr-13": N_("Unemployment benefits"),
        "epsr-14": N_("Minimum income"),
        "epsr-15": N_("Old age income and pensions"),
        "epsr-16": N_("Health care"),
        "epsr-17": N_("Inclusion of people with disabilities"),
        "epsr-18": N_("Long-term care"),
        "epsr-19": N_("Housing and assistance for the homeless"),
        "epsr-20": N_("Access to essential services"),
    },
)

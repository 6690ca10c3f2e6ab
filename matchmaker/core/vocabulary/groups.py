"""The people whom an organisation works with or for, named as people first."""

from __future__ import annotations

from matchmaker.core.vocabulary.term import Term, table
from matchmaker.core.words import N_

GROUPS: tuple[Term, ...] = table(
    "group",
    {
        "group-everyone": N_("Everybody in the neighbourhood"),
        "group-children": N_("Children and their families"),
        "group-youth": N_("Young people"),
        "group-older": N_("Older people"),
        "group-women": N_("Women"),
        "group-unemployed": N_("People who have been out of work for long"),
        "group-low-skills": N_("People with few qualifications"),
        "group-poverty": N_("People who have too little to live on"),
        "group-homeless": N_("People without a home"),
        "group-migrants": N_("People who have migrated or fled"),
        "group-roma": N_("Roma and Travellers"),
        "group-disability": N_("People with disabilities"),
        "group-mental-health": N_("People living with mental illness"),
        "group-addiction": N_("People living with an addiction"),
        "group-prison": N_("People who are or have been in prison"),
        "group-carers": N_("People who care for somebody at home"),
        "group-single-parents": N_("Single parents"),
        "group-lgbtiq": N_("LGBTIQ people"),
        "group-remote": N_("People who live far from services"),
    },
)

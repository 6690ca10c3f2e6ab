"""Reasons in the third person: for who stands beside the two and brings them together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from matchmaker.core.explain import Part, Reason
from matchmaker.core.words import N_

OF_BOTH: Mapping[str, str] = {
    "You look for “%(yours)s”. They offer “%(theirs)s”.": N_(
        "%(a)s looks for “%(yours)s”. %(b)s offers “%(theirs)s”."
    ),
    "You look for “%(yours)s”. They write “%(theirs)s”.": N_(
        "%(a)s looks for “%(yours)s”. %(b)s writes “%(theirs)s”."
    ),
    "You offer “%(yours)s”. They look for “%(theirs)s”.": N_(
        "%(a)s offers “%(yours)s”. %(b)s looks for “%(theirs)s”."
    ),
    "They look for “%(theirs)s”. You write “%(yours)s”.": N_(
        "%(b)s looks for “%(theirs)s”. %(a)s writes “%(yours)s”."
    ),
    "They work on a subject that you look for.": N_("%(b)s works on a subject that %(a)s looks for."),
    "They look for help with a subject that you work on.": N_(
        "%(b)s looks for help with a subject that %(a)s works on."
    ),
    "Similar subject: they write “%(theirs)s”.": N_("Similar subject: %(b)s writes “%(theirs)s”."),
    "You write “%(yours)s”. They are called “%(theirs)s”.": N_(
        "%(a)s writes “%(yours)s”. The other one is called “%(theirs)s”."
    ),
    "You do similar work. You write “%(yours)s”. They write “%(theirs)s”.": N_(
        "Both do similar work. %(a)s writes “%(yours)s”. %(b)s writes “%(theirs)s”."
    ),
    "Your descriptions are about a similar subject.": N_("Both descriptions are about a similar subject."),
    "You work on the same themes.": N_("Both work on the same themes."),
    "You both work on: %(themes)s.": N_("Both work on: %(themes)s."),
    "They work on what you look for: %(themes)s.": N_("%(b)s works on what %(a)s looks for: %(themes)s."),
    "You work on what they look for: %(themes)s.": N_("%(a)s works on what %(b)s looks for: %(themes)s."),
    "You both look for help with: %(themes)s.": N_("Both look for help with: %(themes)s."),
    "They offer the kind of help that you look for.": N_(
        "%(b)s offers the kind of help that %(a)s looks for."
    ),
    "You offer the kind of help that they look for.": N_(
        "%(a)s offers the kind of help that %(b)s looks for."
    ),
    "Each of you offers the kind of help that the other looks for.": N_(
        "Each offers the kind of help that the other looks for."
    ),
    "Both of you work with %(partner)s.": N_("Both work with %(partner)s."),
    "Both of you work with %(first)s and %(second)s.": N_("Both work with %(first)s and %(second)s."),
    "Both of you work with %(partner)s and %(others)s others.": N_(
        "Both work with %(partner)s and %(others)s others."
    ),
    "%(partner)s works with both of you.": N_("%(partner)s works with both."),
    "%(first)s, a partner of yours, works with %(second)s, a partner of theirs.": N_(
        "%(first)s, a partner of %(a)s, works with %(second)s, a partner of %(b)s."
    ),
    "They are not far from you in the network of partners.": N_(
        "The two are not far from each other in the network of partners."
    ),
    "They are in the same place as you.": N_("Both are in the same place."),
    "They are %(km)s km from you.": N_("The two are %(km)s km apart."),
    "They are in the same area as you.": N_("Both are in the same area."),
    "They are in the same region as you.": N_("Both are in the same region."),
    "They are in the same country as you.": N_("Both are in the same country."),
    "They do work like that of your partners.": N_("%(b)s does work like that of the partners of %(a)s."),
    "They do similar work to %(partner)s, a partner of yours.": N_(
        "%(b)s does similar work to %(partner)s, a partner of %(a)s."
    ),
    "Their partners do work like yours.": N_("Partners of %(b)s do work like that of %(a)s."),
    "They did something like it before.": N_("%(b)s did something like it before."),
    "Their partners did something like it.": N_("Partners of %(b)s did something like it."),
    "Their description is near to yours.": N_("The two descriptions are near to each other."),
    "Organisations from your area often work with organisations from theirs.": N_(
        "Organisations from the area of %(a)s often work with organisations from that of %(b)s."
    ),
    "Organisations in your area often work with each other.": N_(
        "Organisations in the area of both often work with each other."
    ),
}
"""What is said to one side ("you") of the other ("they"), and the same said of the two by name.

The sentences of all signals that a list shows (`reasons.SHOWN`), where a whole profile is asked for.
"""


def of_both(reasons: Iterable[Reason], a: str, b: str) -> tuple[Reason, ...]:
    """The reasons with the names of the two in place of "you" (`a`) and "they" (`b`)."""
    names = {"a": a, "b": b}
    return tuple(replace(one, parts=tuple(_part(part, names) for part in one.parts)) for one in reasons)


def _part(part: Part, names: Mapping[str, str]) -> Part:
    return Part(OF_BOTH[part.message], {**part.slots, **names}) if part.message in OF_BOTH else part

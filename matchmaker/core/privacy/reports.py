"""The register, fifth part: reports of abuse, and why profiles were hidden."""

from __future__ import annotations

from matchmaker.core.privacy import limits
from matchmaker.core.privacy.people import HISTORY_STAYS, TO_LEARN
from matchmaker.core.privacy.records import OF_THE_RECORD, YOU_CHOOSE
from matchmaker.core.privacy.terms import (
    Basis,
    Fate,
    Found,
    Key,
    Limit,
    Part,
    Personal,
    Plain,
    Reader,
    words,
)
from matchmaker.core.words import N_

TO_JUDGE = N_("So that somebody looks at it, and so that we can answer you.")
TO_PROTECT = N_(
    "So that nothing stands here that harms somebody, and so that whoever decides has to say why."
)

A_YEAR = Limit(limits.REPORTS, ("decided_at",))
SHOWN_FOR_A_YEAR = Limit(limits.REPORTS, ("shown_at",))

REPORTS = (
    Personal(
        Part.ACTS, "reports",
        words("account_id address language about about_id introduction_id trouble words made_at state"),
        N_("What you reported, in your words, and the mail address that you left for an answer."),
        TO_JUDGE, Basis.INTEREST, Reader.BROKERS, A_YEAR, Fate.EMPTY,
        (Found("account_id"), Found("address", Key.ADDRESS)), empties=("account_id", "address", "words"),
        why=N_("That something was reported stays, without you and your words."),
    ),
    Personal(
        Part.PROFILES, "reports", words("stakeholder_id stood decision reason"),
        N_("What stood in your profile when it was reported, and what was decided about it."),
        TO_PROTECT, Basis.INTEREST, Reader.BROKERS, A_YEAR, Fate.CLEAN, OF_THE_RECORD, why=YOU_CHOOSE,
    ),
    Personal(
        Part.ACTS, "reports", words("decided_by decided_at"),
        N_("Which reports you decided."),
        TO_LEARN, Basis.INTEREST, Reader.BROKERS, A_YEAR, Fate.EMPTY, (Found("decided_by"),),
        empties=("decided_by",), why=HISTORY_STAYS,
    ),
    Personal(
        Part.PROFILES, "hidings",
        words("stakeholder_id reason hidden_at answer answered_at shown_at"),
        N_("When and why your profile was hidden, and the answer when its people asked for another look."),
        TO_PROTECT, Basis.INTEREST, Reader.BROKERS, SHOWN_FOR_A_YEAR, Fate.CLEAN, OF_THE_RECORD,
        why=YOU_CHOOSE,
    ),
    *(
        Personal(
            Part.ACTS, "hidings", (column,), what, TO_LEARN, Basis.INTEREST, Reader.BROKERS,
            SHOWN_FOR_A_YEAR, Fate.EMPTY, (Found(column),), why=HISTORY_STAYS,
        )
        for column, what in (
            ("hidden_by", N_("Which profiles you hid.")),
            ("answered_by", N_("Which requests for another look you answered.")),
            ("shown_by", N_("Which profiles you showed again.")),
        )
    ),
    Personal(
        Part.ACTS, "hidings", words("objected_by objected_at objection"),
        N_("What you said against the hiding of your profile."),
        TO_JUDGE, Basis.INTEREST, Reader.BROKERS, SHOWN_FOR_A_YEAR, Fate.EMPTY, (Found("objected_by"),),
        empties=("objected_by", "objection"), why=HISTORY_STAYS,
    ),
)  # fmt: skip

PLAIN = (
    Plain("reports", words("id"), "The number of a thing."),
    Plain("hidings", words("id"), "The number of a thing."),
    Plain("introduction_messages", words("taken_at"), "When a broker took a message away."),
)

"""The register, second part: profiles, and the files that they came from."""

from __future__ import annotations

from matchmaker.core.privacy import limits
from matchmaker.core.privacy.people import HISTORY_STAYS, MINE, TO_LEARN
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
    Until,
    words,
)
from matchmaker.core.words import N_

OF_THE_RECORD = (Found("stakeholder_id", Key.RECORD),)

TO_MATCH = N_("So that others find the organisation, and that we can say who could help whom.")
YOU_CHOOSE = N_("You choose: the profile is erased with you, or stays without your name and address.")

PROFILES = (
    Personal(
        Part.PROFILES, "stakeholders",
        words("id name kind about country region place lat lon languages themes website legal_form people "
              "founded stage authority_level support_type audiences verified_on opted_out hidden source "
              "created_at updated_at"),
        N_("The profile of an organisation, which may be a person who acts as one: name, kind, place, what"
           " they do, languages, themes, website."),
        TO_MATCH, Basis.INTEREST, Reader.EVERYBODY, Until.PROFILE, Fate.CLEAN, (Found("id", Key.RECORD),),
        why=YOU_CHOOSE,
    ),
    Personal(
        Part.PROFILES, "stakeholders", words("email"),
        N_("The mail address for partners, in a profile."),
        N_("So that partners can write, once both have said yes."),
        Basis.INTEREST, Reader.CHOSEN, Until.PROFILE, Fate.CLEAN, (Found("id", Key.RECORD),), why=YOU_CHOOSE,
    ),
    *(
        Personal(
            Part.PROFILES, table,
            words("id stakeholder_id text cooperation themes reach valid_until state confirmed_on created_at "
                  "updated_at"),
            what, TO_MATCH, Basis.INTEREST, Reader.EVERYBODY, Until.PROFILE, Fate.CLEAN, OF_THE_RECORD,
            why=YOU_CHOOSE,
        )
        for table, what in (
            ("offers", N_("What a profile offers, in its own words.")),
            ("needs", N_("What a profile looks for, in its own words.")),
        )
    ),
    Personal(
        Part.PROFILES, "aliases", words("stakeholder_id source source_id seen"),
        N_("What a list that was brought in said about a profile."),
        N_("So that the next list of this kind is told apart from what people wrote themselves."),
        Basis.INTEREST, Reader.NOBODY, Until.PROFILE, Fate.CLEAN, OF_THE_RECORD, why=YOU_CHOOSE,
    ),
    Personal(
        Part.PROFILES, "ties",
        words("id a_id b_id kind label since confirmed_a confirmed_b source created_at"),
        N_("Partnerships of a profile, and what was written about them."),
        TO_MATCH, Basis.INTEREST, Reader.EVERYBODY, Until.PROFILE, Fate.CLEAN,
        (Found("a_id", Key.RECORD), Found("b_id", Key.RECORD)), why=YOU_CHOOSE,
    ),
    Personal(
        Part.PROFILES, "exposures", words("day stakeholder_id times"),
        N_("How often a profile was suggested on each day. To whom is not kept."),
        N_("So that everybody is suggested often enough."),
        Basis.INTEREST, Reader.COLLEAGUES, Limit(limits.EXPOSURE, ("day",)), Fate.KEEP, OF_THE_RECORD,
        why=N_("It is a number of the organisation, and goes with its profile."),
    ),
)  # fmt: skip

FILES = (
    Personal(
        Part.FILES, "imports",
        words("account_id filename ties_filename source state strict counts ties_counts created_at "
              "finished_at undone_at"),
        N_("Which files of profiles you brought in, and when."),
        TO_LEARN, Basis.INTEREST, Reader.NOBODY, Until.IMPORT, Fate.REPLACE, MINE,
        empties=("account_id", "filename", "ties_filename"), why=HISTORY_STAYS,
    ),
    Personal(
        Part.FILES, "imports", words("mapping ties_mapping decisions preview message"),
        N_("What the columns of such a file mean, and some of its rows, to look at before it is brought in;"
           " the file itself lies beside the database."),
        N_("So that you see what will happen before it does."),
        Basis.INTEREST, Reader.NOBODY,
        Limit(limits.UPLOADS, ("finished_at",), Fate.EMPTY), Fate.CLEAN, MINE, empties=("preview",),
        handed=False, why=N_("You have the file. While we keep it, it stands in your copy as it is."),
    ),
    Personal(
        Part.FILES, "import_rows",
        words("import_id part number outcome name subject reasons changes before undo"),
        N_("What became of each row of such a file."),
        N_("So that what was brought in can be taken back."),
        Basis.INTEREST, Reader.NOBODY, Until.IMPORT, Fate.CLEAN, (Found("subject", Key.RECORD),),
        why=HISTORY_STAYS,
    ),
    Personal(
        Part.FILES, "saved_mappings", words("account_id updated_at"),
        N_("That you said what the columns of a file mean."),
        N_("So that the next file of this kind is understood at once."),
        Basis.INTEREST, Reader.NOBODY, Until.ALWAYS, Fate.EMPTY, MINE, empties=("account_id",),
        why=HISTORY_STAYS,
    ),
)  # fmt: skip

PLAIN = (
    Plain("aliases", words("id"), "A number in a row."),
    Plain("ties", words("import_id"), "Which import it came with."),
    Plain("imports", words("id job_id"), "Numbers of things."),
    Plain("saved_mappings", words("signature mapping"), "Headings of columns, and a hash of them."),
)

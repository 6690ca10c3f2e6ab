"""The register, fourth part: second factors, other ways to sign in, invitations, drafts, merging."""

from __future__ import annotations

from matchmaker.core.privacy import limits
from matchmaker.core.privacy.people import (
    HISTORY_STAYS,
    MINE,
    TO_KEEP_SAFE,
    TO_KNOW_YOU,
    TO_LEARN,
    USELESS,
)
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
    Until,
    words,
)
from matchmaker.core.words import N_

ASKED = Limit(limits.MERGES, ("closed_at", "expires_at"))
MERGED = (Found("kept_id", Key.RECORD), Found("gone_id", Key.RECORD))
SECOND = N_("So that a stolen password alone opens nothing.")

SIGNING = (
    Personal(
        Part.SIGNING, "sign_ins", words("confirmed_at strong_at"),
        N_("When you gave your password, and your second factor, once more."),
        SECOND, Basis.INTEREST, Reader.NOBODY, Limit(limits.SIGN_INS, ("ended_at", "expires_at")),
        Fate.DELETE, MINE,
    ),
    Personal(
        Part.SIGNING, "passkeys", words("account_id name made_at used_at"),
        N_("Your passkeys: how you called each, since when you have it, and when you used it last."),
        SECOND, Basis.CONTRACT, Reader.NOBODY, Until.ACCOUNT, Fate.DELETE, MINE,
    ),
    Personal(
        Part.SIGNING, "passkeys", words("credential_id public_key sign_count"),
        N_("The public half of each passkey."),
        SECOND, Basis.CONTRACT, Reader.NOBODY, Until.ACCOUNT, Fate.DELETE, MINE, handed=False, why=USELESS,
    ),
    Personal(
        Part.SIGNING, "one_time_codes", words("account_id made_at confirmed_at"),
        N_("That you use codes from an app, and since when."),
        SECOND, Basis.CONTRACT, Reader.NOBODY, Until.ACCOUNT, Fate.DELETE, MINE,
    ),
    Personal(
        Part.SIGNING, "one_time_codes", words("sealed_secret last_step"),
        N_("The secret that your app shares with us, sealed."),
        SECOND, Basis.CONTRACT, Reader.NOBODY, Until.ACCOUNT, Fate.DELETE, MINE, handed=False, why=USELESS,
    ),
    Personal(
        Part.SIGNING, "recovery_codes", words("account_id made_at used_at"),
        N_("When your recovery codes were made, and when you used one."),
        SECOND, Basis.CONTRACT, Reader.NOBODY, Until.ACCOUNT, Fate.DELETE, MINE,
    ),
    Personal(
        Part.SIGNING, "recovery_codes", words("code_hash"),
        N_("A hash of each recovery code."),
        SECOND, Basis.CONTRACT, Reader.NOBODY, Until.ACCOUNT, Fate.DELETE, MINE, handed=False, why=USELESS,
    ),
    Personal(
        Part.SIGNING, "identities", words("account_id issuer subject shown made_at used_at"),
        N_("With which other account you sign in here, such as EU Login, and how that account calls you."),
        TO_KNOW_YOU, Basis.CONTRACT, Reader.NOBODY, Until.ACCOUNT, Fate.DELETE, MINE,
    ),
    Personal(
        Part.SIGNING, "half_sign_ins", words("account_id secret_hash made_at used_at"),
        N_("That you gave your password and not yet your second factor."),
        SECOND, Basis.INTEREST, Reader.NOBODY, Limit(limits.TRIES, ("made_at",)), Fate.DELETE, MINE,
        handed=False, why=USELESS,
    ),
)  # fmt: skip

ROLES = (
    Personal(
        Part.ACCOUNT, "role_grants", words("part"),
        N_("Whether you own a profile or edit it."),
        TO_KNOW_YOU, Basis.CONTRACT, Reader.COLLEAGUES, Until.ACCOUNT, Fate.DELETE, MINE,
    ),
    Personal(
        Part.ACCOUNT, "role_invitations",
        words("address role part place made_at expires_at accepted_at accepted_by declined_at withdrawn_at"),
        N_("To what you were invited by e-mail, and what you answered."),
        TO_KNOW_YOU, Basis.CONTRACT, Reader.COLLEAGUES, Limit(limits.LINKS, ("expires_at",)), Fate.DELETE,
        (Found("address", Key.ADDRESS), Found("accepted_by")),
    ),
    Personal(
        Part.ACTS, "role_invitations", words("inviter_id"),
        N_("Whom you invited to look after a profile, a region or a pilot with you."),
        TO_LEARN, Basis.INTEREST, Reader.COLLEAGUES, Limit(limits.LINKS, ("expires_at",)), Fate.EMPTY,
        (Found("inviter_id"),), why=HISTORY_STAYS,
    ),
    Personal(
        Part.CHOICES, "acting_consents",
        words("account_id stakeholder_id role place reason asked_at until refused_at withdrawn_at given_at"),
        N_("For which profile you asked to act, why, and what its people said."),
        TO_KEEP_SAFE, Basis.CONSENT, Reader.COLLEAGUES, Until.PROFILE, Fate.DELETE, MINE,
    ),
    Personal(
        Part.CHOICES, "acting_consents", words("given_by"),
        N_("Whom you let act for your profile, and until when."),
        TO_KEEP_SAFE, Basis.CONSENT, Reader.COLLEAGUES, Until.PROFILE, Fate.EMPTY, (Found("given_by"),),
        why=HISTORY_STAYS,
    ),
    Personal(
        Part.CHOICES, "claims",
        words("account_id stakeholder_id state proof address words asked_at decided_at reason"),
        N_("Which profile you claimed, who you said you are there, to which address we wrote, and what was"
           " decided."),
        N_("So that a profile comes to those to whom it belongs."),
        Basis.CONTRACT, Reader.BROKERS, Limit(limits.CLAIMS, ("decided_at",)), Fate.DELETE, MINE,
    ),
    Personal(
        Part.ACTS, "claims", words("decided_by"),
        N_("Which claims of profiles you decided."),
        TO_LEARN, Basis.INTEREST, Reader.BROKERS, Limit(limits.CLAIMS, ("decided_at",)), Fate.EMPTY,
        (Found("decided_by"),), why=HISTORY_STAYS,
    ),
    Personal(
        Part.LOG, "audit_entries", words("acting_for"),
        N_("For which profile something was done, where somebody acted for it."),
        TO_KEEP_SAFE, Basis.INTEREST, Reader.COLLEAGUES, Limit(limits.AUDIT, ("at",)), Fate.KEEP,
        (Found("account_id"),), why=N_("It names a profile, not a person."),
    ),
)  # fmt: skip

RECORDS = (
    Personal(
        Part.PROFILES, "stakeholders", words("register_number"),
        N_("The number of a profile in a public register."),
        N_("So that two profiles of the same organisation are found."),
        Basis.INTEREST, Reader.CHOSEN, Until.PROFILE, Fate.CLEAN, (Found("id", Key.RECORD),),
        why=YOU_CHOOSE,
    ),
    Personal(
        Part.PROFILES, "profile_drafts",
        words("account_id step answers stamps version stakeholder_id created_at updated_at"),
        N_("What you have typed of a profile and not sent yet."),
        N_("So that you can save it, and come back."),
        Basis.CONTRACT, Reader.NOBODY, Limit(limits.DRAFTS, ("updated_at",)), Fate.DELETE, MINE,
    ),
    Personal(
        Part.PROFILES, "declarations",
        words("stakeholder_id answers complete version state reason said_at decided_at"),
        N_("How a profile meets the definition of a social enterprise, and what an official said about it."
           " What shows that it is true is only for officials and organisers."),
        N_("So that everybody knows what stands behind the word."),
        Basis.INTEREST, Reader.EVERYBODY, Until.PROFILE, Fate.CLEAN, OF_THE_RECORD, why=YOU_CHOOSE,
    ),
    Personal(
        Part.PROFILES, "origin_notices",
        words("stakeholder_id address mail_id link_id told_at answered answered_at"),
        N_("That we wrote to the contact of a record that nobody had claimed, and what was answered."),
        N_("So that everybody is told where such a record comes from, and not more than once a year."),
        Basis.DUTY, Reader.NOBODY, Until.PROFILE, Fate.EMPTY, (Found("address", Key.ADDRESS),),
        empties=("address",), why=HISTORY_STAYS,
    ),
    Personal(
        Part.PROFILES, "removals", words("subject known shelf hash by_link at"),
        N_("Hashes of the name, the address and the ids of a record that was erased."),
        N_("So that the next list that names it does not bring it back."),
        Basis.DUTY, Reader.NOBODY, Until.ALWAYS, Fate.KEEP, handed=False,
        why=N_("Nobody can read a hash. It only tells whether a row of a new list is what was erased."),
    ),
    *(
        Personal(
            Part.ACTS, "declarations", (column,), what, TO_LEARN, Basis.INTEREST, reader,
            Until.PROFILE, Fate.EMPTY, (Found(column),), why=HISTORY_STAYS,
        )
        for column, reader, what in (
            ("said_by", Reader.BROKERS, N_("That you declared a profile to be a social enterprise.")),
            # On the page of the profile stands by whom it was checked.
            ("decided_by", Reader.EVERYBODY, N_("That you checked the declaration of a profile.")),
        )
    ),
    Personal(
        Part.ACTS, "changes", words("evidence"),
        N_("How you know what you changed in the profile of somebody else."),
        TO_LEARN, Basis.INTEREST, Reader.COLLEAGUES, Until.PROFILE, Fate.CLEAN, MINE, why=HISTORY_STAYS,
    ),
    Personal(
        Part.ACTS, "merges", words("account_id pair_id kept_id gone_id made_at undone_at"),
        N_("Which two profiles you made into one."),
        TO_LEARN, Basis.INTEREST, Reader.BROKERS, Until.PROFILE, Fate.EMPTY, MINE, empties=("account_id",),
        why=HISTORY_STAYS,
    ),
    Personal(
        Part.ACTS, "merges", words("undone_by"),
        N_("Which profiles you parted again."),
        TO_LEARN, Basis.INTEREST, Reader.BROKERS, Until.PROFILE, Fate.EMPTY, (Found("undone_by"),),
        why=HISTORY_STAYS,
    ),
    Personal(
        Part.PROFILES, "merges", words("gone_name followed left"),
        N_("Which name a profile had before it was made one with another."),
        N_("So that it can be undone if it was wrong."),
        Basis.INTEREST, Reader.BROKERS, Until.PROFILE, Fate.CLEAN, MERGED, why=YOU_CHOOSE,
    ),
    Personal(
        Part.PROFILES, "merges", words("journal"),
        N_("What a profile said before it was made one with another."),
        N_("So that it can be undone if it was wrong."),
        Basis.INTEREST, Reader.BROKERS, Limit(limits.MERGES, ("made_at",), Fate.EMPTY), Fate.CLEAN, MERGED,
        why=YOU_CHOOSE,
    ),
    Personal(
        Part.ACTS, "merge_requests", words("asked_by asked_at pair_id a_id b_id keep_id expires_at state"),
        N_("Which two profiles you proposed to make into one."),
        TO_LEARN, Basis.INTEREST, Reader.BROKERS, ASKED, Fate.EMPTY, (Found("asked_by"),),
        empties=("asked_by",), why=HISTORY_STAYS,
    ),
    *(
        Personal(
            Part.ACTS, "merge_requests", (column,), what, TO_LEARN, Basis.INTEREST, Reader.NOBODY, ASKED,
            Fate.EMPTY, (Found(column),), why=HISTORY_STAYS,
        )
        for column, what in (
            ("agreed_a_by", N_("That you agreed to make one profile of two, for the first of them.")),
            ("agreed_b_by", N_("That you agreed to make one profile of two, for the second of them.")),
            ("refused_by", N_("That you did not want two profiles to be made one.")),
        )
    ),
    Personal(
        Part.PROFILES, "merge_requests", words("choice"),
        N_("What a profile would say if it were made one with another."),
        N_("So that its owners read what they agree to."),
        Basis.INTEREST, Reader.BROKERS, ASKED, Fate.CLEAN,
        (Found("a_id", Key.RECORD), Found("b_id", Key.RECORD)), why=YOU_CHOOSE,
    ),
    Personal(
        Part.ACTS, "duplicate_pairs", words("decided_by decided_at a_id b_id state"),
        N_("Which two profiles you held not to be the same."),
        TO_LEARN, Basis.INTEREST, Reader.BROKERS, Until.PROFILE, Fate.EMPTY, (Found("decided_by"),),
        empties=("decided_by",), why=HISTORY_STAYS,
    ),
)  # fmt: skip

PLAIN = (
    Plain("challenges", words("challenge_hash made_at"), "A number that was used once, and when."),
    Plain("passkeys", words("id"), "A number in a row."),
    Plain("recovery_codes", words("id"), "A number in a row."),
    Plain("identities", words("id"), "A number in a row."),
    Plain("half_sign_ins", words("id"), "A number in a row."),
    Plain("claims", words("id"), "The number of a thing."),
    Plain("role_invitations", words("id"), "The number of a thing."),
    Plain("acting_consents", words("id"), "The number of a thing."),
    Plain("profile_drafts", words("id"), "The number of a thing."),
    Plain("declarations", words("id"), "The number of a thing."),
    Plain("origin_notices", words("id"), "A number in a row."),
    Plain("removals", words("id"), "A number in a row."),
    Plain("merges", words("id revision touches undoable"), "Numbers, and whether it can be undone."),
    Plain("duplicate_pairs", words("id score reasons fingerprint created_at"), "How alike two profiles are."),
    Plain("merge_requests", words("id closed_at seen_a seen_b"), "Numbers, a day, and whether it changed."),
    Plain("stakeholders", words("asked_on"), "When it was last asked whether all of it is still true."),
    Plain("offers", words("asked_on met_by_id audience together"), "Days, ids and a word of a closed list."),
    Plain("needs", words("asked_on met_by_id audience together"), "Days, ids and a word of a closed list."),
)

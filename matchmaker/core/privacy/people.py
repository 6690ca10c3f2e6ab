"""The register, first part: accounts, how they sign in, what they chose, what they did."""

from __future__ import annotations

from matchmaker.core.privacy import limits
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

MINE = (Found("account_id"),)

TO_KNOW_YOU = N_("So that we know that it is you, and what you may do.")
TO_KEEP_SAFE = N_("So that misuse can be found, and stopped.")
TO_LEARN = N_("So that mistakes can be found, and that everybody knows whom to ask.")
USELESS = N_("It would help only somebody who steals the file.")
HISTORY_STAYS = N_("What was done stays, without you: others rely on it.")

ACCOUNT = (
    Personal(
        Part.ACCOUNT, "accounts",
        words("id email name language quiet_from quiet_until created_at disabled_at"),
        N_("Your name, your mail address, your language, and the hours in which you want no e-mail."),
        TO_KNOW_YOU, Basis.CONTRACT, Reader.INTRODUCED, Until.ACCOUNT, Fate.DELETE, (Found("id"),),
    ),
    Personal(
        Part.ACCOUNT, "accounts", words("password_hash"),
        N_("A hash of your password. Nobody can read the password out of it."),
        TO_KNOW_YOU, Basis.CONTRACT, Reader.NOBODY, Until.ACCOUNT, Fate.DELETE, (Found("id"),),
        handed=False, why=USELESS,
    ),
    Personal(
        Part.ACCOUNT, "role_grants", words("account_id role place granted_at"),
        N_("Your roles: which profiles you look after, and of which region or pilot you are in charge."),
        TO_KNOW_YOU, Basis.CONTRACT, Reader.COLLEAGUES, Until.ACCOUNT, Fate.DELETE, MINE,
    ),
)  # fmt: skip

SIGNING = (
    Personal(
        Part.SIGNING, "sign_ins", words("account_id agent started_at expires_at ended_at"),
        N_("When you signed in and out, and with which browser."),
        N_("So that a stolen sign-in can be found and ended."),
        Basis.INTEREST, Reader.NOBODY, Limit(limits.SIGN_INS, ("ended_at", "expires_at")), Fate.DELETE, MINE,
    ),
    Personal(
        Part.SIGNING, "sign_ins", words("secret_hash"),
        N_("A hash of the key in your cookie."),
        TO_KNOW_YOU, Basis.CONTRACT, Reader.NOBODY, Limit(limits.SIGN_INS, ("ended_at", "expires_at")),
        Fate.DELETE, MINE, handed=False, why=USELESS,
    ),
    Personal(
        Part.SIGNING, "throttles", words("key since count"),
        N_("How often somebody tried to sign in or to make an account, from which network address, and for"
           " which mail address (a hash of it)."),
        N_("So that nobody can try out passwords one after the other."),
        Basis.INTEREST, Reader.NOBODY, Limit(limits.TRIES, ("since",)), Fate.DELETE,
        handed=False, why=N_("It is gone after a day, and who tried may have been somebody else."),
    ),
)  # fmt: skip

CHOICES = (
    Personal(
        Part.CHOICES, "consents",
        words("account_id stakeholder_id what version asked_at given_at withdrawn_at"),
        N_("What you agreed to, in which words, when, and when you took it back."),
        N_("So that we do only what you agreed to, and can show it."),
        Basis.DUTY, Reader.COLLEAGUES, Until.ACCOUNT, Fate.DELETE, MINE,
    ),
    Personal(
        Part.CHOICES, "notification_preferences", words("account_id kind channel"),
        N_("Which news you want by e-mail, and how often."),
        N_("So that we write to you as you want it."),
        Basis.CONTRACT, Reader.NOBODY, Until.ACCOUNT, Fate.DELETE, MINE,
    ),
    Personal(
        Part.CHOICES, "unsubscriptions", words("address kind at"),
        N_("Which e-mails you do not want any more."),
        N_("So that we do not write to you again."),
        Basis.DUTY, Reader.NOBODY, Until.ALWAYS, Fate.REPLACE, (Found("address", Key.ADDRESS),),
        why=N_("A hash with a salt stays: else the next list that names you would make us write again."),
    ),
    Personal(
        Part.CHOICES, "data_exports", words("id account_id language job_id state size made_at"),
        N_("When you asked for a copy of your data, and the copy until you have fetched it."),
        N_("So that you can take your data away."),
        Basis.DUTY, Reader.NOBODY, Limit(limits.EXPORTS, ("made_at",)), Fate.DELETE, MINE,
    ),
    Personal(
        Part.CHOICES, "data_exports", words("asked_with"),
        N_("A hash of the sign-in with which you asked for the copy."),
        N_("So that nobody else fetches it."),
        Basis.DUTY, Reader.NOBODY, Limit(limits.EXPORTS, ("made_at",)), Fate.DELETE, MINE,
        handed=False, why=USELESS,
    ),
    Personal(
        Part.CHOICES, "erasures", words("subject what at"),
        N_("That an account or a profile was erased, and when: a number that leads to nobody any more."),
        N_("So that what was erased is erased again if an old copy of the database has to be used."),
        Basis.DUTY, Reader.NOBODY, Until.ALWAYS, Fate.KEEP,
        handed=False, why=N_("It says nothing about you: there is nobody left whom the number names."),
    ),
)  # fmt: skip

ACTS = (
    Personal(
        Part.ACTS, "changes", words("account_id at stakeholder_id subject field before after source"),
        N_("What you changed in profiles: which field, when, and how it read before and after."),
        TO_LEARN, Basis.INTEREST, Reader.COLLEAGUES, Until.PROFILE, Fate.EMPTY, MINE,
        named_in=(Found("stakeholder_id", Key.RECORD),), empties=("account_id",), why=HISTORY_STAYS,
    ),
    Personal(
        Part.ACTS, "proposals", words("account_id note created_at a_id b_id region state effect"),
        N_("Which two you held to be worth introducing, and your note about it."),
        N_("So that a broker knows what to do, and whom to ask."),
        Basis.INTEREST, Reader.BROKERS, Until.PROFILE, Fate.EMPTY, MINE,
        named_in=(Found("a_id", Key.RECORD), Found("b_id", Key.RECORD)), empties=("account_id", "note"),
        why=HISTORY_STAYS,
    ),
    Personal(
        Part.ACTS, "proposals", words("decided_by decided_at"),
        N_("Which proposals you put aside."),
        TO_LEARN, Basis.INTEREST, Reader.BROKERS, Until.PROFILE, Fate.EMPTY, (Found("decided_by"),),
        empties=("decided_by",), why=HISTORY_STAYS,
    ),
    Personal(
        Part.ACTS, "suggestion_verdicts",
        words("account_id stakeholder_id other_id need_id verdict reason at"),
        N_("Which suggestions you saved, hid or called not relevant."),
        N_("So that the list of your profile gets better."),
        Basis.CONTRACT, Reader.COLLEAGUES, Until.PROFILE, Fate.EMPTY, MINE, empties=("account_id",),
        why=N_("The word of the organisation stays; that it was you who said it goes."),
    ),
    Personal(
        Part.ACTS, "ranking_preferences", words("account_id stakeholder_id weights at"),
        N_("What shall count more or less in the list of your profile, if you chose it."),
        N_("So that the list is as you want it."),
        Basis.CONTRACT, Reader.COLLEAGUES, Until.PROFILE, Fate.EMPTY, MINE, empties=("account_id",),
        why=N_("The word of the organisation stays; that it was you who said it goes."),
    ),
    Personal(
        Part.ACTS, "fiches", words("account_id region number made_at"),
        N_("Which reports on regions you made."),
        TO_LEARN, Basis.INTEREST, Reader.BROKERS, Until.ALWAYS, Fate.EMPTY, MINE, empties=("account_id",),
        why=N_("A report is about a region; it stays without your name."),
    ),
    Personal(
        Part.ACTS, "pilot_members", words("invited_by invited_at pilot_id stakeholder_id"),
        N_("Whom you invited to pilots."),
        TO_LEARN, Basis.INTEREST, Reader.BROKERS, Until.PROFILE, Fate.EMPTY, (Found("invited_by"),),
        empties=("invited_by",), why=HISTORY_STAYS,
    ),
)  # fmt: skip

LOG = (
    Personal(
        Part.LOG, "audit_entries", words("account_id at act subject"),
        N_("Each act of importance: who did what, to what, and when."),
        TO_KEEP_SAFE, Basis.INTEREST, Reader.NOBODY, Limit(limits.AUDIT, ("at",)), Fate.REPLACE,
        (Found("account_id"), Found("subject")), empties=("account_id", "subject"),
        why=N_("That it was done stays. In your place stands a sign for everybody who was erased."),
    ),
    Personal(
        Part.LOG, "audit_entries", words("details"),
        N_("Figures and numbers about such an act."),
        TO_KEEP_SAFE, Basis.INTEREST, Reader.NOBODY, Limit(limits.AUDIT, ("at",)), Fate.CLEAN,
        (Found("account_id"), Found("subject")), why=HISTORY_STAYS,
    ),
    Personal(
        Part.LOG, "jobs", words("error"),
        N_("Why some work of the site failed. A server of mails may repeat an address in it."),
        N_("So that somebody can mend it."),
        Basis.INTEREST, Reader.NOBODY,
        Limit(limits.DEAD_JOBS, ("finished_at",), only="state", words=("dead",)), Fate.CLEAN,
        handed=False, why=N_("It is about work of the site; only a mail address may stand in it."),
    ),
)  # fmt: skip

PLAIN = (
    Plain("accounts", words("demo_part"), "Names the three made-up people of a demonstration."),
    Plain("role_grants", words("id"), "A number in a row."),
    Plain("sign_ins", words("id"), "A number in a row."),
    Plain("consents", words("id"), "A number in a row."),
    Plain("changes", words("id"), "A number in a row."),
    Plain("proposals", words("id"), "The number of a thing."),
    Plain("suggestion_verdicts", words("id"), "A number in a row."),
    Plain("fiches", words("id release content"), "A report counts and names organisations by their ids."),
    Plain("pilot_members", words("joined_at left_at"), "Says when an organisation joined, not a person."),
    Plain("audit_entries", words("id"), "A number in a row."),
    Plain(
        "jobs",
        words("id kind payload state due_at leased_until attempts done total created_at finished_at"),
        "Work to do, and ids of what it is about; never a name, an address or a text.",
    ),
)

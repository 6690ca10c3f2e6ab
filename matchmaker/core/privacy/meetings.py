"""The register, third part: introductions, the mails about them, and what is measured of everybody."""

from __future__ import annotations

from matchmaker.core.introductions.states import LIVE, State
from matchmaker.core.privacy import limits
from matchmaker.core.privacy.people import HISTORY_STAYS, MINE
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

OVER = tuple(state.value for state in State if state not in LIVE and state is not State.PARTNERSHIP)
"""It came to nothing, or was closed. What partners wrote stays with their introduction."""

HERE = (Found("introduction_id", Key.INTRODUCTION),)
TO_MEET = N_("So that two meet who both want to, and that everybody can see what happened.")
OTHERS_WORDS = N_("Others wrote it too, or it is theirs: only your name and your address are taken out.")


AFTER_IT_ENDED = Limit(
    limits.MESSAGES, ("state_since",), Fate.EMPTY, "state", OVER, (("introduction_id", "introductions"),)
)


INTRODUCTIONS = (
    Personal(
        Part.INTRODUCTIONS, "introductions",
        words("created_by message id a_id b_id origin state created_at"),
        N_("Which introductions you asked for, and what you wrote to the other side."),
        TO_MEET, Basis.CONTRACT, Reader.INTRODUCED,
        Limit(limits.MESSAGES, ("state_since",), Fate.EMPTY, "state", OVER), Fate.EMPTY,
        (Found("created_by"),), empties=("created_by", "message"), why=HISTORY_STAYS,
    ),
    Personal(
        Part.INTRODUCTIONS, "introductions", words("broker_id"),
        N_("Which introductions you broker."),
        TO_MEET, Basis.CONTRACT, Reader.INTRODUCED, Until.INTRODUCTION, Fate.EMPTY, (Found("broker_id"),),
        why=HISTORY_STAYS,
    ),
    Personal(
        Part.INTRODUCTIONS, "introductions",
        words("reason first_step meeting_where joint_what joint_who"),
        N_("What stands in an introduction for both to read: why you two, where you meet, who does what"
           " first."),
        TO_MEET, Basis.CONTRACT, Reader.INTRODUCED, Until.INTRODUCTION, Fate.CLEAN,
        (Found("id", Key.INTRODUCTION),), why=OTHERS_WORDS,
    ),
    Personal(
        Part.INTRODUCTIONS, "introduction_steps",
        words("account_id introduction_id at step mover before after note"),
        N_("What you answered in introductions, when, and what you said with it."),
        TO_MEET, Basis.CONTRACT, Reader.INTRODUCED, Until.INTRODUCTION, Fate.EMPTY, MINE,
        named_in=HERE, empties=("account_id", "note"), why=HISTORY_STAYS,
    ),
    Personal(
        Part.INTRODUCTIONS, "introduction_messages",
        words("id account_id introduction_id mover at text reported_at reported_by came_as"),
        N_("The messages that you wrote in introductions."),
        TO_MEET, Basis.CONTRACT, Reader.INTRODUCED, AFTER_IT_ENDED, Fate.EMPTY, MINE,
        named_in=HERE, empties=("account_id", "text", "came_as"),
        why=N_("That there was a message stays. In the place of its words stands that they were erased."),
    ),
    Personal(
        Part.INTRODUCTIONS, "message_files", words("id message_id name mime size content"),
        N_("The files that you sent with your messages."),
        TO_MEET, Basis.CONTRACT, Reader.INTRODUCED,
        Limit(limits.MESSAGES, ("state_since",), Fate.DELETE, "state", OVER,
              (("message_id", "introduction_messages"), ("introduction_id", "introductions"))),
        Fate.DELETE, (Found("message_id", Key.PARENT, "introduction_messages"),),
    ),
    Personal(
        Part.INTRODUCTIONS, "broker_notes", words("account_id introduction_id text at"),
        N_("Your notes for other brokers."),
        N_("So that brokers can stand in for each other."),
        Basis.INTEREST, Reader.BROKERS, AFTER_IT_ENDED, Fate.EMPTY, MINE, named_in=HERE,
        empties=("account_id", "text"), why=HISTORY_STAYS,
    ),
    Personal(
        Part.INTRODUCTIONS, "offered_times", words("introduction_id starts_at minutes place offered_by"),
        N_("Times and places that were offered for a meeting."),
        TO_MEET, Basis.CONTRACT, Reader.INTRODUCED, Until.INTRODUCTION, Fate.CLEAN, HERE,
        handed=False, why=N_("It is the word of an organisation, not of one person."),
    ),
    Personal(
        Part.INTRODUCTIONS, "disclosures", words("introduction_id of_id to_id fields at withdrawn_at"),
        N_("Receipts: when your name and address, or those of your organisation, were shown to whom. Never"
           " the name and address themselves."),
        N_("So that everybody can see what was shown, on whose yes."),
        Basis.DUTY, Reader.INTRODUCED, Until.INTRODUCTION, Fate.KEEP, HERE,
        why=N_("It says that something was shown, and names organisations alone."),
    ),
    Personal(
        Part.INTRODUCTIONS, "blocks", words("account_id stakeholder_id other_id at"),
        N_("With whom your organisation does not want to be introduced, if you said so."),
        N_("So that it does not happen again."),
        Basis.CONTRACT, Reader.COLLEAGUES, Until.PROFILE, Fate.EMPTY, MINE, empties=("account_id",),
        why=N_("The word of the organisation stays; that it was you who said it goes."),
    ),
)  # fmt: skip

MAILS = (
    Personal(
        Part.MAILS, "mails",
        words("id account_id address name language key kind stakeholder_id introduction_id params state "
              "created_at sent_at error"),
        N_("Which e-mail went to whom and when, and what it was about; not its words."),
        N_("So that nothing is lost, and nothing comes twice."),
        Basis.CONTRACT, Reader.NOBODY,
        Limit(limits.MAILS, ("created_at",), Fate.EMPTY, "state", ("sent", "dropped", "dead")), Fate.EMPTY,
        (Found("account_id"), Found("address", Key.ADDRESS)),
        empties=("address", "name", "account_id", "error"),
        why=N_("That an e-mail was written stays, for it is part of what happened; nobody reads to whom."),
    ),
    Personal(
        Part.MAILS, "mail_links", words("mail_id introduction_id side made_at expires_at used_at"),
        N_("Until when you could answer by a link in an e-mail, and whether you did."),
        N_("So that a link works once, and not for ever."),
        Basis.CONTRACT, Reader.NOBODY, Limit(limits.LINKS, ("expires_at",)), Fate.KEEP,
        (Found("mail_id", Key.PARENT, "mails"),),
        why=N_("It opens nothing any more, and leads to nobody."),
    ),
)  # fmt: skip

PLAIN = (
    Plain(
        "introductions",
        words("pair proposal_id need_id pilot_id region consent_a consent_b confirmed_a confirmed_b version "
              "worth state_since rings_at rung postponed meeting_at meeting_minutes joint_by joint_done_at "
              "decline_reason close_reason tie_id"),
        "Says how far two organisations came, with ids, days and closed lists of words.",
    ),
    Plain("introduction_steps", words("id"), "A number in a row."),
    Plain("broker_notes", words("id"), "A number in a row."),
    Plain("offered_times", words("id"), "A number in a row."),
    Plain("disclosures", words("id consent_id"), "Numbers in a row."),
    Plain("mails", words("due_at attempts"), "When it is tried, and how often."),
    Plain("mail_links", words("id"), "The number of a thing; what opens it is signed with the site's key."),
    Plain("pilots", words("id name about brokered weekly_requests open_limit languages starts_on ends_on "
                          "created_at"), "A programme with its rules, for everybody to read."),
    Plain("pilot_regions", words("pilot_id region"), "Where a programme is."),
    Plain("network_revision", words("id revision"), "A counter."),
    Plain("touched", words("stakeholder_id revision"), "A counter for each record, also one that is gone."),
    Plain("learnt_weights", words("id learnt_at release weights examples partnerships judgements"),
          "Sums over everybody."),
    Plain("shared_attention", words("id shared_at release price reach community unit floor gini coverage "
                                    "floor_share loss"), "How attention is shared out, by ids of records."),
    Plain("surveys", words("id taken_at release content"), "Measures of the network, by ids of records."),
    Plain("region_surveys", words("region taken_at content"), "Measures of a region, by ids of records."),
    Plain("past_figures", words("region day figures"), "Counts."),
)  # fmt: skip

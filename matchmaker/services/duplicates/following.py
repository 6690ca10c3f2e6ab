"""Every column that holds the id of a stakeholder, and what a merge does about it.

A test reads the models and fails when a column is in neither table: who adds one decides here how it follows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from matchmaker.services.duplicates import belongings, consenting, pairs, people
from matchmaker.services.duplicates.moving import Moving

Step = Callable[[Moving], None]

STEPS: tuple[tuple[Step, tuple[str, ...]], ...] = (
    # First, while each of the two still has its own people and its own blocks.
    (
        consenting.introductions,
        (
            "introductions.a_id",
            "introductions.b_id",
            "introductions.pair",
            "disclosures.of_id",
            "disclosures.to_id",
        ),
    ),
    (pairs.ties, ("ties.a_id", "ties.b_id")),
    (pairs.proposals, ("proposals.a_id", "proposals.b_id")),
    (pairs.candidates, ("duplicate_pairs.a_id", "duplicate_pairs.b_id")),
    (belongings.statements, ("offers.stakeholder_id", "needs.stakeholder_id")),
    (belongings.met_by, ("offers.met_by_id", "needs.met_by_id")),
    (belongings.verdicts, ("suggestion_verdicts.stakeholder_id", "suggestion_verdicts.other_id")),
    (belongings.blocks, ("blocks.stakeholder_id", "blocks.other_id")),
    (belongings.memberships, ("pilot_members.stakeholder_id",)),
    (belongings.single, ("ranking_preferences.stakeholder_id", "declarations.stakeholder_id")),
    (belongings.exposures, ("exposures.stakeholder_id",)),
    (people.claims, ("claims.stakeholder_id",)),
    (people.seats, ("role_grants.place", "role_invitations.place", "acting_consents.stakeholder_id")),
    (
        belongings.plain,
        (
            "aliases.stakeholder_id",
            "mails.stakeholder_id",
            "profile_drafts.stakeholder_id",
            "consents.stakeholder_id",
            "reports.stakeholder_id",
            "hidings.stakeholder_id",
            "origin_notices.stakeholder_id",
        ),
    ),
)
"""Each step with the columns for which it answers, in the order in which they are taken."""

STAYING: Mapping[str, str] = {
    "stakeholders.id": "the record itself",
    "changes.stakeholder_id": "the history of the record that went, under the id that it had",
    "changes.subject": "what was changed then",
    "touched.stakeholder_id": "by it readers notice that the record is gone",
    "import_rows.subject": "what an import made; its undo keeps the one that stays",
    "acting_consents.place": "where an official or organiser has the role: never a stakeholder",
    "audit_entries.subject": "the log is never changed",
    "audit_entries.acting_for": "the same",
    "erasures.subject": "what was erased is not there to be merged",
    "merge_requests.a_id": "asked about the two as they were; whoever follows is asked anew",
    "merge_requests.b_id": "the same",
    "merge_requests.keep_id": "the same",
    "merges.kept_id": "merges tell of ids that were; the way on is followed step by step",
    "merges.gone_id": "the same",
    "removals.subject": "a record that was erased, and never merged",
}
"""Columns without a foreign key in which the id of a stakeholder may stand and stays."""

NAMES_NOBODY: Mapping[str, str] = {
    "account_id": "an account",
    "created_by": "an account",
    "broker_id": "an account",
    "decided_by": "an account",
    "invited_by": "an account",
    "undone_by": "an account",
    "asked_by": "an account",
    "agreed_a_by": "an account",
    "agreed_b_by": "an account",
    "refused_by": "an account",
    "import_id": "an import",
    "job_id": "a job",
    "link_id": "a link of a mail",
    "mail_id": "a mail",
    "need_id": "a need, which keeps its id",
    "pair_id": "a pair",
    "about_id": "an offer, a need or a message",
    "hidden_by": "an account",
    "objected_by": "an account",
    "answered_by": "an account",
    "shown_by": "an account",
    "id": "the row itself",
}
"""Names of columns as long as an id that never hold a stakeholder's."""

PLAIN_JSON: Mapping[str, str] = {
    "surveys.content": "ids of the day; readers pass over who is gone, and a new survey is asked for",
    "region_surveys.content": "the same",
    "shared_attention.price": "ids of the day; tomorrow it is reckoned anew",
    "shared_attention.reach": "the same",
    "shared_attention.community": "the same",
    "fiches.content": "a report stays as it was made",
    "proposals.effect": "what was expected on the day",
    "profile_drafts.answers": "words that somebody typed; the id of what came of them stands beside it",
    "profile_drafts.stamps": "versions of these words",
    "reports.stood": "what stood there when it was reported",
    "declarations.answers": "words that somebody typed",
    "imports.preview": "looked through again before it is imported",
    "imports.decisions": "the plan follows the ids of merged records",
    "import_rows.changes": "what an import did",
    "import_rows.before": "what an import's undo needs",
    "merge_requests.choice": "words that somebody typed, and names of fields",
    "mails.params": "ids of introductions and words",
    "jobs.payload": "ids of introductions, imports, mails",
    "audit_entries.details": "the log is never changed",
    "merges.journal": "what the merge did",
    "merges.touches": "what the merge rests on",
    "merges.left": "tables and columns",
}
"""Columns of JSON in which ids of stakeholders may stand, and why they stay."""


def follow_all(moving: Moving) -> None:
    """Let everything follow."""
    for step, _columns in STEPS:
        step(moving)

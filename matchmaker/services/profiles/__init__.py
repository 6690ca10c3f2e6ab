"""Stakeholders with their offers and needs: who they are, what they bring, what they look for."""

from matchmaker.core.declaration import declared, sides, stored
from matchmaker.core.drafts import after, before, steps_of
from matchmaker.core.links import web_address
from matchmaker.services.profiles.checked_letters import WRITERS as DECLARATION_WRITERS
from matchmaker.services.profiles.checks import REGISTER_LENGTH
from matchmaker.services.profiles.closeness import Near, imagined, matched_with, reader_of, see
from matchmaker.services.profiles.coaching import coach
from matchmaker.services.profiles.comparing import Comparison, Difference, Part, compare_states
from matchmaker.services.profiles.confirming import confirm_by_link, get_asked
from matchmaker.services.profiles.declaring import (
    LONGEST as LONGEST_EVIDENCE,
)
from matchmaker.services.profiles.declaring import (
    Queue,
    Standing,
    count_to_check,
    decide,
    declare,
    find_standing,
    get_to_check,
    list_queue,
    list_returned,
    take_back,
)
from matchmaker.services.profiles.drafts import (
    begin_draft,
    drop_draft,
    get_draft,
    keep_step,
    list_drafts,
    tidy_drafts,
)
from matchmaker.services.profiles.finding import Found, list_same_name
from matchmaker.services.profiles.helping import name_helper
from matchmaker.services.profiles.hinting import hints_of, is_written
from matchmaker.services.profiles.letters import WRITERS as PROFILE_WRITERS
from matchmaker.services.profiles.life import prolong, set_state
from matchmaker.services.profiles.opening import openings_of_draft, openings_of_page
from matchmaker.services.profiles.own import MetStatement, OwnStatements, get_met, list_own
from matchmaker.services.profiles.partnering import (
    TogetherAsked,
    answer_together,
    ask_together,
    list_together,
)
from matchmaker.services.profiles.past import Origin, PastPage, Save, get_past, list_origins
from matchmaker.services.profiles.publishing import (
    OTHER_FORM,
    check_step,
    find_faults,
    list_legal_forms,
    publish_draft,
)
from matchmaker.services.profiles.reading import (
    Partner,
    ProfilePage,
    find_stakeholder,
    get_page,
    get_stakeholder,
    list_of_account,
    preview_page,
)
from matchmaker.services.profiles.restoring import restore
from matchmaker.services.profiles.stakeholders import (
    confirm_stakeholder,
    create_stakeholder,
    update_stakeholder,
)
from matchmaker.services.profiles.standing import StatementStanding, standing_of
from matchmaker.services.profiles.statement_letters import WRITERS as STATEMENT_WRITERS
from matchmaker.services.profiles.statements import (
    add_statement,
    get_statement,
    update_statement,
)
from matchmaker.services.profiles.suggesting import keep_suggested
from matchmaker.services.profiles.values import ProfileValues, StatementValues
from matchmaker.services.profiles.versions import version_of_record
from matchmaker.services.profiles.waiting import Question, answer_question, get_question

WRITERS = {**PROFILE_WRITERS, **STATEMENT_WRITERS, **DECLARATION_WRITERS}
"""Who makes the words of the mails about profiles, offers and needs."""

__all__ = [
    "LONGEST_EVIDENCE",
    "OTHER_FORM",
    "REGISTER_LENGTH",
    "WRITERS",
    "Comparison",
    "Difference",
    "Found",
    "MetStatement",
    "Near",
    "Origin",
    "OwnStatements",
    "Part",
    "Partner",
    "PastPage",
    "ProfilePage",
    "ProfileValues",
    "Question",
    "Queue",
    "Save",
    "Standing",
    "StatementStanding",
    "StatementValues",
    "TogetherAsked",
    "add_statement",
    "after",
    "answer_question",
    "answer_together",
    "ask_together",
    "before",
    "begin_draft",
    "check_step",
    "coach",
    "compare_states",
    "confirm_by_link",
    "confirm_stakeholder",
    "count_to_check",
    "create_stakeholder",
    "decide",
    "declare",
    "declared",
    "drop_draft",
    "find_faults",
    "find_stakeholder",
    "find_standing",
    "get_asked",
    "get_draft",
    "get_met",
    "get_page",
    "get_past",
    "get_question",
    "get_stakeholder",
    "get_statement",
    "get_to_check",
    "hints_of",
    "imagined",
    "is_written",
    "keep_step",
    "keep_suggested",
    "list_drafts",
    "list_legal_forms",
    "list_of_account",
    "list_origins",
    "list_own",
    "list_queue",
    "list_returned",
    "list_same_name",
    "list_together",
    "matched_with",
    "name_helper",
    "openings_of_draft",
    "openings_of_page",
    "preview_page",
    "prolong",
    "publish_draft",
    "reader_of",
    "restore",
    "see",
    "set_state",
    "sides",
    "standing_of",
    "steps_of",
    "stored",
    "take_back",
    "tidy_drafts",
    "update_stakeholder",
    "update_statement",
    "version_of_record",
    "web_address",
]

"""Stakeholders with their offers and needs: who they are, what they bring, what they look for."""

from matchmaker.core.declaration import declared, sides, stored
from matchmaker.core.drafts import after, before, steps_of
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
from matchmaker.services.profiles.hinting import hints_of, is_written
from matchmaker.services.profiles.opening import openings_of_draft, openings_of_page
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
)
from matchmaker.services.profiles.stakeholders import (
    confirm_stakeholder,
    create_stakeholder,
    update_stakeholder,
)
from matchmaker.services.profiles.statements import (
    add_statement,
    get_statement,
    set_state,
    update_statement,
)
from matchmaker.services.profiles.values import ProfileValues, StatementValues

__all__ = [
    "LONGEST_EVIDENCE",
    "OTHER_FORM",
    "Found",
    "Partner",
    "ProfilePage",
    "ProfileValues",
    "Queue",
    "Standing",
    "StatementValues",
    "add_statement",
    "after",
    "before",
    "begin_draft",
    "check_step",
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
    "get_draft",
    "get_page",
    "get_stakeholder",
    "get_statement",
    "get_to_check",
    "hints_of",
    "is_written",
    "keep_step",
    "list_drafts",
    "list_legal_forms",
    "list_of_account",
    "list_queue",
    "list_returned",
    "list_same_name",
    "openings_of_draft",
    "openings_of_page",
    "publish_draft",
    "set_state",
    "sides",
    "steps_of",
    "stored",
    "take_back",
    "tidy_drafts",
    "update_stakeholder",
    "update_statement",
]

"""Stakeholders with their offers and needs: who they are, what they bring, what they look for."""

from matchmaker.services.profiles.comparing import Comparison, Difference, Part, compare_states
from matchmaker.services.profiles.confirming import confirm_by_link, get_asked
from matchmaker.services.profiles.letters import WRITERS
from matchmaker.services.profiles.past import Origin, PastPage, Save, get_past, list_origins
from matchmaker.services.profiles.reading import (
    Partner,
    ProfilePage,
    find_stakeholder,
    get_page,
    get_stakeholder,
    list_of_account,
)
from matchmaker.services.profiles.restoring import restore
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
from matchmaker.services.profiles.versions import version_of_record

__all__ = [
    "WRITERS",
    "Comparison",
    "Difference",
    "Origin",
    "Part",
    "Partner",
    "PastPage",
    "ProfilePage",
    "ProfileValues",
    "Save",
    "StatementValues",
    "add_statement",
    "compare_states",
    "confirm_by_link",
    "confirm_stakeholder",
    "create_stakeholder",
    "find_stakeholder",
    "get_asked",
    "get_page",
    "get_past",
    "get_stakeholder",
    "get_statement",
    "list_of_account",
    "list_origins",
    "restore",
    "set_state",
    "update_stakeholder",
    "update_statement",
    "version_of_record",
]

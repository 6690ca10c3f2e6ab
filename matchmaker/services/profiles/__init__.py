"""Stakeholders with their offers and needs: who they are, what they bring, what they look for."""

from matchmaker.services.profiles.checks import REGISTER_LENGTH
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
    "REGISTER_LENGTH",
    "Partner",
    "ProfilePage",
    "ProfileValues",
    "StatementValues",
    "add_statement",
    "confirm_stakeholder",
    "create_stakeholder",
    "find_stakeholder",
    "get_page",
    "get_stakeholder",
    "get_statement",
    "list_of_account",
    "set_state",
    "update_stakeholder",
    "update_statement",
]

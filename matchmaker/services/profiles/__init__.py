"""Stakeholders with their offers and needs: who they are, what they bring, what they look for."""

from matchmaker.services.profiles.coaching import coach
from matchmaker.services.profiles.helping import name_helper
from matchmaker.services.profiles.letters import WRITERS
from matchmaker.services.profiles.life import prolong, set_state
from matchmaker.services.profiles.own import MetStatement, OwnStatements, get_met, list_own
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
from matchmaker.services.profiles.standing import Standing, standing_of
from matchmaker.services.profiles.statements import (
    add_statement,
    get_statement,
    update_statement,
)
from matchmaker.services.profiles.values import ProfileValues, StatementValues
from matchmaker.services.profiles.waiting import Question, answer_question, get_question

__all__ = [
    "WRITERS",
    "MetStatement",
    "OwnStatements",
    "Partner",
    "ProfilePage",
    "ProfileValues",
    "Question",
    "Standing",
    "StatementValues",
    "add_statement",
    "answer_question",
    "coach",
    "confirm_stakeholder",
    "create_stakeholder",
    "find_stakeholder",
    "get_met",
    "get_page",
    "get_question",
    "get_stakeholder",
    "get_statement",
    "list_of_account",
    "list_own",
    "name_helper",
    "prolong",
    "set_state",
    "standing_of",
    "update_stakeholder",
    "update_statement",
]

"""People in their places: who holds a role, who is invited to one, and who acts for a stakeholder."""

from matchmaker.services.people.acting import (
    Acting,
    Consent,
    Done,
    end_consent,
    find_acting,
    find_consent,
    list_consents,
    list_done,
    start,
    stop,
)
from matchmaker.services.people.asking import Asked, answer_asked, ask, find_asked, get_asked
from matchmaker.services.people.consents import LASTS as CONSENT_LASTS
from matchmaker.services.people.consents import Candidate, answer, find_stakeholder, give, list_candidates
from matchmaker.services.people.inviting import Waiting, invite, list_waiting, withdraw
from matchmaker.services.people.joining import Invited, accept, decline, get_invited, is_for, join
from matchmaker.services.people.keeping import tidy
from matchmaker.services.people.letters import WRITERS, meant_by, title_of
from matchmaker.services.people.members import (
    Holder,
    change_part,
    hand_over,
    leave,
    list_holders,
    take_out,
)
from matchmaker.services.people.news import tell_taken
from matchmaker.services.people.seats import get_seat, name_of

__all__ = [
    "CONSENT_LASTS",
    "WRITERS",
    "Acting",
    "Asked",
    "Candidate",
    "Consent",
    "Done",
    "Holder",
    "Invited",
    "Waiting",
    "accept",
    "answer",
    "answer_asked",
    "ask",
    "change_part",
    "decline",
    "end_consent",
    "find_acting",
    "find_asked",
    "find_consent",
    "find_stakeholder",
    "get_asked",
    "get_invited",
    "get_seat",
    "give",
    "hand_over",
    "invite",
    "is_for",
    "join",
    "leave",
    "list_candidates",
    "list_consents",
    "list_done",
    "list_holders",
    "list_waiting",
    "meant_by",
    "name_of",
    "start",
    "stop",
    "take_out",
    "tell_taken",
    "tidy",
    "title_of",
    "withdraw",
]

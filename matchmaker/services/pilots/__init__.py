"""Pilots: network programmes with their organisers, members, rules and limits."""

from matchmaker.services.pilots.answering import Invitation, answer_invitation, get_invitation
from matchmaker.services.pilots.inviting import Invited, Segment, count_segment, invite_list, invite_segment
from matchmaker.services.pilots.joining import LINK_LASTS, check_token, join, join_token, leave, recall_link
from matchmaker.services.pilots.letters import NOT_MEANT, WRITERS, meant
from matchmaker.services.pilots.mailing import AGAIN_AFTER, send_invitations
from matchmaker.services.pilots.members import Member, Members, MemberState
from matchmaker.services.pilots.reading import (
    Listed,
    Organiser,
    PilotPage,
    get_page,
    get_pilot,
    list_members,
    list_of_own,
    list_own,
    list_pilots,
    list_regions,
)
from matchmaker.services.pilots.rules import Rule, brokers_of, is_member, is_over, lies_in, rule_for
from matchmaker.services.pilots.running import (
    change_pilot,
    create_pilot,
    give_organiser,
    take_organiser,
    version_of_pilot,
)
from matchmaker.services.pilots.values import PilotValues, region_code

__all__ = [
    "AGAIN_AFTER",
    "LINK_LASTS",
    "NOT_MEANT",
    "WRITERS",
    "Invitation",
    "Invited",
    "Listed",
    "Member",
    "MemberState",
    "Members",
    "Organiser",
    "PilotPage",
    "PilotValues",
    "Rule",
    "Segment",
    "answer_invitation",
    "brokers_of",
    "change_pilot",
    "check_token",
    "count_segment",
    "create_pilot",
    "get_invitation",
    "get_page",
    "get_pilot",
    "give_organiser",
    "invite_list",
    "invite_segment",
    "is_member",
    "is_over",
    "join",
    "join_token",
    "leave",
    "lies_in",
    "list_members",
    "list_of_own",
    "list_own",
    "list_pilots",
    "list_regions",
    "meant",
    "recall_link",
    "region_code",
    "rule_for",
    "send_invitations",
    "take_organiser",
    "version_of_pilot",
]

"""Pilots: network programmes with their organisers, members, rules and limits."""

from matchmaker.services.pilots.inviting import Invited, Segment, count_segment, invite_list, invite_segment
from matchmaker.services.pilots.joining import check_token, join, join_token, leave
from matchmaker.services.pilots.reading import (
    Listed,
    Member,
    Members,
    MemberState,
    PilotPage,
    get_page,
    get_pilot,
    list_invitations,
    list_members,
    list_own,
    list_pilots,
    list_regions,
)
from matchmaker.services.pilots.rules import Rule, brokers_of, is_member, lies_in, rule_for
from matchmaker.services.pilots.running import change_pilot, create_pilot, give_organiser
from matchmaker.services.pilots.values import PilotValues, region_code

__all__ = [
    "Invited",
    "Listed",
    "Member",
    "MemberState",
    "Members",
    "PilotPage",
    "PilotValues",
    "Rule",
    "Segment",
    "brokers_of",
    "change_pilot",
    "check_token",
    "count_segment",
    "create_pilot",
    "get_page",
    "get_pilot",
    "give_organiser",
    "invite_list",
    "invite_segment",
    "is_member",
    "join",
    "join_token",
    "leave",
    "lies_in",
    "list_invitations",
    "list_members",
    "list_own",
    "list_pilots",
    "list_regions",
    "region_code",
    "rule_for",
]

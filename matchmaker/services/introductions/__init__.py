"""Introductions: bringing two together with the consent of both, and what came of it."""

from matchmaker.services.introductions.answering import accept, close, decline, postpone, withdraw
from matchmaker.services.introductions.blocking import Blocked, list_blocked, list_blocking, unblock
from matchmaker.services.introductions.brokering import add_note, approve, assign, hold, resume, swap
from matchmaker.services.introductions.bulk import Preview, do_to_all, preview
from matchmaker.services.introductions.calendar import MIME, entry_of
from matchmaker.services.introductions.clock import list_ringing, remind_of_meetings, remind_of_steps, ring
from matchmaker.services.introductions.desk import Desk, count_waiting, list_desk
from matchmaker.services.introductions.disclosing import ContactPerson
from matchmaker.services.introductions.exchanging import list_substitutes
from matchmaker.services.introductions.files import get_file, get_file_by_link
from matchmaker.services.introductions.forgetting import erase_part
from matchmaker.services.introductions.hands import Hand, hand_by_link, hand_of
from matchmaker.services.introductions.incoming import Outcome, receive
from matchmaker.services.introductions.letters import WRITERS
from matchmaker.services.introductions.meeting import (
    LONGEST_MEETING,
    SHORTEST_MEETING,
    choose_time,
    offer_times,
    report,
)
from matchmaker.services.introductions.messages import get_reportable, report_message, write
from matchmaker.services.introductions.pairs import find_readable, list_closed, list_under_way
from matchmaker.services.introductions.parting import block, block_for
from matchmaker.services.introductions.personal import export_part
from matchmaker.services.introductions.pipeline import Pipeline, Stage, read_pipeline
from matchmaker.services.introductions.queue import list_by_use
from matchmaker.services.introductions.reading import (
    Row,
    Story,
    Taken,
    get_story,
    get_story_by_link,
    list_mine,
)
from matchmaker.services.introductions.starting import ask_for, begin, check_pair
from matchmaker.services.introductions.stepping import agree_step, confirm, finish_joint_step
from matchmaker.services.introductions.together import Gathering, ask_together, gather
from matchmaker.services.introductions.wanted import (
    EVERYTHING,
    STAGES,
    UNDER_WAY,
    WAITING,
    Wanted,
    Whose,
)

__all__ = [
    "EVERYTHING",
    "LONGEST_MEETING",
    "MIME",
    "SHORTEST_MEETING",
    "STAGES",
    "UNDER_WAY",
    "WAITING",
    "WRITERS",
    "Blocked",
    "ContactPerson",
    "Desk",
    "Gathering",
    "Hand",
    "Outcome",
    "Pipeline",
    "Preview",
    "Row",
    "Stage",
    "Story",
    "Taken",
    "Wanted",
    "Whose",
    "accept",
    "add_note",
    "agree_step",
    "approve",
    "ask_for",
    "ask_together",
    "assign",
    "begin",
    "block",
    "block_for",
    "check_pair",
    "choose_time",
    "close",
    "confirm",
    "count_waiting",
    "decline",
    "do_to_all",
    "entry_of",
    "erase_part",
    "export_part",
    "find_readable",
    "finish_joint_step",
    "gather",
    "get_file",
    "get_file_by_link",
    "get_reportable",
    "get_story",
    "get_story_by_link",
    "hand_by_link",
    "hand_of",
    "hold",
    "list_blocked",
    "list_blocking",
    "list_by_use",
    "list_closed",
    "list_desk",
    "list_mine",
    "list_ringing",
    "list_substitutes",
    "list_under_way",
    "offer_times",
    "postpone",
    "preview",
    "read_pipeline",
    "receive",
    "remind_of_meetings",
    "remind_of_steps",
    "report",
    "report_message",
    "resume",
    "ring",
    "swap",
    "unblock",
    "withdraw",
    "write",
]

"""Privacy: what people agree to, a copy of all that is kept of them, erasure, and retention."""

from matchmaker.services.privacy.consents import (
    Answer,
    answer,
    get_answers,
    is_asked,
    list_news_readers,
    set_suggested,
)
from matchmaker.services.privacy.copies import (
    ask_for_copy,
    build,
    finish,
    get_copy,
    path_of,
    write_copy,
)
from matchmaker.services.privacy.erasing import erase_account, forget_person
from matchmaker.services.privacy.keeping import note_sweep, sweep
from matchmaker.services.privacy.people import list_alone
from matchmaker.services.privacy.plans import ErasurePlan, plan_erasure
from matchmaker.services.privacy.profiles import erase_profile, get_erasable, remove_profile
from matchmaker.services.privacy.purging import finish_purge, purge
from matchmaker.services.privacy.restoring import erase_again

__all__ = [
    "Answer",
    "ErasurePlan",
    "answer",
    "ask_for_copy",
    "build",
    "erase_account",
    "erase_again",
    "erase_profile",
    "finish",
    "finish_purge",
    "forget_person",
    "get_answers",
    "get_copy",
    "get_erasable",
    "is_asked",
    "list_alone",
    "list_news_readers",
    "note_sweep",
    "path_of",
    "plan_erasure",
    "purge",
    "remove_profile",
    "set_suggested",
    "sweep",
    "write_copy",
]

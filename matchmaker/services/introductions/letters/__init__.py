"""The words of the mails: made when a mail is sent, of what is true then, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping

from matchmaker.core.notifications import MailKind
from matchmaker.services import pilots
from matchmaker.services.introductions.letters import asking, going, returning, together, writing
from matchmaker.services.introductions.letters.setting import writer_of
from matchmaker.services.notifications import Writer

WRITERS: Mapping[MailKind, Writer] = {
    MailKind.ASKED: together.ask,
    MailKind.REMINDER: together.remind,
    MailKind.INTRODUCED: writer_of(asking.introduced),
    MailKind.DECLINED: writer_of(asking.declined),
    MailKind.WAITS: writer_of(asking.waits),
    MailKind.MEETING: writer_of(going.meeting),
    MailKind.OUTCOME: writer_of(going.outcome),
    MailKind.FOLLOW_UP: writer_of(going.follow_up),
    MailKind.ENDED: writer_of(going.ended),
    MailKind.PARTNERS: writer_of(going.partners),
    MailKind.MESSAGE: writer_of(writing.message),
    MailKind.RETURNED: writer_of(returning.returned),
    **pilots.WRITERS,
}
"""Who makes the words of each kind of mail."""

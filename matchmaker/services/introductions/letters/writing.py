"""Letters about what the two write to each other."""

from __future__ import annotations

from collections.abc import Sequence

from matchmaker import i18n
from matchmaker.mail import Action, Attachment, Letter, Section
from matchmaker.models import Account, IntroductionMessage, MessageFile
from matchmaker.services.introductions.disclosing import contacts_for, may_reach
from matchmaker.services.introductions.files import MOST_ATTACHED, files_of
from matchmaker.services.introductions.letters.setting import Setting, Signer, letter_of


def message(at: Setting) -> Letter | None:
    """Somebody wrote within an introduction."""
    found = at.session.get(IntroductionMessage, at.mail.params.get("message", ""))
    if found is None or found.reported_at is not None:
        return None
    files = files_of(at.session, found, loaded=False)
    if not found.text and not files:
        return None
    _ = at.gettext
    title = _("A message about %(other)s and you") % at.names
    if found.mover.side is not None:
        title = _("%(other)s writes to you") % at.names
    waits = sum(one.size for one in files) > MOST_ATTACHED
    lists = [Section(_("The message"), found.text.split("\n"), listed=False)] if found.text else []
    if files:
        lists.append(
            Section(_("Waiting for you on the page") if waits else _("Attached"), _listed(at, files))
        )
    return letter_of(
        at,
        title,
        lists=lists,
        actions=_answers(at, waits=waits),
        signer=_author(at, found),
        attachments=_attached(at, found) if files and not waits else (),
    )


def _answers(at: Setting, *, waits: bool) -> list[Action]:
    """Where one answers; who has no account answers by mail, and fetches by a link what did not go along."""
    if at.mail.account_id:
        return [Action(at.gettext("Answer"), at.page, main=True)]
    return [Action(at.gettext("Fetch the files"), at.url, main=True)] if waits and at.link else []


def _listed(at: Setting, files: Sequence[MessageFile]) -> list[str]:
    return [f"{one.name} ({i18n.file_size(one.size, at.mail.language)})" for one in files]


def _attached(at: Setting, found: IntroductionMessage) -> list[Attachment]:
    return [Attachment(one.name, one.mime, one.content) for one in files_of(at.session, found, loaded=True)]


def _author(at: Setting, found: IntroductionMessage) -> Signer | None:
    """Who wrote, if the reader may know how to reach them: then an answer to the mail goes there."""
    author, side = at.session.get(Account, found.account_id) if found.account_id else None, found.mover.side
    if at.side is None or not may_reach(at.session, at.one, at.side):
        return None
    if author is None:
        # Nobody else shall sign what one of the two wrote without an account.
        people = contacts_for(at.session, at.one, at.side).get(side, []) if side else []
        return Signer(at.other.name, address=people[0].email) if people else None
    whose = (at.own if side is at.side else at.other).name if side else at.gettext("Broker")
    return Signer(author.name, whose, author.email)

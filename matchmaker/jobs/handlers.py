"""What to do for each kind of job: the table that the worker looks into."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cached_property
from itertools import count
from typing import TYPE_CHECKING, Any

import structlog

from matchmaker.config import Settings
from matchmaker.core.notifications import MailKind
from matchmaker.db import Database
from matchmaker.jobs.posting import WRITERS, addresses_of, post_of
from matchmaker.services import (
    accounts,
    claims,
    duplicates,
    ecosystem,
    exchange,
    introductions,
    jobs,
    network,
    notifications,
    origins,
    people,
    pilots,
    privacy,
    suggestions,
)
from matchmaker.services.profiles import asking, drafts, expiry, freshness

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class Work:
    """What a handler gets.

    `session` is the one transaction of the job: it commits when the handler comes back, together with the
    note that the job is done, and rolls back when it raises. It begins when it is first asked for; what can
    be read or reckoned before that (with `database.reading()`) keeps no other writer waiting.
    `progress(done, total)` may be called as often as one likes, at least once a minute; it raises `Stopped`
    when the worker shall end.
    """

    def __init__(
        self,
        payload: Mapping[str, Any],
        *,
        database: Database,
        settings: Settings,
        now: datetime,
        begin: Callable[[], Session],
        progress: Callable[[int, int], None],
    ) -> None:
        self.payload = payload
        self.database = database
        self.settings = settings
        self.now = now
        self.progress = progress
        self._begin = begin

    @cached_property
    def session(self) -> Session:
        """The transaction of the job."""
        return self._begin()


log = structlog.get_logger()

Handler = Callable[[Work], None]

LEARNING_STEPS = 4
"""Into so many steps the past is cut at most."""


def expire_statements(work: Work) -> None:
    """Offers and needs whose last day is over are closed."""
    expiry.expire_statements(work.session, now=work.now)


def find_stale(work: Work) -> None:
    """Profiles that were confirmed long ago: their people are asked, some in each job."""
    freshness.put_down_due(work.session, now=work.now)


def ask_stale(work: Work) -> None:
    """The people of some profiles are asked whether all is still true, or reminded."""
    freshness.ask(work.session, work.payload["ids"], now=work.now)


def ask_about_statements(work: Work) -> None:
    """Members are asked about offers and needs that end soon, or that nobody has confirmed for long."""
    if asking.ask_about_statements(work.session, now=work.now):
        # Some at a time: the rest in a job of its own, until nobody is left to ask.
        jobs.enqueue(work.session, "statements.ask", now=work.now)


def find_untold(work: Work) -> None:
    """Contacts of records that nobody claimed are to be told where these come from, so many a day."""
    a_day = work.settings.origin_mails_a_day
    origins.put_down_due(work.session, a_day=a_day, now=work.now)
    if late := origins.count_late(work.session, a_day=a_day, now=work.now):
        log.warning("origins.late", addresses=late, a_day=a_day)


def tell_origins(work: Work) -> None:
    """Some of these contacts are written to."""
    origins.tell(work.session, work.payload["ids"], now=work.now)


def tidy_accounts(work: Work) -> None:
    """Counts of tries, sign-ins and invitations that are long over are forgotten."""
    accounts.tidy(work.session, now=work.now)
    people.tidy(work.session, now=work.now)


def expire_claims(work: Work) -> None:
    """Claims of records that nobody answered for long run out."""
    claims.expire(work.session, now=work.now)


def tidy_drafts(work: Work) -> None:
    """Profiles in the making that nobody has touched for long are removed."""
    drafts.tidy_drafts(work.session, now=work.now)


def tidy_exposure(work: Work) -> None:
    """Days of the exposure log that are long over are forgotten."""
    suggestions.tidy_exposure(work.session, now=work.now)


def tidy_jobs(work: Work) -> None:
    """Work that was done long ago is forgotten; each mail and each ring of a clock leaves some."""
    # An import's own page tells of its work for as long as there is the import.
    kinds = [kind for kind in HANDLERS if not kind.startswith("import.")]
    jobs.tidy(work.session, kinds, now=work.now)


def learn_weights(work: Work) -> None:
    """Weights are learnt and attention is shared out while others write; both are written down in the end."""
    with work.database.reading() as reader:
        past = network.read_past(reader, now=work.now)
    steps = count(1)
    lesson = network.learn_from(
        past, today=work.now.date(), progress=lambda _what: work.progress(next(steps), LEARNING_STEPS)
    )
    attention = network.share_out(past, lesson.weights, today=work.now.date(), progress=work.progress)
    network.learn_weights(work.session, lesson, now=work.now)
    network.keep_attention(work.session, attention, now=work.now)


def build_index(work: Work) -> None:
    """The index of a large network is built where that is due, in a process of its own."""
    network.build_due(work.database, today=work.now.date(), progress=work.progress)


def take_survey(work: Work) -> None:
    """The network is surveyed while others write; what was found is written down in the end."""
    with work.database.reading() as reader:
        scene = ecosystem.look(reader, today=work.now.date())
        earlier = ecosystem.find_earlier(reader)
    taken = ecosystem.take_survey(scene, earlier, progress=work.progress)
    ecosystem.keep_survey(work.session, taken, now=work.now)


def find_duplicates(work: Work) -> None:
    """Records that may be the same are looked for while others write; then the pairs are written down."""
    with work.database.reading() as reader:
        facts = duplicates.read_facts(reader)
    found = duplicates.find_pairs(facts, progress=work.progress)
    duplicates.keep_pairs(work.session, found, now=work.now)


def tidy_merges(work: Work) -> None:
    """What long past merges did is forgotten; they cannot be undone any more."""
    duplicates.tidy_merges(work.session, now=work.now)


def import_look(work: Work) -> None:
    """An uploaded file is looked through, so that its preview can be shown."""
    with work.database.reading() as reader:
        looked = exchange.prepare_look(
            reader, work.payload["import_id"], store=_store(work), progress=work.progress
        )
    if looked:
        exchange.finish_look(work.session, looked)


def import_run(work: Work) -> None:
    """An import is planned while others write, and written in one go."""
    with work.database.reading() as reader:
        ready = exchange.prepare_import(
            reader, work.payload["import_id"], store=_store(work), progress=work.progress
        )
    if ready:
        exchange.finish_import(work.session, ready, now=work.now, progress=work.progress)
        jobs.enqueue(work.session, "index.build", now=work.now)


def import_undo(work: Work) -> None:
    """An import is taken back."""
    exchange.finish_undo(work.session, work.payload["import_id"], now=work.now, progress=work.progress)


def send_mail(work: Work, writers: Mapping[MailKind, notifications.Writer] = WRITERS) -> None:
    """A mail is written and handed to the server while others write; what came of it is written down."""
    with work.database.reading() as reader:
        ready = notifications.prepare(
            reader,
            work.payload["mail_id"],
            writers=writers,
            addresses=addresses_of(work.settings),
            now=work.now,
        )
    if isinstance(ready, notifications.Ready):
        ready = notifications.deliver(ready, post_of(work.settings))
    if ready is not None:
        notifications.settle(work.session, ready, now=work.now)


def bundle_mails(work: Work) -> None:
    """What waits for somebody's digest becomes one mail."""
    notifications.bundle(work.session, work.payload["account_id"], now=work.now)


def sweep_mails(work: Work) -> None:
    """Mails that are overdue and that no job would send any more are found."""
    notifications.sweep(work.session, now=work.now)


def find_ringing(work: Work) -> None:
    """Each clock that has rung gets a job of its own: one that fails stops no other."""
    due = introductions.list_ringing(work.session, now=work.now)
    for introduction_id, at in due:
        # A job that gave up has another chance on the next day: nobody who waits is lost.
        key = f"{introduction_id} {at.isoformat()} {work.now.date().isoformat()}"
        jobs.enqueue_once(work.session, "introductions.ring", key, now=work.now, id=introduction_id)


def ring_introduction(work: Work) -> None:
    """The clock of one introduction does what it should."""
    introductions.ring(work.session, work.payload["id"], now=work.now)


def remind_of_steps(work: Work) -> None:
    """First joint steps whose day has come are reminded of."""
    introductions.remind_of_steps(work.session, now=work.now)


def remind_of_meetings(work: Work) -> None:
    """Meetings that are near are reminded of, in a job of its own: it stops no clock."""
    introductions.remind_of_meetings(work.session, now=work.now)


def invite_to_pilot(work: Work) -> None:
    """Some who were invited to a pilot are written to."""
    about = work.payload
    pilots.send_invitations(
        work.session, about["pilot_id"], about["ids"], again=about.get("again", False), now=work.now
    )


def copy_data(work: Work) -> None:
    """A copy of all that is kept of somebody is built while others write."""
    about = work.payload["copy_id"]
    with work.database.reading() as reader:
        built = privacy.build(reader, about, folder=work.settings.folder, progress=work.progress)
    privacy.finish(work.session, built)


def purge_files(work: Work) -> None:
    """After an erasure: files go, the database is packed, and the list beside it is kept."""
    privacy.finish_purge(work.database, work.payload, folder=work.settings.folder, now=work.now)


def sweep_old(work: Work) -> None:
    """What has been kept long enough goes, a few rows at a time."""
    counts = privacy.sweep(work.database, folder=work.settings.folder, now=work.now)
    privacy.note_sweep(work.session, counts, now=work.now)


def _store(work: Work) -> exchange.Store:
    settings = work.settings
    return exchange.store_of(settings.folder, megabytes=settings.max_upload_mb, rows=settings.max_import_rows)


HANDLERS: dict[str, Handler] = {
    "accounts.tidy": tidy_accounts,
    "claims.expire": expire_claims,
    "drafts.tidy": tidy_drafts,
    duplicates.JOB: find_duplicates,
    "exposure.tidy": tidy_exposure,
    "import.look": import_look,
    "import.run": import_run,
    "import.undo": import_undo,
    "index.build": build_index,
    "introductions.due": find_ringing,
    "introductions.meetings": remind_of_meetings,
    "introductions.ring": ring_introduction,
    "introductions.steps": remind_of_steps,
    "jobs.tidy": tidy_jobs,
    "mail.digest": bundle_mails,
    "mail.send": send_mail,
    "mail.sweep": sweep_mails,
    "merges.tidy": tidy_merges,
    "origins.due": find_untold,
    "origins.tell": tell_origins,
    "pilots.invite": invite_to_pilot,
    "profiles.ask": ask_stale,
    "profiles.due": find_stale,
    "statements.ask": ask_about_statements,
    "privacy.copy": copy_data,
    "privacy.purge": purge_files,
    "privacy.sweep": sweep_old,
    "statements.expire": expire_statements,
    "survey.take": take_survey,
    "weights.learn": learn_weights,
}

# Done once on each day (UTC) and once more after an update, by whichever worker comes first.
DAILY = (
    "accounts.tidy", "claims.expire", "drafts.tidy", "exposure.tidy", "jobs.tidy", "statements.expire",
    "statements.ask", "profiles.due", "origins.due", "introductions.steps", "weights.learn", "index.build",
    "survey.take", "privacy.sweep", duplicates.JOB, "merges.tidy",
)  # fmt: skip

# Done once an hour: a clock that rings in the afternoon is heard in the afternoon. All look at an index.
HOURLY = ("introductions.due", "introductions.meetings", "mail.sweep", "index.build")

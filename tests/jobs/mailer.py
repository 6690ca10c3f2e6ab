"""A worker in a process of its own that sends mails of the tests: killed in the midst of its work.

`python -m tests.jobs.mailer MOMENT` does what is due at that moment, then ends.
"""

from __future__ import annotations

import sys
from datetime import datetime
from functools import partial

from matchmaker.config import load_settings
from matchmaker.instance import open_database
from matchmaker.jobs.handlers import Handler, bundle_mails, find_ringing, send_mail, sweep_mails
from matchmaker.jobs.worker import Worker
from tests.services.notifications.posting import WRITERS

HANDLERS: dict[str, Handler] = {
    "introductions.due": find_ringing,
    "mail.send": partial(send_mail, writers=WRITERS),
    "mail.digest": bundle_mails,
    "mail.sweep": sweep_mails,
}


def main() -> None:
    """Say when the work begins, so that whoever kills us need not wait for the imports."""
    settings = load_settings()
    database = open_database(settings)
    now = datetime.fromisoformat(sys.argv[1])
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    worker = Worker(database, settings, clock=lambda: now, handlers=HANDLERS)
    worker._scheduled_for = now.date()  # the work of the day is not what is tried here
    worker.run_due()
    database.dispose()


if __name__ == "__main__":
    main()

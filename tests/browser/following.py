"""Links of mails, opened as their reader would: each mail goes out by a real server and holds its link."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from playwright.sync_api import Page

from matchmaker.jobs.worker import Worker
from tests import smtp
from tests.factories import NOW
from tests.web.test_by_mail import words_of
from tests.web.world import World

Follow = Callable[[Page, str], None]
"""Opens the link of the newest mail to an address."""


@contextmanager
def links_in_mails(world: World, server: str, kinds: str) -> Iterator[Follow]:
    """Send what waits and open links below `kinds`, a pattern of the first part of their path."""
    with smtp.running() as mails:

        def open_link(page: Page, address: str) -> None:
            settings = dataclasses.replace(
                world.app.extensions["settings"], base_url=server,
                mail_host="127.0.0.1", mail_port=mails.port, mail_security="none",
            )  # fmt: skip
            worker = Worker(world.database, settings, clock=lambda: NOW)
            worker._scheduled_for = NOW.date()  # the work of the day is not what is tried here
            worker.run_due()
            mail = next(mail for mail in reversed(mails.mails) if address in str(mail["To"]))
            found = re.search(rf"https?://\S+/{kinds}/\S+", words_of(mail))
            assert found is not None
            page.goto(found[0])

        yield open_link

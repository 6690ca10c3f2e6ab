"""The worker as a thread of the embedded server."""

from __future__ import annotations

from threading import Event, Thread

import structlog

from matchmaker.config import Settings
from matchmaker.db import Database
from matchmaker.jobs.worker import Worker
from matchmaker.services import suggestions

BETWEEN_LOOKS = 0.5
PATIENCE = 10.0

log = structlog.get_logger()


class WorkerThread:
    """Looks for due jobs every half second until it is stopped."""

    def __init__(self, database: Database, settings: Settings) -> None:
        self._stop = Event()
        self._worker = Worker(database, settings, stopping=self._stop.is_set)
        # A daemon: a job that cannot be interrupted does not keep the process alive; its lease runs out.
        self._thread = Thread(target=self.loop, name="worker", daemon=True)

    def start(self) -> None:
        """Begin to look for jobs beside the pages."""
        self._thread.start()

    def loop(self) -> None:
        """Look for jobs in this thread until somebody stops it."""
        while not self._stop.is_set():
            try:
                self._worker.run_due()
            except Exception:
                # The database may be away for a while; the next look finds it again.
                log.exception("the worker could not look for jobs")
            self._stop.wait(BETWEEN_LOOKS)

    def ask_to_stop(self) -> None:
        """Let the worker end as soon as its job says how far it is."""
        self._stop.set()

    def stop(self) -> None:
        """Ask it to stop and wait a while for it; what the pages showed until now is written down."""
        self.ask_to_stop()
        if self._thread.is_alive():
            self._thread.join(PATIENCE)
            suggestions.hand_over(self._worker.database)

"""How a process ends while a thread of it may still compute."""

from __future__ import annotations

import logging
import os
import sys
import threading


def end() -> None:
    """End well at once if a thread is still at work; else do nothing, and let Python end as it does.

    Python takes itself apart while such a thread still runs; one that is inside a library, or writes a
    line of the log just then, makes it abort (SIGABRT). Whoever calls this has nothing left to clean up.
    """
    if threading.active_count() > 1:
        logging.shutdown()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)

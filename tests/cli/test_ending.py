"""A process whose threads still compute ends at once, and well."""

from __future__ import annotations

import subprocess
import sys

import pytest

# The second thread would print "late" at the moment in which Python takes itself apart.
CODE = """
import threading, time
from matchmaker.cli import ending

if {busy}:
    threading.Thread(target=lambda: (time.sleep(60), print("late")), daemon=True).start()
print("said", end="")
ending.end()
print(" more", end="")
"""


@pytest.mark.parametrize(("busy", "said"), [(True, "said"), (False, "said more")])
def test_only_a_busy_process_is_ended_at_once(busy: bool, said: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", CODE.format(busy=busy)],
        capture_output=True,
        text=True,
        timeout=50,
        check=False,
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, said, "")

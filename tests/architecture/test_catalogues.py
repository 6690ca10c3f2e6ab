"""Every message of the code stands in each catalogue with its translation."""

from __future__ import annotations

import subprocess
import sys

from tests.architecture.source import ROOT


def test_every_message_is_translated_in_each_catalogue() -> None:
    command = [sys.executable, str(ROOT / "scripts" / "catalogues.py"), "check"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr

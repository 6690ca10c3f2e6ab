"""The embedded server and the worker as real processes: they begin, say where they are, and end cleanly."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from matchmaker.config import Settings

CODE = "from matchmaker.cli import main; main()"
PATIENCE = 60


@contextmanager
def running(settings: Settings, *words: str) -> Iterator[subprocess.Popen[str]]:
    environment = os.environ | {"MATCHMAKER_INSTANCE": settings.instance, "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-c", CODE, *words]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True) as process:  # fmt: skip
        try:
            yield process
        finally:
            process.kill()


def first_line(process: subprocess.Popen[str], beginning: str) -> str:
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith(beginning):
            return line
    raise AssertionError("the process ended before it said what it should")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_server_answers_and_ends_cleanly(sqlite_settings: Settings, number: signal.Signals) -> None:
    with running(sqlite_settings, "serve", "--demo", "--port", "0") as process:
        found = re.search(r"http://127\.0\.0\.1:\d+", first_line(process, "Matchmaker is at "))
        assert found is not None
        with urllib.request.urlopen(f"{found[0]}/healthz", timeout=PATIENCE) as answer:
            assert answer.status == 200
        process.send_signal(number)
        assert process.wait(PATIENCE) == 0
        assert process.stdout is not None
        assert "Traceback" not in process.stdout.read()


def test_a_port_that_is_taken_is_told_with_what_to_do(sqlite_settings: Settings) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        with running(sqlite_settings, "serve", "--port", port) as process:
            output, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1
    assert "choose another port with --port" in output
    assert "Traceback" not in output


def test_the_worker_ends_cleanly_when_it_is_asked_to(sqlite_settings: Settings) -> None:
    with running(sqlite_settings, "worker") as process:
        first_line(process, "The worker is looking")
        process.terminate()
        assert process.wait(PATIENCE) == 0

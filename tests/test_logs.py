"""Logs: one line per event, as text or JSON, from the chosen level on."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
import structlog

from matchmaker import logs
from matchmaker.config import Settings


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    before = structlog.get_config()
    yield
    structlog.configure(**before)


def test_a_line_of_json_holds_the_event_and_its_values(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up(Settings(log_json=True))
    structlog.get_logger().info("job done", job="j-1", seconds=2)
    line = json.loads(_written(capsys))
    assert (line["event"], line["job"], line["seconds"], line["level"]) == ("job done", "j-1", 2, "info")
    assert line["timestamp"].endswith("Z"), "moments are in UTC"


def test_text_has_the_event_and_no_colour_codes(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up(Settings())
    structlog.get_logger().warning("job failed", job="j-1")
    text = _written(capsys)
    assert "job failed" in text
    assert "job=j-1" in text
    assert "\x1b" not in text


def test_what_lies_below_the_level_is_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up(Settings(log_level="warning", log_json=True))
    log = structlog.get_logger()
    log.info("chatter")
    log.error("trouble")
    assert [json.loads(line)["event"] for line in _written(capsys).splitlines()] == ["trouble"]


def test_a_level_that_does_not_exist_means_info(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up(Settings(log_level="loud", log_json=True))
    log = structlog.get_logger()
    log.debug("chatter")
    log.info("news")
    assert [json.loads(line)["event"] for line in _written(capsys).splitlines()] == ["news"]


def test_an_exception_comes_with_its_trace(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up(Settings(log_json=True))
    try:
        raise ValueError("no such thing")
    except ValueError:
        structlog.get_logger().exception("request failed")
    assert "ValueError: no such thing" in json.loads(_written(capsys))["exception"]


def test_the_output_of_a_command_stays_free_of_logs(capsys: pytest.CaptureFixture[str]) -> None:
    """What a command prints may be piped into another program."""
    logs.set_up(Settings())
    structlog.get_logger().error("trouble")
    assert capsys.readouterr().out == ""


def _written(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().err

"""Logs: structlog, one line per event, as text or JSON."""

from __future__ import annotations

import logging
import sys

import structlog

from matchmaker.config import Settings


def set_up(settings: Settings) -> None:
    """Configure structlog for this process; secrets and form contents are never passed to it."""
    level = logging.getLevelNamesMapping().get(settings.log_level.upper(), logging.INFO)
    renderer: structlog.types.Processor = (
        structlog.processors.JSONRenderer()
        if settings.log_json
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.format_exc_info,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=_to_the_side,
        cache_logger_on_first_use=False,
    )


def _to_the_side(*_names: object) -> structlog.WriteLogger:
    """Standard error, as it is now: what a command prints may go on into another program."""
    return structlog.WriteLogger(sys.stderr)

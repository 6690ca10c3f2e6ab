"""`matchmaker serve`: pages and jobs in one process, with nothing else to install."""

from __future__ import annotations

import signal
from threading import Thread
from types import FrameType
from typing import Any

import click
from waitress.server import create_server

from matchmaker.app import MEGABYTE, create_app
from matchmaker.cli import ending
from matchmaker.cli.commands import FAILURE, Refused
from matchmaker.cli.opening import now, opened
from matchmaker.config import Settings, load_settings
from matchmaker.jobs.thread import WorkerThread
from matchmaker.services import suggestions

# Far above the largest upload, so that our own page refuses what is only a little too large.
BODY_TIMES = 20


@click.command()
@click.option("--host", help="Address to listen on (setting MATCHMAKER_HOST).")
@click.option("--port", type=click.IntRange(0, 65535), help="Port to listen on (setting MATCHMAKER_PORT).")
@click.option("--demo", is_flag=True, help="Demo mode: signing in as a demo person by one click.")
def serve(host: str | None, port: int | None, demo: bool) -> None:
    """Serve the pages and do the jobs until stopped."""
    given: dict[str, Any] = {"host": host, "port": port, "demo": demo or None}
    settings = load_settings(**{name: value for name, value in given.items() if value is not None})
    with opened(settings) as database:
        server = listen(settings, create_app(settings, database=database))
        worker = WorkerThread(database, settings)
        # Both by name: a shell that starts us in the background has SIGINT ignored.
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, _stop)
        try:
            worker.start()
            # The first reader need not wait for the network to be read.
            Thread(target=suggestions.warm, args=[database], kwargs={"now": now()}, daemon=True).start()
            for address in addresses(server, settings):
                click.echo(f"Matchmaker is at {address}")
            # Waitress ends its loop, and lets its threads end, on SystemExit and KeyboardInterrupt.
            server.run()
        finally:
            server.close()
            worker.stop()
    ending.end()


def listen(settings: Settings, app: Any) -> Any:
    """A server that holds its port already; it answers once it runs.

    Raises:
        Refused: the address or the port cannot be had.
    """
    try:
        return create_server(
            app,
            host=settings.host,
            port=settings.port,
            threads=settings.threads,
            ident="",
            max_request_body_size=BODY_TIMES * settings.max_upload_mb * MEGABYTE,
            # Behind proxies the app itself reads as many of their headers as the setting trusts.
            clear_untrusted_proxy_headers=settings.trusted_proxies == 0,
        )
    except (OSError, ValueError) as error:
        raise Refused(
            f"Cannot listen on {settings.host}, port {settings.port}: {error}. "
            "End the other program, or choose another port with --port.",
            FAILURE,
        ) from error


def addresses(server: Any, settings: Settings) -> list[str]:
    """Where the pages are; a name such as localhost may stand for several sockets."""
    sockets = getattr(server, "effective_listen", None) or [(settings.host, server.effective_port)]
    return [f"http://{f'[{host}]' if ':' in str(host) else host}:{port}" for host, port in sockets]


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)

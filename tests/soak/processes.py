"""The program as a process of its own, killed in the midst of its work."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from http.client import HTTPMessage
from http.cookiejar import CookieJar
from typing import IO

from matchmaker.config import Settings

CODE = "from matchmaker.cli import main; main()"
PATIENCE = 60


def start(settings: Settings, *words: str) -> subprocess.Popen[str]:
    """`matchmaker …` on this instance; its words can be read from `stdout`."""
    environment = os.environ | {"MATCHMAKER_INSTANCE": settings.instance, "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-c", CODE, *words]
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def address_of(server: subprocess.Popen[str]) -> str:
    """Where a server that was just started listens."""
    assert server.stdout is not None
    for line in server.stdout:
        if found := re.search(r"http://127\.0\.0\.1:\d+", line):
            return found[0]
    raise AssertionError("the server ended before it said where it is")


class Redirected(urllib.request.HTTPRedirectHandler):
    """Leaves a redirection as the answer: a 303 is what acknowledges a save."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> None:
        """Follow nothing."""
        return


class Browser:
    """A signed-in reader over real sockets; its cookies outlive the server."""

    def __init__(self) -> None:
        cookies = urllib.request.HTTPCookieProcessor(CookieJar())
        self._opener = urllib.request.build_opener(cookies, Redirected())
        self._token = ""

    def sign_in(self, base: str, email: str, password: str) -> None:
        """Through the page, as people do."""
        self._token = self.token(f"{base}/sign-in")
        assert self.post(f"{base}/sign-in", email=email, password=password) == 303

    def token(self, url: str) -> str:
        """The form token of a page."""
        with self._opener.open(url, timeout=PATIENCE) as answer:
            found = re.search(r'name="csrf_token" value="([^"]+)"', answer.read().decode())
        assert found is not None
        return found[1]

    def renew(self, url: str) -> None:
        """Take the form token of this page from now on."""
        self._token = self.token(url)

    def post(self, url: str, **fields: str) -> int:
        """Send a form; the answer is its status."""
        data = urllib.parse.urlencode(fields | {"csrf_token": self._token}).encode()
        try:
            with self._opener.open(url, data, timeout=PATIENCE) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code

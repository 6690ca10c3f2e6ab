"""Certificates for a mail server of the tests: an issuer of our own, and what it signs for a name."""

from __future__ import annotations

import os
import shutil
import ssl
import subprocess
from pathlib import Path

import pytest

DAYS = "30"
KEY = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")


class Issuer:
    """Signs certificates; who trusts `path` trusts them. Made by the openssl program, if there is one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True)
        self.path, self._key = folder / "issuer.pem", folder / "issuer.key"
        about = ("-subj", "/CN=Issuer of the tests", "-addext", "keyUsage=critical,keyCertSign")
        _openssl("req", "-x509", *KEY, "-keyout", self._key, "-out", self.path, "-days", DAYS, *about)

    def context(self, *names: str) -> ssl.SSLContext:
        """What a server needs to show that it bears these names, such as "DNS:localhost"."""
        key, asked, signed, more = (self.folder / name for name in ("s.key", "s.csr", "s.pem", "s.ext"))
        more.write_text(f"subjectAltName={','.join(names)}\n")
        _openssl("req", "-new", *KEY, "-keyout", key, "-out", asked, "-subj", "/CN=server")
        by = ("-CA", self.path, "-CAkey", self._key, "-CAcreateserial", "-days", DAYS)
        _openssl("x509", "-req", "-in", asked, *by, "-extfile", more, "-out", signed)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(signed, key)
        return context


def need_openssl() -> None:
    """Skip a test where the program that makes certificates is not installed; under CI=true it fails."""
    if shutil.which("openssl") is None:
        if os.environ.get("CI") == "true":
            pytest.fail("The openssl program is not installed; under CI=true nothing may be left out.")
        pytest.skip("the openssl program is not installed")  # a developer may lack it; CI may not


def _openssl(*arguments: str | Path) -> None:
    subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True)

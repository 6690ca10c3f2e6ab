"""Which texts of people may become links: whole addresses of the web, and nothing else."""

from __future__ import annotations

from urllib.parse import urlsplit

SCHEMES = frozenset({"http", "https"})
NEVER = frozenset(' "<>\\')
"""Signs that no address holds as it stands, and that browsers and programs read in different ways."""


def web_address(text: str) -> str | None:
    """The address if a link may lead there, else None: then it is shown as plain text.

    It names http or https and a host. A name before the host ("https://bank.example@evil.example") only
    deceives; signs that one cannot see (tabs, new lines, those that turn the direction) hide what it is.
    """
    if not text.isprintable() or NEVER & set(text):
        return None
    try:
        parts = urlsplit(text)
        host, _port = parts.hostname, parts.port
    except ValueError:
        return None
    return text if parts.scheme in SCHEMES and host and "@" not in parts.netloc else None

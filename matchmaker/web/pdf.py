"""A page as PDF, where the extra `pdf` is installed: WeasyPrint, which needs Pango."""

from __future__ import annotations

import logging
from functools import cache
from importlib.util import find_spec

from matchmaker import paths
from matchmaker.errors import NotFound

# PDF/UA: tagged, so that screen readers find headings, tables and reading order.
VARIANT = "pdf/ua-1"


@cache
def is_installed() -> bool:
    """Whether the extra is there."""
    return find_spec("weasyprint") is not None


def write(html: str) -> bytes:
    """The document as PDF; its addresses are those of our own static files.

    Raises:
        NotFound: WeasyPrint, or the library of the system that it needs, is not installed.
    """
    try:
        # Loaded here: half a second that no other page should wait for.
        from weasyprint import HTML  # type: ignore[import-untyped]  # it ships no types
        from weasyprint.urls import URLFetcher  # type: ignore[import-untyped]  # neither does this
    except (ImportError, OSError) as error:
        raise NotFound("This site makes no PDF. Print the fiche from your browser instead.") from error
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    base = paths.STATIC.as_uri() + "/"
    fetcher = URLFetcher(allowed_protocols={"file"}, allow_redirects=False)
    document = HTML(string=html, base_url=base, url_fetcher=fetcher)
    return bytes(document.write_pdf(pdf_variant=VARIANT))

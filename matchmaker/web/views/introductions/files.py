"""Files of messages: their names with what they are, and the answer by which one is fetched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from flask import Response, url_for

from matchmaker import context, i18n
from matchmaker.models import MessageFile
from matchmaker.services.introductions import Story

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    # Even a browser that shows it lets it do nothing.
    "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
    "Cache-Control": "private, no-store",
}


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file of a message, as the page names it."""

    name: str
    size: str
    url: str


def enclosed_by_message(story: Story, token: str) -> Mapping[str, Sequence[Enclosed]]:
    """The files that the reader may fetch, by the id of their message; `token` is the link they came by."""
    found: dict[str, list[Enclosed]] = {}
    for one in story.files:
        size = i18n.file_size(one.size, context.language())
        found.setdefault(one.message_id, []).append(Enclosed(one.name, size, _address(story, one, token)))
    return found


def file_answer(one: MessageFile) -> Response:
    """A file to be kept on the reader's disk: it never opens as a page of ours."""
    # No word of the encoding: a table may be in another one than that of the pages.
    answer = Response(one.content, content_type=one.mime)
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(one.name, safe='')}"
    answer.headers.update(HEADERS)
    return answer


def _address(story: Story, one: MessageFile, token: str) -> str:
    if token:
        return url_for("answers.file", token=token, file_id=one.id)
    return url_for("introductions.file", id=story.introduction.id, file_id=one.id)

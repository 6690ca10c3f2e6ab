"""A letter: what a mail says, before it is set as text and as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from matchmaker import i18n, paths
from matchmaker.core.explain import Fragment
from matchmaker.mail.messages import Attachment

Line = str | Sequence[Fragment]
"""A sentence; in pieces where words of it are marked because they match."""


class Action(NamedTuple):
    """Something that the reader may do: the words of the link, its address, whether it is the main one."""

    text: str
    url: str
    main: bool = False


class Section(NamedTuple):
    """A heading with a list of sentences below it, or with paragraphs where `listed` is false.

    `actions` are what the reader may do about this part alone.
    """

    heading: str
    lines: Sequence[Line]
    listed: bool = True
    actions: Sequence[Action] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What a mail says, in the reader's language. All of it is plain text; the templates escape it.

    It is read in this order: above, title, greeting, paragraphs, lists, actions, after, signature, foot.
    """

    subject: str
    title: str
    # The line above which one writes an answer, where an answer comes back to us.
    above: str = ""
    greeting: str = ""
    paragraphs: Sequence[str] = ()
    lists: Sequence[Section] = ()
    actions: Sequence[Action] = ()
    # What follows from each answer, and what stays hidden.
    after: Sequence[str] = ()
    # Who writes: the name, and in which part. An answer to the mail reaches `reply_to`.
    signature: str = ""
    role: str = ""
    reply_to: str = ""
    # Why one gets this mail, and how long its links work.
    foot: str = ""
    attachments: Sequence[Attachment] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What stands around every letter: the name of the site, and the ways to get fewer of them."""

    language: str
    site_name: str
    leave_url: str = ""
    settings_url: str = ""


class Words(NamedTuple):
    """A letter as text and as HTML."""

    text: str
    html: str


def render(letter: Letter, frame: Frame) -> Words:
    """Set a letter."""
    environment = _environment(frame.language)
    given = {"letter": letter, "frame": frame}
    return Words(
        text=environment.get_template("emails/letter.txt").render(given).strip() + "\n",
        html=environment.get_template("emails/letter.html").render(given),
    )


@cache
def _environment(language: str) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(paths.TEMPLATES),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.policies["ext.i18n.trimmed"] = True
    environment.install_gettext_translations(i18n.catalogue_of(language), newstyle=True)  # type: ignore[attr-defined]  # Jinja's extension
    return environment

"""What programs that look for unwanted mail hold against one: the rules of structure, as sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from email.message import EmailMessage
from html.parser import HTMLParser

VOID = {"meta", "br", "hr"}
WITHOUT_END = re.compile(r"https?://\S+")
ACTIVE = {
    "script", "form", "input", "button", "object", "embed", "iframe", "applet", "img", "link", "base",
    "video", "audio", "svg", "font", "center", "blink", "marquee",
}  # fmt: skip
"""Tags that act, load something, or that only unwanted mails still use."""

ONCE = ("From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Reply-To", "Auto-Submitted")
LONGEST, USUAL = 998, 78


class Html(HTMLParser):
    """The HTML of a mail: what one sees, where its links lead, and what is wrong with its tags."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.links: list[tuple[str, str]] = []
        self.faults: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        self.faults += [f"<{tag}> is never closed" for tag in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note it, and look at what it says about itself."""
        given = {name: value or "" for name, value in attrs}
        if tag not in VOID:
            self._open.append(tag)
        if tag == "br":
            self.text += "\n"
        if tag in ACTIVE:
            self.faults.append(f"there is a <{tag}>")
        if tag == "a":
            self.links.append((given.get("href", ""), ""))
        for name, value in given.items():
            if name.startswith("on") or name in {"src", "background", "action", "http-equiv"}:
                self.faults.append(f"<{tag}> has {name}={value}")

    def handle_endtag(self, tag: str) -> None:
        """Take it off; it has to be the one that was opened last."""
        if not self._open or self._open.pop() != tag:
            self.faults.append(f"</{tag}> closes something else")

    def handle_data(self, data: str) -> None:
        """Note what one sees, and what of it is a link."""
        if "style" in self._open:
            if "url(" in data or "@import" in data:
                self.faults.append("a style loads something")
        elif "head" not in self._open:
            self.text += data
            if "a" in self._open:
                self.links[-1] = (self.links[-1][0], self.links[-1][1] + data)


def faults_of(mail: EmailMessage, site: str) -> Iterator[str]:
    """All that is wrong with a mail whose own links lead to this site."""
    yield from _headers(mail, site)
    yield from _travel(mail)
    text, html = mail.get_body(("plain",)), mail.get_body(("html",))
    if text is None or html is None:
        yield "a part is missing"
        return
    for part in (text, html):
        if part.get_content_charset() != "utf-8":
            yield f"the charset is {part.get_content_charset()}"
    said = str(text.get_content())
    seen = Html(str(html.get_content()))
    yield from seen.faults
    yield from _lines(said, site)
    yield from _links(seen, said, site)
    yield from _both(seen.text, said)


def _headers(mail: EmailMessage, site: str) -> Iterator[str]:
    for name in ONCE:
        if len(mail.get_all(name, [])) != 1:
            yield f"{name} is there {len(mail.get_all(name, []))} times"
    subject = str(mail["Subject"])
    if not subject.strip() or subject.isupper() or subject != subject.strip() or "  " in subject:
        yield f"the subject is {subject!r}"
    if re.search(r"[!?]{2}|\$\$|^(re|fwd?):", subject, re.IGNORECASE):
        yield f"the subject shouts, or answers nothing: {subject!r}"
    if not re.fullmatch(r"<[^<>@\s]+@[^<>@\s]+>", str(mail["Message-ID"])):
        yield "the Message-ID is none"
    if not isinstance(mail["Date"].datetime, datetime) or mail["Date"].datetime.tzinfo is None:
        yield "the date is none"
    for name in ("From", "To", "Reply-To"):
        if len(mail[name].addresses) != 1 or mail[name].defects:
            yield f"{name} is not one address"
    if not re.fullmatch(rf"<{re.escape(site)}/unsubscribe/[\w.-]+>", str(mail["List-Unsubscribe"])):
        yield "nobody can leave"
    if mail["List-Unsubscribe-Post"] != "List-Unsubscribe=One-Click":
        yield "nobody can leave by one click"


def _travel(mail: EmailMessage) -> Iterator[str]:
    raw = mail.as_bytes()
    if not raw.isascii():
        yield "there are signs that a server may not take"
    if (longest := max(len(line) for line in raw.splitlines())) > LONGEST:
        yield f"a line has {longest} bytes"


def _lines(said: str, site: str) -> Iterator[str]:
    for line in said.splitlines():
        if len(line) > USUAL and not WITHOUT_END.fullmatch(line):
            yield f"a line of the text has {len(line)} signs: {line}"
        if site in line and not WITHOUT_END.fullmatch(line):
            yield f"a link of ours shares its line: {line}"
    if re.search(r"\n\s*\n\s*\n", said.replace("\r", "")):
        yield "there are two empty lines together"


def _links(seen: Html, said: str, site: str) -> Iterator[str]:
    for url, words in seen.links:
        if not url.startswith(f"{site}/") or "…" in url:
            yield f"a link leads to {url!r}"
        if not words.strip() or ("://" in words and words.strip() != url):
            yield f"a link to {url} says {words!r}"
        if url not in said:
            yield f"the text has no {url}"
    ours = {url for url in WITHOUT_END.findall(said) if url.startswith(site)}
    if ours - {url for url, _words in seen.links}:
        yield "the text has links that the HTML lacks"


def _both(shown: str, said: str) -> Iterator[str]:
    """Every word of the HTML stands in the text too."""
    text = set(re.findall(r"\w+", said))
    missing = [word for word in re.findall(r"\w+", shown) if word not in text]
    if missing:
        yield f"the text lacks {missing}"

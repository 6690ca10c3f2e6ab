"""A test client that looks at every page it fetches, and fills in forms as a browser would."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

VOID = {"meta", "link", "br", "hr", "img", "input", "source", "wbr", "area", "base", "col", "embed", "track"}


NEVER = {"object", "embed", "iframe", "applet"}
STRANGE = ("javascript:", "vbscript:", "data:", "blob:", "//")

TYPED = {"text", "search", "url", "email", "tel", "number", "date", "time", "password"}


@dataclass
class Form:
    """A form as it stands on a page: where it goes, and what its fields hold."""

    action: str
    method: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    # The names of the fields into which one types.
    typed: list[str] = field(default_factory=list)


class Page(HTMLParser):
    """What a page says about itself; `faults` are sentences about what must not be."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.language = ""
        self.title = ""
        self.headings: list[str] = []
        self.forms: list[Form] = []
        self.links: list[str] = []
        self.faults: list[str] = []
        self._ids: Counter[str] = Counter()
        self._open: list[str] = []
        self._select = ""
        self._text: list[str] = []
        self.feed(html)
        self.close()
        self._look_back()

    @property
    def text(self) -> str:
        """All that one can read on the page, with single spaces."""
        return " ".join("".join(self._text).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag not in VOID:
            self._open.append(tag)
        self._check(tag, given)
        match tag:
            case "html":
                self.language = given.get("lang", "")
            case "h1":
                self.headings.append("")
            case "a":
                self.links.append(given.get("href", ""))
            case "form":
                self.forms.append(Form(given.get("action", ""), given.get("method", "get").lower()))
            case "input" | "textarea" | "button":
                self._field(tag, given)
            case "select":
                self._select = given.get("name", "")
            case "option" if "selected" in given and self.forms:
                self.forms[-1].fields.append((self._select, given.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if "title" in self._open and "svg" not in self._open:
            self.title += data
        elif not {"style", "script", "svg"} & set(self._open):
            self._text.append(data)
            if "textarea" in self._open and self.forms and self.forms[-1].fields:
                name, value = self.forms[-1].fields[-1]
                self.forms[-1].fields[-1] = (name, value + data)
            if "h1" in self._open:
                self.headings[-1] += data

    def _field(self, tag: str, given: dict[str, str]) -> None:
        if not self.forms or "form" not in self._open or not given.get("name"):
            return
        kind = given.get("type", "text")
        if tag == "button" or kind in {"submit", "image", "file", "button"}:
            return
        if kind in {"checkbox", "radio"} and "checked" not in given:
            return
        self.forms[-1].fields.append((given["name"], given.get("value", "")))
        if tag == "textarea" or kind in TYPED:
            self.forms[-1].typed.append(given["name"])

    def _check(self, tag: str, given: dict[str, str]) -> None:
        if "id" in given:
            self._ids[given["id"]] += 1
        if "style" in given or tag == "style":
            self.faults.append(f"inline style at <{tag}>; use a class")
        if tag == "script" and not given.get("src"):
            self.faults.append("inline script; put it into static/js")
        for name, value in given.items():
            if name.startswith("on"):
                self.faults.append(f"script in the attribute {name} of <{tag}>")
            # As a browser reads it: without the signs that one cannot see.
            plain = re.sub(r"[\x00-\x20]", "", value).lower()
            if name in {"href", "src", "action"} and plain.startswith(STRANGE):
                self.faults.append(f"<{tag} {name}={value!r}> leaves the site's own addresses")
        if tag in NEVER or (tag == "base" and "href" in given) or _moves_on(given):
            self.faults.append(f"there is a <{tag}>: {given}")
        if tag == "img" and "alt" not in given:
            self.faults.append("an <img> without alt")

    def _look_back(self) -> None:
        if not self.language:
            self.faults.append("<html> has no lang")
        if not self.title.strip():
            self.faults.append("no <title>")
        if len(self.headings) != 1 or not self.headings[0].strip():
            self.faults.append(f"{len(self.headings)} <h1> instead of one with words in it")
        twice = [name for name, count in self._ids.items() if count > 1]
        if twice:
            self.faults.append(f"ids used twice: {', '.join(twice)}")
        for form in self.forms:
            if form.method == "post" and "csrf_token" not in dict(form.fields):
                self.faults.append(f"the form to {form.action!r} has no csrf_token")


def _moves_on(given: dict[str, str]) -> bool:
    """Whether a tag sends the reader to another address by itself."""
    return given.get("http-equiv", "").lower() == "refresh" and "url=" in given.get("content", "").lower()


class PageClient(FlaskClient):
    """Checks the headers of every answer, and the whole of every page that is not a fragment."""

    last: Page | None = None
    # A cookie, and the token for forms that belongs to it.
    token: tuple[str, str] | None = None

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        response = super().open(*args, **kwargs)
        if response.mimetype == "text/html" and not 300 <= response.status_code < 400:
            policy = response.headers.get("Content-Security-Policy", "")
            assert "default-src" in policy, f"{response.request.path}: no Content-Security-Policy"
            assert "unsafe" not in policy, f"{response.request.path}: {policy}"
            assert response.headers.get("X-Content-Type-Options") == "nosniff", response.request.path
            if not response.request.headers.get("HX-Request"):
                self.last = Page(response.get_data(as_text=True))
                assert not self.last.faults, f"{response.request.path}: {self.last.faults}"
        return response

    def page(self, path: str, *, status: int = 200) -> Page:
        """Fetch a page that must answer with this status."""
        response = self.get(path)
        assert response.status_code == status, f"{path}: {response.status}"
        assert self.last is not None
        return self.last

    def submit(
        self, path: str, values: dict[str, Any], *, action: str = "", status: int | None = None
    ) -> TestResponse:
        """Open a page, fill in its form and send it, with whatever the form held already.

        `action` names the form by its address where the page has several; the last such form counts.
        """
        target = action or path.partition("?")[0]
        page = self.page(path)
        forms = [form for form in page.forms if form.method == "post" and (form.action or target) == target]
        assert forms, f"{path} has no form to {target}: {[form.action for form in page.forms]}"
        data: dict[str, Any] = {}
        for name, value in forms[-1].fields:
            data.setdefault(name, []).append(value)
        response = self.post(target, data={**data, **values})
        assert status is None or response.status_code == status, f"{target}: {response.status}"
        return response

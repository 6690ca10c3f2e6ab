"""My second factors, as the page shows them; and recovery codes, which it shows once."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import session as cookie
from flask import url_for

from matchmaker import context, i18n
from matchmaker.models import Passkey
from matchmaker.services import accounts
from matchmaker.web.words import _

ONCE = "once"
PURPOSE = "recovery codes shown once"


@dataclass(frozen=True, slots=True)
class PasskeyRow:
    """A passkey: its name, since when, when it was used last, and where it is removed."""

    name: str
    said: str
    remove_url: str


@dataclass(frozen=True, slots=True)
class FactorsView:
    """What somebody has; `needed`: their roles wait for it."""

    having: accounts.Having
    passkeys: Sequence[PasskeyRow]
    needed: bool


def factors_view(ways: accounts.Ways, passkeys: Sequence[Passkey]) -> FactorsView:
    """The page."""
    return FactorsView(ways.having, [_row(one) for one in passkeys], context.held_back())


def keep_once(codes: list[str]) -> None:
    """Keep new codes for the next page, sealed: nobody reads them out of the cookie."""
    if codes:
        cookie[ONCE] = accounts.seal(json.dumps(codes), context.secret_key(), PURPOSE)


def shown_once() -> list[str]:
    """The new codes; the next time there are none."""
    sealed: Any = cookie.pop(ONCE, None)
    text = accounts.unseal(str(sealed), context.secret_key(), PURPOSE) if sealed else None
    return [str(code) for code in json.loads(text)] if text else []


def _row(one: Passkey) -> PasskeyRow:
    language = context.language()
    made = i18n.day(one.made_at.date(), language)
    if one.used_at is None:
        said = _("since %(day)s, not used yet", day=made)
    else:
        said = _(
            "since %(day)s, last used on %(last)s", day=made, last=i18n.day(one.used_at.date(), language)
        )
    return PasskeyRow(one.name, said, url_for("factors.remove_passkey", number=one.id))

"""What of the broker’s desk is asked for: how it is narrowed, in which order, which page, what lies open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from flask import url_for

from matchmaker.services.introductions import STAGES, Wanted, Whose

LONGEST = "longest"
DESK = "desk?"
"""So begins what a form on the desk says of where it leads back to."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address says; words that mean nothing are passed over.

    `waiting` is where the page of what waits begins, `after` that of what is under way.
    """

    wanted: Wanted
    longest_first: bool = False
    opened: str = ""
    waiting: str = ""
    after: str = ""

    @classmethod
    def of(cls, args: Mapping[str, str]) -> Asked:
        """Read the address."""
        whose, stage = args.get("whose", ""), args.get("stage", "")
        return cls(
            wanted=Wanted(
                whose=Whose(whose) if whose in set(Whose) else Whose.ALL,
                region=args.get("region", "").upper()[:8],
                pilot=args.get("pilot", ""),
                stage=stage if stage in STAGES else "",
            ),
            longest_first=args.get("order") == LONGEST,
            opened=args.get("open", ""),
            waiting=args.get("waiting", ""),
            after=args.get("after", ""),
        )

    @classmethod
    def behind(cls, back: str) -> Asked | None:
        """Read what a form says of where it leads back to; None if that is no desk."""
        return cls.of(dict(parse_qsl(back.removeprefix(DESK)))) if back.startswith(DESK) else None

    @property
    def kept(self) -> dict[str, str]:
        """What stays in every address of the desk: how it is narrowed, and its order."""
        wanted = self.wanted
        said = {
            "whose": wanted.whose.value,
            "region": wanted.region,
            "pilot": wanted.pilot,
            "stage": wanted.stage,
            "order": LONGEST if self.longest_first else "",
        }
        return {name: value for name, value in said.items() if value}

    @property
    def back(self) -> str:
        """The same for a form."""
        return DESK + urlencode(self.kept)

    def url(self, **more: Any) -> str:
        """The same desk, from its top, with something else; None leaves a value out."""
        return url_for("introductions.desk", **(self.kept | more))

    def open_url(self, id_: str) -> str:
        """The same page with another one open beside it."""
        pages = {"waiting": self.waiting or None, "after": self.after or None}
        return self.url(open=id_, _anchor="open", **pages)

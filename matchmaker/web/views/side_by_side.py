"""The view of two records side by side: what they say, from where, and what a merge would move."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import url_for

from matchmaker.core.duplicates.choosing import CHOSEN, LISTS, TEXTS
from matchmaker.core.duplicates.titles import TITLES
from matchmaker.core.entities import Kind
from matchmaker.services.duplicates import Half, PairPage
from matchmaker.web.forms.duplicates import OWN, PICK, SIDES, MergeForm
from matchmaker.web.layout import day
from matchmaker.web.views.likenesses import likeness_said, reasons_said
from matchmaker.web.views.questions import asked_said
from matchmaker.web.views.record_fields import value_said
from matchmaker.web.words import _, ngettext


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two at the head of the page."""

    letter: str
    name: str
    id: str
    kind: Kind | None
    url: str
    claimed: str
    facts: list[str]


@dataclass(frozen=True, slots=True)
class Said:
    """One answer to choose: whose it is, what it says, and from where."""

    value: str
    of: str
    lines: list[str]
    origin: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field in which the two differ; `own` is the form's field for other words."""

    name: str
    title: str
    answers: list[Said]
    field: Any
    own: Any


@dataclass(frozen=True, slots=True)
class PairView:
    """What the page shows."""

    title: str
    likeness: str
    reasons: str
    sides: list[Side]
    rows: list[FieldRow]
    same: list[dict[str, Any]]
    kept: str
    follows: list[str]
    seen: str
    may_merge: bool
    both_claimed: bool
    asked: str
    ask_url: str
    stays: str
    filled: list[dict[str, Any]]
    merge_url: str
    different_url: str


def pair_view(page: PairPage, form: MergeForm) -> PairView:
    """Two records for one reader."""
    # What is not shown on the profile's page is not shown here: not even that both say the same.
    asked = () if page.stays else page.asked
    same = [name for name in CHOSEN if name not in page.differing and name not in page.private]
    said, may_ask = asked_said(page)
    return PairView(
        title=_("%(a)s and %(b)s", a=page.a.record.name, b=page.b.record.name),
        likeness=likeness_said(page.pair.score),
        reasons=reasons_said(page.pair.reasons),
        sides=[_side(page, letter) for letter in SIDES],
        rows=[_row(page, form, name) for name in asked],
        same=[{"label": _(TITLES[name]), "value": value_said(page.a.fields, name)} for name in same],
        kept=form["keep"].data or "",
        follows=_follows(page),
        seen=page.seen,
        may_merge=page.may_merge,
        both_claimed=not page.stays and page.both_claimed,
        asked=said,
        ask_url=url_for("merging.ask", id=page.pair.id) if may_ask and not page.stays else "",
        stays=page.half(page.stays).record.name if page.stays else "",
        filled=_filled(page) if page.stays else [],
        merge_url=url_for("duplicates.merge", id=page.pair.id),
        different_url=url_for("duplicates.different", id=page.pair.id),
    )


def _side(page: PairPage, letter: str) -> Side:
    half = page.half(letter)
    one = half.record
    looked_after = ngettext(
        "%(num)d person looks after it.", "%(num)d people look after it.", half.belongings.members
    )
    return Side(
        letter=letter,
        name=one.name,
        id=one.id,
        kind=one.kind,
        url=url_for("stakeholders.show", id=one.id),
        claimed=looked_after if half.belongings.members else _("Nobody looks after it."),
        facts=[_("Here since %(day)s.", day=day(one.created_at)), _held(half)],
    )


def _held(half: Half) -> str:
    said = _counts(half.belongings.offers, half.belongings.needs, half.belongings.ties)
    return ", ".join(said) + "." if said else _("No offers, needs or partners.")


def _counts(offers: int, needs: int, ties: int, introductions: int = 0, pilots: int = 0) -> list[str]:
    counted = (
        (offers, ngettext("%(num)d offer", "%(num)d offers", offers)),
        (needs, ngettext("%(num)d need", "%(num)d needs", needs)),
        (ties, ngettext("%(num)d partnership", "%(num)d partnerships", ties)),
        (introductions, ngettext("%(num)d introduction", "%(num)d introductions", introductions)),
        (pilots, ngettext("%(num)d place in a pilot", "%(num)d places in pilots", pilots)),
    )
    return [text for number, text in counted if number]


def _follows(page: PairPage) -> list[str]:
    """What belongs to the one record after the merge, whichever stays."""
    both = (page.a.belongings, page.b.belongings)
    counts = _counts(
        *(
            sum(getattr(one, name) for one in both)
            for name in ("offers", "needs", "ties", "introductions", "pilots")
        )
    )
    members = sum(one.members for one in both)
    people = ngettext("%(num)d person keeps access.", "%(num)d people keep their access.", members)
    held = _(
        "It will hold %(things)s; what both say in the same words stands once.", things=", ".join(counts)
    )
    lines = [held] if counts else []
    lines += [people] if members else []
    if page.stays:
        lines.append(_("Offers and needs that come to it are for its people alone, until they open them."))
    if sum(one.introductions for one in both):
        lines.append(
            _(
                "Nobody learns contact persons by this. Introductions in which other people would stand "
                "behind the record come to an end, and brokers may ask both anew."
            )
        )
    return [*lines, _("The old address leads to the record that stays, and so do its ids in lists.")]


def _filled(page: PairPage) -> list[dict[str, Any]]:
    """What comes into the record that is only filled."""
    gone = "b" if page.stays == "a" else "a"
    new = [name for name in page.differing if page.proposed(name) == gone]
    said = page.half(gone).fields
    return [{"label": _(TITLES[name]), "value": value_said(said, name)} for name in new]


def _row(page: PairPage, form: MergeForm, name: str) -> FieldRow:
    field = form[PICK + name]
    chosen, answers = field.data, []
    for letter in SIDES:
        half = page.half(letter)
        said = value_said(half.fields, name)
        origin = _origin(half, name) if said else ""
        answers.append(Said(letter, half.record.name, said, origin, chosen == letter))
    if name in LISTS:
        answers.append(Said("both", _("Both together"), [], "", chosen == "both"))
    own = form[OWN + name] if name in TEXTS else None
    return FieldRow(name, _(TITLES[name]), answers, field, own)


def _origin(half: Half, name: str) -> str:
    """Where a field comes from and since when; else the record's own source."""
    last = half.origin(name)
    if last is None:
        return _("From %(source)s.", source=half.record.source) if half.record.source else ""
    if last.source == "form":
        return _("Typed in on %(day)s.", day=day(last.at))
    if last.source.startswith("x-"):
        return _("From a merge on %(day)s.", day=day(last.at))
    source = half.record.source if last.source.startswith("i-") else last.source
    return _("From %(source)s, %(day)s.", source=source or _("a list"), day=day(last.at))

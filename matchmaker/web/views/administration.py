"""The views of the administration: people, jobs, the audit log, settings."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from flask import url_for

from matchmaker import context, i18n
from matchmaker.core.actors import Actor
from matchmaker.core.entities import Role
from matchmaker.core.words import N_
from matchmaker.services.administration import (
    JobPage,
    JobState,
    Overview,
    PeoplePage,
    Person,
    Search,
    TrailPage,
)
from matchmaker.web.views.act_words import act_in_words, job_in_words
from matchmaker.web.views.paging import Choice, Pages
from matchmaker.web.words import _, ngettext

ROLES = {
    Role.MEMBER: N_("Member"),
    Role.OFFICIAL: N_("Official"),
    Role.ORGANISER: N_("Organiser"),
    Role.ADMINISTRATOR: N_("Administrator"),
}
STATES = {
    JobState.QUEUED: N_("Waiting"),
    JobState.RUNNING: N_("Running"),
    JobState.DEAD: N_("Given up"),
    JobState.DONE: N_("Done"),
}
ORIGINS = {
    "default": N_("as shipped"),
    "file": N_("from matchmaker.toml"),
    "environment": N_("from the environment"),
    "command": N_("given with the command"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list; `again_url` tries once more what was given up."""

    title: str
    text: str
    meta: str
    url: str = ""
    again_url: str = ""


@dataclass(frozen=True, slots=True)
class PeopleView:
    """A page of the list of people."""

    rows: list[Row]
    roles: list[Choice]
    pages: Pages
    text: str
    role: str
    closed: bool


@dataclass(frozen=True, slots=True)
class HeldRow:
    """One role that somebody has; `fields` are those of the form that takes it back, None where it cannot."""

    text: str
    url: str
    fields: dict[str, str] | None


@dataclass(frozen=True, slots=True)
class PersonView:
    """The page of one account."""

    id: str
    title: str
    address: str
    said: str
    closed: bool
    own: bool
    signed_in: str
    roles: list[HeldRow]
    entries: list[Row]


@dataclass(frozen=True, slots=True)
class ListView:
    """A page of a list with ways to narrow it."""

    rows: list[Row]
    choices: list[Choice]
    pages: Pages


@dataclass(frozen=True, slots=True)
class TrailView:
    """A page of the audit log; `acts` are the names of acts with their words."""

    rows: list[dict[str, str]]
    acts: list[tuple[str, str]]
    pages: Pages
    csv_url: str


class Described(Protocol):
    """What this view asks of a setting."""

    name: str
    value: str
    origin: str
    default: str
    meaning: str


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One setting."""

    name: str
    value: str
    origin: str
    default: str
    meaning: str


def overview_view(found: Overview) -> list[Row]:
    """The figures of the first page, each with the way there; what needs a person stands in its words."""
    people = ngettext("%(num)d person", "%(num)d people", found.people)
    closed = ngettext("%(num)d closed account", "%(num)d closed accounts", found.closed)
    there = ngettext("%(num)d stakeholder", "%(num)d stakeholders", found.stakeholders)
    hidden = ngettext("%(num)d hidden", "%(num)d hidden", found.hidden)
    asked = ngettext(
        "%(num)d hidden profile asks for another look",
        "%(num)d hidden profiles ask for another look",
        found.objections,
    )
    imports = ngettext("%(num)d import", "%(num)d imports", found.imports)
    # What is not there is said in words or not at all: "0 reports" reads like a fault.
    return [
        Row(_("People"), people, closed if found.closed else "", url_for("administration.people")),
        Row(_("Profiles"), there if found.stakeholders else _("There are none yet."),
            hidden if found.hidden else "", url_for("profiles.index")),
        Row(_("Reports"), _reported(found.open_reports), asked if found.objections else "",
            url_for("reports.index")),
        Row(_("Duplicates"), _twice(found.pairs), "", url_for("duplicates.index")),
        Row(_("Imports"), imports if found.imports else _("There are none yet."), "",
            url_for("imports.index")),
        _need(_("Jobs"), found.waiting_jobs, found.dead_jobs, "administration.jobs", JobState.DEAD),
        _need(_("Outbox"), found.waiting_mails, found.dead_mails, "notifications.outbox", "dead"),
        Row(_("Removed records"), _("Which of them lists may bring in again."), "",
            url_for("administration.removed")),
        Row(_("Audit log"), _("Who did what, and when."), "", url_for("administration.audit")),
        Row(_("Settings"), _("What this site is set to, and from where."), "",
            url_for("administration.settings")),
    ]  # fmt: skip


def people_view(page: PeoplePage, text: str, role: Role | None, closed: bool) -> PeopleView:
    """A page of the list of people."""
    kept: dict[str, Any] = {"q": text or None, "role": role.value if role else None}
    kept["closed"] = "1" if closed else None
    more = url_for("administration.people", **kept, after=page.after) if page.after else ""
    rows = [
        Row(
            one.account.name,
            one.account.email,
            " · ".join([*(_(ROLES[held]) for held in one.roles), _seen(one.last_seen)]),
            url_for("administration.person", id=one.account.id),
        )
        for one in page.rows
    ]
    return PeopleView(rows, _role_choices(role, kept), Pages("", more), text, kept["role"] or "", closed)


def person_view(found: Person, actor: Actor) -> PersonView:
    """The page of one account."""
    account, own = found.account, found.account.id == actor.account_id
    closed = account.disabled_at
    said = (
        _("Closed on %(day)s.", day=_day(closed))
        if closed
        else _("Here since %(day)s.", day=_day(account.created_at))
    )
    browsers = ngettext(
        "Signed in in %(num)d browser.", "Signed in in %(num)d browsers.", found.open_sign_ins
    )
    roles = [
        HeldRow(
            f"{_(ROLES[one.role])}: {one.name}" if one.name else _(ROLES[one.role]),
            _place_url(one.role, one.place),
            None if own and one.role is Role.ADMINISTRATOR else {"role": one.role.value, "place": one.place},
        )
        for one in found.roles
    ]
    entries = [Row(act_in_words(one.act), one.subject, _moment(one.at)) for one in found.entries]
    return PersonView(
        account.id, account.name, account.email, said, closed is not None, own, browsers, roles, entries
    )


def jobs_view(page: JobPage, state: JobState | None) -> ListView:
    """A page of jobs."""
    rows = [
        Row(
            job_in_words(one.kind),
            f"{_(STATES[one.state])}{_progress(one.done, one.total)}",
            " · ".join(filter(None, [_moment(one.finished_at or one.due_at), one.error])),
            again_url=url_for("administration.try_job_again", id=one.id)
            if one.state is JobState.DEAD
            else "",
        )
        for one in page.rows
    ]
    total = sum(page.counts.values())
    choices = [_choice(_("All"), total, None, state)]
    choices += [_choice(_(words), page.counts.get(one, 0), one, state) for one, words in STATES.items()]
    here: dict[str, Any] = {"state": state.value if state else None}
    more = url_for("administration.jobs", **here, after=page.after) if page.after else ""
    return ListView(rows, choices, Pages("", more))


def trail_view(page: TrailPage, search: Search, acts: Iterable[str]) -> TrailView:
    """A page of the audit log."""
    kept: dict[str, Any] = {
        "act": search.act or None,
        "who": search.who or None,
        "subject": search.subject or None,
        "since": search.since.isoformat() if search.since else None,
        "until": search.until.isoformat() if search.until else None,
    }
    rows = [
        {
            "at": _moment(row.entry.at),
            "act": act_in_words(row.entry.act),
            "subject": row.entry.subject,
            "who": row.name or row.entry.account_id or _("nobody who is signed in"),
            "details": json.dumps(row.entry.details, ensure_ascii=False) if row.entry.details else "",
        }
        for row in page.rows
    ]
    older = url_for("administration.audit", **kept, before=page.before) if page.before else ""
    named = sorted(((one, act_in_words(one)) for one in acts), key=lambda act: act[1].casefold())
    return TrailView(rows, named, Pages("", older), url_for("administration.audit_csv", **kept))


def settings_view(described: Iterable[Described]) -> list[SettingRow]:
    """Every setting; keys and passwords are not shown."""
    return [
        SettingRow(one.name, one.value, _(ORIGINS[one.origin]), one.default, one.meaning) for one in described
    ]


def _reported(number: int) -> str:
    waits = ngettext("%(num)d report waits", "%(num)d reports wait", number)
    return waits if number else _("No report waits.")


def _twice(number: int) -> str:
    pairs = ngettext(
        "%(num)d pair of records may be the same organisation",
        "%(num)d pairs of records may be the same organisation",
        number,
    )
    return pairs if number else _("No two records are known that may be the same.")


def _need(title: str, waiting: int, dead: int, endpoint: str, state: str) -> Row:
    """What waits, and what was given up and needs a person."""
    waits = ngettext("%(num)d waits", "%(num)d wait", waiting)
    text = waits if waiting else _("Nothing waits.")
    if not dead:
        return Row(title, text, _("Nothing was given up."), url_for(endpoint))
    given_up = ngettext("%(num)d was given up and needs you.", "%(num)d were given up and need you.", dead)
    return Row(title, text, given_up, url_for(endpoint, state=str(state)))


def _role_choices(role: Role | None, kept: dict[str, Any]) -> list[Choice]:
    every = url_for("administration.people", **(kept | {"role": None}))
    choices = [Choice(every, _("All"), role is None)]
    for one, words in ROLES.items():
        url = url_for("administration.people", **(kept | {"role": one.value}))
        choices.append(Choice(url, _(words), role is one))
    return choices


def _choice(text: str, count: int, state: JobState | None, current: JobState | None) -> Choice:
    url = url_for("administration.jobs", state=state.value if state else None)
    return Choice(url, f"{text} ({i18n.number(count, context.language())})", state is current)


def _place_url(role: Role, place: str) -> str:
    match role:
        case Role.MEMBER:
            return url_for("stakeholders.show", id=place)
        case Role.OFFICIAL:
            return url_for("regions.show", code=place)
        case Role.ORGANISER:
            return url_for("pilots.show", id=place)
    return ""


def _progress(done: int, total: int) -> str:
    return f", {done}/{total}" if total else ""


def _seen(moment: datetime | None) -> str:
    return _("last signed in on %(day)s", day=_day(moment)) if moment else _("not signed in lately")


def _day(moment: datetime) -> str:
    return i18n.day(moment.date(), context.language())


def _moment(moment: datetime) -> str:
    return i18n.moment(moment, context.language(), i18n.zone_of(""))

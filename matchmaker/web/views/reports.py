"""The views of reports: the queue, and one report with what stands there beside what stood there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import url_for

from matchmaker import context, i18n
from matchmaker.core.reports import About, Decision, ReportState
from matchmaker.core.words import N_
from matchmaker.models import Report
from matchmaker.permissions import may_enter
from matchmaker.services.reports import Group, Queue, Told
from matchmaker.web.forms.reports import TROUBLES
from matchmaker.web.layout import day
from matchmaker.web.views.facets import region_name
from matchmaker.web.views.paging import Choice, Pages
from matchmaker.web.words import _, ngettext

STATES = {
    ReportState.OPEN: N_("To decide"),
    ReportState.UPHELD: N_("Something was done"),
    ReportState.REJECTED: N_("Left as it was"),
}
ABOUT = {
    About.PROFILE: N_("The profile"),
    About.OFFER: N_("An offer"),
    About.NEED: N_("A need"),
    About.MESSAGE: N_("A message"),
}
DONE = {
    Decision.HIDE: N_("The profile was hidden."),
    Decision.REMOVE: N_("It was taken away."),
    Decision.NOTHING: N_("It was left as it is."),
}
FIELDS = {
    "text": N_("Words"),
    "name": N_("Name"),
    "about": N_("What they do"),
    "place": N_("Town"),
    "website": N_("Website"),
    "register_number": N_("Register number"),
    "email": N_("Mail address"),
}


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One report in a list."""

    title: str
    text: str
    meta: str
    url: str


@dataclass(frozen=True, slots=True)
class GroupView:
    """The reports about one profile."""

    name: str
    meta: str
    rows: list[ReportRow]


@dataclass(frozen=True, slots=True)
class QueueView:
    """One page of the list."""

    tabs: list[Choice]
    groups: list[GroupView]
    pages: Pages


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field: what stood there, and what stands there now; `same` where that is one."""

    label: str
    stood: str
    stands: str
    same: bool


@dataclass(frozen=True, slots=True)
class ReportView:
    """One report."""

    title: str
    trouble: str
    words: str
    meta: str
    fields: list[FieldRow]
    gone: bool
    decided: str
    reason: str
    others: list[ReportRow]
    profile_url: str
    history_url: str
    introduction_url: str


def queue_view(queue: Queue, state: ReportState) -> QueueView:
    """One page of the list."""
    tabs = [
        Choice(
            url_for("reports.index", state=one.value),
            f"{_(words)}: {i18n.number(queue.counts.get(one, 0), context.language())}",
            one is state,
        )
        for one, words in STATES.items()
    ]
    more = url_for("reports.index", state=state.value, after=queue.after) if queue.after else ""
    return QueueView(tabs, [_group(one) for one in queue.groups], Pages("", more))


def report_view(told: Told) -> ReportView:
    """One report for who decides it."""
    report, owner = told.report, told.stakeholder
    stands = told.stands or {}
    reads = owner is not None and may_enter(context.actor(), "history.read")
    return ReportView(
        title=owner.name if owner else _("A message of a broker"),
        trouble=f"{_(ABOUT[report.about])}: {_(TROUBLES[report.trouble])}",
        words=report.words,
        meta=_who(report),
        fields=[_field(name, text, stands) for name, text in report.stood.items()],
        gone=told.stands is None,
        decided=_decided(report),
        reason=report.reason,
        others=[_row(one) for one in told.others],
        profile_url=url_for("stakeholders.show", id=owner.id) if owner else "",
        history_url=url_for("history.show", id=owner.id) if reads and owner else "",
        introduction_url=url_for("introductions.show", id=report.introduction_id)
        if report.introduction_id
        else "",
    )


def _group(group: Group) -> GroupView:
    one, number = group.stakeholder, len(group.reports)
    since = _("since %(day)s", day=day(group.reports[0].made_at))
    facts = [ngettext("%(num)d report", "%(num)d reports", number), since]
    if one is not None and one.region:
        facts.append(region_name(one.region))
    if one is not None and one.hidden:
        facts.append(_("hidden"))
    name = one.name if one else _("Messages of brokers")
    return GroupView(name, " · ".join(facts), [_row(report) for report in group.reports])


def _row(report: Report) -> ReportRow:
    title = f"{_(ABOUT[report.about])}: {_(TROUBLES[report.trouble])}"
    return ReportRow(title, report.words, _who(report), url_for("reports.show", id=report.id))


def _who(report: Report) -> str:
    values = {"day": day(report.made_at)}
    if report.account_id:
        return _("Reported on %(day)s by somebody with an account.", **values)
    if report.address:
        return _("Reported on %(day)s by a visitor who wants an answer.", **values)
    return _("Reported on %(day)s by a visitor.", **values)


def _field(name: str, stood: str, stands: Mapping[str, str]) -> FieldRow:
    now = stands.get(name, "")
    return FieldRow(_(FIELDS.get(name, FIELDS["text"])), stood, now, stood == now)


def _decided(report: Report) -> str:
    if report.decision is None or report.decided_at is None:
        return ""
    return _("Decided on %(day)s.", day=day(report.decided_at)) + " " + _(DONE[report.decision])

"""The view of one introduction: whose turn it is, what the reader may do, what has happened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import tzinfo
from typing import NamedTuple

from flask import url_for

from matchmaker import context
from matchmaker.core.explain import Fragment, plain, render
from matchmaker.core.introductions.clocks import POSTPONED
from matchmaker.core.introductions.states import ENDS, TOGETHER, CloseReason, Side, State
from matchmaker.models import Introduction, OfferedTime
from matchmaker.services import proposals
from matchmaker.services.introductions import Story
from matchmaker.web.forms.fields import choices_from
from matchmaker.web.forms.introductions import StepForm, blank
from matchmaker.web.layout import day
from matchmaker.web.views.introductions.acts import BY_LINK, acts_of
from matchmaker.web.views.introductions.asking import linked_said
from matchmaker.web.views.introductions.parties import (
    Party,
    names_of,
    parties_of,
    title_of,
    zone_for,
    zone_said,
)
from matchmaker.web.views.introductions.questions import questions_of
from matchmaker.web.views.introductions.rows import strength_of
from matchmaker.web.views.introductions.told import (
    Contact,
    Line,
    Said,
    contacts_of,
    history_of,
    notes_of,
    receipts_of,
    talk_of,
)
from matchmaker.web.views.introductions.words import CLOSES, DECLINES, moment, turn_said, where_it_stands
from matchmaker.web.words import _

WAY = (
    ("asked", State.ASKED), ("agreed", State.INTRODUCED), ("meeting", State.MEETING_AGREED),
    ("step", State.STEP_AGREED), ("partners", State.PARTNERSHIP),
)  # fmt: skip
"""The stations of an introduction that goes well."""
REACHED: Mapping[State, int] = {
    State.ASKED: 0,
    State.ACCEPTED: 1,
    State.INTRODUCED: 1,
    State.MEETING_AGREED: 2,
    State.MET: 3,
    State.STEP_AGREED: 3,
    State.PARTNERSHIP: 5,
}


@dataclass(frozen=True, slots=True)
class Station:
    """One station of the way, as components/steps shows it."""

    text: str
    state: str
    url: str = ""


class Fact(NamedTuple):
    """One agreed thing."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class StoryView:
    """What the page shows. `acts` are the addresses of what the reader may do, by name."""

    id: str
    title: str
    a: Party
    b: Party
    own: Party | None
    other: Party | None
    by_link: bool
    tapped: str
    state: State
    ended: bool
    stands: str
    turn: str
    until: str
    way: list[Station]
    reasons: list[list[Fragment]]
    first_step: str
    message: str
    facts: list[Fact]
    strength: str
    linked: str
    questions: list[str]
    brief_url: str
    entry_url: str
    swap_url: str
    back: str
    zone: str
    times: list[str]
    history: list[Line]
    receipts: list[str]
    contacts: list[Contact]
    talk: list[Said]
    notes: list[Line]
    acts: Mapping[str, str]
    forms: Mapping[str, StepForm]
    declines: list[tuple[str, str]]
    closes: list[tuple[str, str]]

    @property
    def broker(self) -> bool:
        """Whether the reader stands between the two."""
        return self.own is None

    @property
    def weeks(self) -> int:
        """In how many weeks who puts it off is asked again."""
        return POSTPONED.days // 7


def story_view(
    story: Story,
    *,
    refused: Mapping[str, StepForm] | None = None,
    token: str = "",
    tapped: str = "",
    back: str = "",
) -> StoryView:
    """The page of one introduction.

    `refused` are forms to show with their errors, `token` the link by which somebody came, `tapped` the
    answer that they tapped in the mail ("later", "no"), `back` says where a form leads back to.
    """
    one, side, zone = story.introduction, story.hand.mover.side, zone_for(story)
    names, acts = names_of(story), _addresses(story, token)
    parties = parties_of(story, linked=not token)
    seen = proposals.describe(context.session(), one.a_id, one.b_id, now=context.now())
    return StoryView(
        id=one.id,
        title=title_of(story),
        a=parties[Side.A],
        b=parties[Side.B],
        own=parties[side] if side else None,
        other=parties[side.other] if side else None,
        by_link=bool(token),
        tapped=tapped,
        state=one.state,
        ended=one.state in ENDS,
        stands=where_it_stands(one, names, zone, story.hand.mover),
        turn=turn_said(story.waits_for, names, story.hand.mover),
        until=_until(story),
        way=way_of(one.state),
        reasons=reasons_of(story),
        first_step=one.first_step,
        message=one.message,
        facts=_facts(story, zone),
        strength=strength_of(one.state),
        linked=linked_said(seen) if seen and one.state is not State.PARTNERSHIP else "",
        questions=questions_of(story, seen),
        brief_url=url_for("introductions.brief", id=one.id),
        entry_url=url_for("introductions.entry", id=one.id) if has_meeting(one) and not token else "",
        swap_url=url_for("introductions.exchange", id=one.id) if "swap" in acts else "",
        back=back,
        zone=zone_said(story),
        times=[_time_said(time, zone) for time in own_times(story)],
        history=history_of(story, names, zone),
        receipts=receipts_of(story, names),
        contacts=contacts_of(story),
        talk=talk_of(story, names, zone, token),
        notes=notes_of(story, zone),
        acts=acts,
        forms=_forms(story, acts, zone) | dict(refused or {}),
        declines=[(reason.value, _(text)) for reason, text in DECLINES.items()],
        closes=[(reason.value, _(text)) for reason, text in CLOSES.items() if _closes(story, reason)],
    )


def has_meeting(one: Introduction) -> bool:
    """Whether there is a meeting to be put into a calendar."""
    return one.state in TOGETHER and one.meeting_at is not None


def way_of(state: State) -> list[Station]:
    """The stations of an introduction that goes well, and how far this one has come; none where it ended."""
    reached = REACHED.get(state, -1)
    if reached < 0:
        return []
    said = [_("Asked"), _("Both said yes"), _("Meeting"), _("First step"), _("Partners")]
    states = ["done" if at < reached else "now" if at == reached else "todo" for at in range(len(said))]
    return [Station(text, there) for text, there in zip(said, states, strict=True)]


def reasons_of(story: Story) -> list[list[Fragment]]:
    """Why these two: in the words of whoever brokers, else in the engine's."""
    if story.introduction.reason:
        return [[Fragment(text)] for text in story.introduction.reason.split("\n") if text.strip()]
    return [render(reason, _) for reason in story.reasons]


def own_times(story: Story) -> list[OfferedTime]:
    """The times that the reader has proposed."""
    return [time for time in story.times if time.offered_by is story.hand.mover]


def _addresses(story: Story, token: str) -> dict[str, str]:
    found = acts_of(story, context.now())
    if token:
        return {name: url_for("answers.answer", token=token, act=name) for name in found & BY_LINK}
    return {name: url_for("introductions.act", id=story.introduction.id, act=name) for name in found}


def _until(story: Story) -> str:
    """When the clock ends it, where nobody does anything."""
    if story.ends_at is None or not story.waits_for:
        return ""
    return _("It ends by itself on %(day)s if nothing happens.", day=day(story.ends_at))


def _facts(story: Story, zone: tzinfo) -> list[Fact]:
    one = story.introduction
    rows = []
    if one.meeting_at:
        where = f", {one.meeting_where}" if one.meeting_where else ""
        rows.append(Fact(_("Meeting"), f"{moment(one.meeting_at, zone)}{where}"))
    if one.joint_what:
        rows.append(Fact(_("First joint step"), one.joint_what))
    if one.joint_who:
        rows.append(Fact(_("Who sees to it"), one.joint_who))
    if one.joint_by:
        done = _("Done on %(day)s", day=day(one.joint_done_at)) if one.joint_done_at else ""
        rows.append(Fact(_("By when"), done or day(one.joint_by)))
    return rows


def _time_said(time: OfferedTime, zone: tzinfo) -> str:
    return f"{moment(time.starts_at, zone)}, {time.place}" if time.place else moment(time.starts_at, zone)


def _closes(story: Story, reason: CloseReason) -> bool:
    """Not to ask at all is only for who brokers, and only as long as nobody was asked."""
    waits = story.introduction.state in {State.DRAFTED, State.PROPOSED, State.HELD}
    return waits is (reason is CloseReason.NOT_SENT) or (waits and reason is CloseReason.NO_FIT)


def _forms(story: Story, acts: Mapping[str, str], zone: tzinfo) -> dict[str, StepForm]:
    """A form to show for each act, filled with what is known."""
    one = story.introduction
    forms = {name: blank(name) for name in acts if name != "approve"}
    if "choose" in forms:
        others = [time for time in story.times if time.offered_by is not story.hand.mover]
        forms["choose"].time.choices = choices_from((str(time.id), _time_said(time, zone)) for time in others)
    if "approve" in acts:
        reason = one.reason or " ".join(plain(reason, _) for reason in story.reasons)
        forms["approve"] = blank("approve", data={"reason": reason, "first_step": one.first_step})
        forms["approve"].name_both(story.a.name, story.b.name)
    if "step" in forms and one.first_step and not one.joint_what:
        forms["step"] = blank("step", data={"what": one.first_step})
    return forms

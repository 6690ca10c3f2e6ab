"""The view of one introduction: whose turn it is, what the reader may do, what has happened."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import tzinfo
from typing import NamedTuple

from flask import url_for

from matchmaker import context
from matchmaker.core.explain import Fragment, plain, render
from matchmaker.core.introductions.clocks import POSTPONED
from matchmaker.core.introductions.states import ENDS, TOGETHER, CloseReason, Consent, Side, State
from matchmaker.models import Introduction, OfferedTime
from matchmaker.services import proposals
from matchmaker.services.introductions import Story
from matchmaker.web.forms.introductions import ApproveForm, ChooseForm, StepForm, blank
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
from matchmaker.web.views.introductions.words import (
    CLOSES,
    DECLINES,
    confirmed_said,
    consents,
    moment,
    turn_of,
    turn_said,
    where_it_stands,
)
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
    """What the page shows. `acts` are the addresses of what the reader may do, by name.

    `only` is the one who is still to be asked, where the other has asked for it.
    """

    id: str
    title: str
    a: Party
    b: Party
    own: Party | None
    other: Party | None
    meets: bool
    by_link: bool
    tapped: str
    state: State
    stands: str
    turn: str
    confirmed: str
    only: str
    until: str
    reasons: list[list[Fragment]]
    first_step: str
    message: str
    facts: list[Fact]
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
    closes: list[tuple[str, str]]

    @property
    def broker(self) -> bool:
        """Whether the reader stands between the two."""
        return self.own is None

    @property
    def introduced(self) -> bool:
        """Whether both said yes, and it stands."""
        return self.state in TOGETHER or self.state is State.PARTNERSHIP

    @property
    def ended(self) -> bool:
        """Whether nothing happens any more."""
        return self.state in ENDS

    @property
    def is_answered(self) -> bool:
        """Whether nobody waits for an answer of the reader; blocking stays open."""
        return not self.acts.keys() - {"block"}

    @property
    def way(self) -> list[Station]:
        """The stations up to a partnership."""
        return way_of(self.state)

    @property
    def strength(self) -> str:
        """How the line between the two is drawn."""
        return strength_of(self.state)

    @property
    def declines(self) -> list[tuple[str, str]]:
        """The reasons for a no, as who says it reads them."""
        return [(reason.value, _(text)) for reason, text in DECLINES.items()]

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
        meets=has_meeting(one),
        by_link=bool(token),
        tapped=tapped,
        state=one.state,
        stands=where_it_stands(one, names, zone, story.hand.mover),
        turn=turn_said(turn_of(one, story.waits_for, story.times, context.now()), names, story.hand.mover),
        confirmed=confirmed_said(one, names, story.hand.mover),
        only=_only(story),
        until=_until(story),
        reasons=reasons_of(story),
        first_step=one.first_step,
        message=one.message,
        facts=_facts(story, zone),
        linked=linked_said(seen) if seen and one.state is not State.PARTNERSHIP else "",
        questions=questions_of(story, seen),
        brief_url=url_for("introductions.brief", id=one.id),
        entry_url=url_for("introductions.entry", id=one.id) if is_to_come(one) and not token else "",
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
        forms=_forms(story, acts, zone, refused or {}),
        closes=[(reason.value, _(text)) for reason, text in CLOSES.items() if _closes(story, reason)],
    )


def _only(story: Story) -> str:
    """The name of the one who is still to be asked; "" where that is both, or none."""
    open_ = [side for side, said in consents(story.introduction) if said is not Consent.YES]
    return names_of(story)[open_[0]] if len(open_) == 1 else ""


def has_meeting(one: Introduction) -> bool:
    """Whether there is a meeting to be put into a calendar."""
    return one.state in TOGETHER and one.meeting_at is not None


def is_to_come(one: Introduction) -> bool:
    """Whether a meeting still lies ahead: nobody writes one into a calendar that is over."""
    return one.state is State.MEETING_AGREED and one.meeting_at is not None and one.meeting_at > context.now()


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
    """The times that the reader has proposed, and that have not passed."""
    now = context.now()
    return [time for time in story.times if time.offered_by is story.hand.mover and time.starts_at > now]


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


def _forms(
    story: Story, acts: Mapping[str, str], zone: tzinfo, refused: Mapping[str, StepForm]
) -> dict[str, StepForm]:
    """A form to show for each act, filled with what is known; those that were refused as they were sent."""
    forms = {name: blank(name, data=_known(story, name)) for name in acts} | dict(refused)
    for form in forms.values():
        if isinstance(form, ChooseForm):
            others = [time for time in story.times if time.offered_by is not story.hand.mover]
            form.name_times((str(time.id), _time_said(time, zone)) for time in others)
        elif isinstance(form, ApproveForm):
            form.name_both(story.a.name, story.b.name)
    return forms


def _known(story: Story, act: str) -> dict[str, str]:
    """What the form of an act holds before somebody fills it in."""
    one = story.introduction
    if act == "approve":
        reason = one.reason or " ".join(plain(reason, _) for reason in story.reasons)
        return {"reason": reason, "first_step": one.first_step}
    if act == "write":
        return {"once": secrets.token_urlsafe(9)}
    return {"what": one.first_step} if act == "step" and not one.joint_what else {}

"""The forms of an introduction: asking for it, brokering it, and every step that one of the two takes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, tzinfo
from typing import Any, ClassVar

from flask_wtf.file import MultipleFileField
from werkzeug.datastructures import FileStorage
from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from matchmaker import context, i18n
from matchmaker.core.entities import Profile
from matchmaker.core.files.choosing import MOST_BYTES, MOST_FILES, Upload
from matchmaker.core.files.kinds import KINDS
from matchmaker.core.introductions.states import CloseReason, DeclineReason, Order, Side
from matchmaker.errors import Invalid
from matchmaker.services.introductions import LONGEST_MEETING, SHORTEST_MEETING
from matchmaker.web.forms.fields import CountField, DayField, choices_from
from matchmaker.web.forms.refusal import Form
from matchmaker.web.words import _, _l

LONGEST, LINE = 4_000, 300
REASON_ASKED = _l("The reason, as both will read it")
REASON = _l("Say in a sentence or two why these two should meet.")
CHOOSE = _l("Choose one of the answers shown.")
MEGABYTE = 1024 * 1024
ACCEPTED = ",".join(f".{ending}" for kind in KINDS for ending in kind.endings)
TIMES = ("first", "second", "third")


class AskForm(Form):
    """A member asks to be introduced."""

    message = TextAreaField(
        _l("What you write to them"), [Optional(), Length(max=LONGEST)],
        description=_l("Drafted from both profiles. Change it until it is yours, or leave it empty."),
        render_kw={"rows": 7},
    )  # fmt: skip
    need = HiddenField()


class BrokerForm(Form):
    """What a broker writes before both are asked."""

    reason = TextAreaField(
        REASON_ASKED, [InputRequired(REASON), Length(max=LONGEST)],
        description=_l("Drafted from their profiles. Change what you know better."),
        render_kw={"rows": 7},
    )  # fmt: skip
    first_step = StringField(_l("First step you suggest"), [Optional(), Length(max=LINE)])
    order = RadioField(_l("Whom to ask first"), default=Order.BOTH.value, validate_choice=False)
    note = StringField(_l("Note for colleagues, not sent"), [Optional(), Length(max=LONGEST)])

    def name_both(self, a: str, b: str) -> None:
        """Put the names of the two into the question whom to ask first."""
        self.order.choices = choices_from([
            (Order.BOTH.value, _("Both on the same day")),
            (Order.A_FIRST.value, _("%(name)s first", name=a)),
            (Order.B_FIRST.value, _("%(name)s first", name=b)),
        ])  # fmt: skip

    def values(self) -> dict[str, Any]:
        """What was written, without the note."""
        return {
            "reason": self.reason.data or "",
            "first_step": self.first_step.data or "",
            "order": one_of(Order, self.order.data, Order.BOTH),
        }


class StepForm(Form):
    """What a step needs to know; most need nothing."""

    def values(self, _zone: tzinfo) -> dict[str, Any]:
        """What was said, as the service takes it; times of day are those of the zone."""
        return {}


class DeclineForm(StepForm):
    """Why it does not fit now, by one tap."""

    reason = RadioField(
        choices=choices_from((one.value, one.value) for one in DeclineReason), validators=[Optional()]
    )
    note = TextAreaField(
        _l("Something to add?"), [Optional(), Length(max=LONGEST)],
        description=_l("Only whoever brokers reads it."), render_kw={"rows": 2},
    )  # fmt: skip

    def values(self, _zone: tzinfo) -> dict[str, Any]:
        """The reason and the words."""
        reason = one_of(DeclineReason, self.reason.data, DeclineReason.UNSAID)
        return {"reason": reason, "note": self.note.data or ""}


class TimesForm(StepForm):
    """Up to three times for a meeting, in the zone of the one who proposes."""

    most = len(TIMES)
    stands_at: ClassVar = {"times": "first_day"}

    first_day = DayField(_l("First day"), [InputRequired(_l("Write a day like 31 3 2027."))])
    first_hour = StringField(_l("Time of day"), [Optional()], default="10:00")
    second_day = DayField(_l("Second day"), [Optional()])
    second_hour = StringField(_l("Time of day"), [Optional()], default="10:00")
    third_day = DayField(_l("Third day"), [Optional()])
    third_hour = StringField(_l("Time of day"), [Optional()], default="10:00")
    minutes = CountField(
        _l("How many minutes?"),
        [NumberRange(SHORTEST_MEETING, LONGEST_MEETING, _l(
            "A meeting takes between %(least)s and %(most)s minutes.",
            least=SHORTEST_MEETING, most=LONGEST_MEETING,
        ))],
        default=45,
    )  # fmt: skip
    place = StringField(
        _l("Where?"), [Optional(), Length(max=LINE)],
        description=_l("A place, or the address of a video call."),
    )  # fmt: skip

    def values(self, zone: tzinfo) -> dict[str, Any]:
        """The times as moments."""
        times = [
            _moment(day, self[f"{name}_hour"].data, zone, f"{name}_hour")
            for name in TIMES
            if (day := self[f"{name}_day"].data) is not None
        ]
        return {"times": times, "minutes": self.minutes.data, "place": self.place.data or ""}


class ChooseForm(StepForm):
    """One of the times that were proposed."""

    time = RadioField(_l("Which time suits you?"), [InputRequired(CHOOSE)], validate_choice=False)

    def name_times(self, times: Iterable[tuple[str, str]]) -> None:
        """Name the times, by id."""
        self.time.choices = choices_from(times)

    def values(self, _zone: tzinfo) -> dict[str, Any]:
        """The id of the time."""
        return {"time_id": _number(self.time.data)}


class ReportForm(StepForm):
    """How the meeting was, by one tap."""

    met = RadioField(
        _l("Did you meet?"),
        [InputRequired(CHOOSE)],
        choices=choices_from([("yes", _l("Yes")), ("no", _l("No"))]),
    )
    note = TextAreaField(_l("Something to add?"), [Optional(), Length(max=LONGEST)], render_kw={"rows": 2})

    def values(self, _zone: tzinfo) -> dict[str, Any]:
        """Whether they met, and the words."""
        return {"met": self.met.data == "yes", "note": self.note.data or ""}


class JointStepForm(StepForm):
    """The first thing that the two do together."""

    what = StringField(
        _l("What will you do together first?"),
        [InputRequired(_l("Name one thing that both will do.")), Length(max=LINE)],
        description=_l("For example: “Two trainers visit the workshop for a day.”"),
    )  # fmt: skip
    who = StringField(_l("Who sees to it?"), [Optional(), Length(max=LINE)])
    by = DayField(_l("By when?"), [InputRequired(_l("Write a day like 31 3 2027."))])

    def values(self, _zone: tzinfo) -> dict[str, Any]:
        """What, who, by when."""
        return {"what": self.what.data or "", "who": self.who.data or "", "by": self.by.data}


class CloseForm(StepForm):
    """Why it ends without a partnership, by one tap."""

    reason = RadioField(
        choices=choices_from((one.value, one.value) for one in CloseReason),
        validators=[InputRequired(CHOOSE)],
    )

    def values(self, _zone: tzinfo) -> dict[str, Any]:
        """The reason."""
        return {"reason": CloseReason(self.reason.data)}


class WithdrawForm(StepForm):
    """Taking back that one agreed."""

    note = TextAreaField(_l("Something to add?"), [Optional(), Length(max=LONGEST)], render_kw={"rows": 2})

    def values(self, _zone: tzinfo) -> dict[str, Any]:
        """The words."""
        return {"note": self.note.data or ""}


class WriteForm(StepForm):
    """A message to the other, perhaps with files; `once` is another word on each page."""

    once = HiddenField()
    text = TextAreaField(
        _l("Your message"), [InputRequired(_l("Write something first.")), Length(max=LONGEST)],
        render_kw={"rows": 4},
    )  # fmt: skip
    files = MultipleFileField(_l("Files"), [Optional()])

    def __init__(self, *given: Any, **values: Any) -> None:
        """Say how many files this site takes, and how large; with script it says so before sending."""
        super().__init__(*given, **values)
        self.most_bytes = min(MOST_BYTES, context.settings().max_upload_mb * MEGABYTE)
        size = i18n.file_size(self.most_bytes, context.language())
        self.files.description = _(
            "Up to %(count)s, together at most %(size)s: PDF, pictures, text, tables (CSV), or documents of "
            "Word, Excel, PowerPoint and LibreOffice.", count=MOST_FILES, size=size,
        )  # fmt: skip
        self.files.render_kw = {
            "accept": ACCEPTED,
            "data-most-files": MOST_FILES,
            "data-most-bytes": self.most_bytes,
            "data-too-many": _("Attach at most %(count)s files.", count=MOST_FILES),
            "data-too-large": _(
                "Together these files have more than %(size)s. Leave one out, or make it smaller.", size=size
            ),
        }

    def values(self, _zone: tzinfo) -> dict[str, Any]:
        """The words, and the files as far as they can be taken."""
        files = [_upload(one) for one in self.files.data or ()]
        text = self.text.data or ""
        return {
            "text": text,
            "files": files,
            "most_bytes": self.most_bytes,
            "came_as": self._came_as(text, files),
        }

    def _came_as(self, text: str, files: Iterable[Upload]) -> str | None:
        """What is the same when the same words are sent twice from one page, as by a double click."""
        if not self.once.data:
            return None
        told = "\0".join([self.once.data, text, *(one.name for one in files)])
        return f"form:{hashlib.sha256(told.encode()).hexdigest()}"


class NoteForm(StepForm):
    """A note for colleagues."""

    text = TextAreaField(
        _l("Note for colleagues, not sent"),
        [InputRequired(_l("Write something first.")), Length(max=LONGEST)], render_kw={"rows": 2},
    )  # fmt: skip

    def values(self, _zone: tzinfo) -> dict[str, Any]:
        """The words."""
        return {"text": self.text.data or ""}


class ApproveForm(StepForm, BrokerForm):
    """A broker sends what somebody asked for."""

    def values(self, _zone: tzinfo | None = None) -> dict[str, Any]:
        """What was written."""
        return BrokerForm.values(self)


class KeepForm(ApproveForm):
    """A broker lays it aside or takes it up again: what is written in the form for sending stays."""

    reason = TextAreaField(REASON_ASKED, [Optional(), Length(max=LONGEST)], render_kw={"rows": 7})

    def values(self, _zone: tzinfo | None = None) -> dict[str, Any]:
        """What was written so far."""
        return {"reason": self.reason.data or "", "first_step": self.first_step.data or ""}


class AssignForm(StepForm):
    """Which colleague takes it over."""

    broker = SelectField(_l("Who takes it over?"), [InputRequired(CHOOSE)], validate_choice=False)

    def values(self, _zone: tzinfo) -> dict[str, Any]:
        """The account of the colleague."""
        return {"broker_id": self.broker.data or ""}


class SwapForm(StepForm):
    """Another in the place of one of the two."""

    other = RadioField(_l("Who comes in whose place?"), [InputRequired(CHOOSE)], validate_choice=False)

    def name_all(self, found: Mapping[Side, Iterable[Profile]], names: Mapping[Side, str]) -> None:
        """Name all who could come in, for each of the two whose place is free."""
        self.other.choices = choices_from(
            (f"{side.value}:{one.id}", _("%(new)s in the place of %(old)s", new=one.name, old=names[side]))
            for side, people in found.items()
            for one in people
        )

    def values(self, _zone: tzinfo) -> dict[str, Any]:
        """The side and who comes in its place."""
        side, _point, other = (self.other.data or "").partition(":")
        return {"side": one_of(Side, side, Side.B), "other_id": other}


FORMS: Mapping[str, type[StepForm]] = {
    "accept": StepForm, "decline": DeclineForm, "postpone": StepForm, "offer": TimesForm,
    "choose": ChooseForm, "report": ReportForm, "step": JointStepForm, "finish": StepForm,
    "confirm": StepForm, "close": CloseForm, "withdraw": WithdrawForm, "write": WriteForm,
    "block": StepForm, "approve": ApproveForm, "hold": KeepForm,
    "resume": KeepForm, "assign": AssignForm, "swap": SwapForm, "note": NoteForm,
}  # fmt: skip
"""The form of each step by its word in addresses."""


WITHIN = {"hold": "approve", "resume": "approve"}
"""Steps that are buttons within the form of another one."""


def blank(name: str, **data: Any) -> StepForm:
    """A form of a step to show; nothing that was sent for another one gets into it."""
    return FORMS[name](formdata=None, prefix=f"{name}-", **data)


def sent(name: str, *, by_link: bool = False) -> StepForm:
    """The form of a step as it was sent; behind a link the token in its address stands for the form's."""
    return FORMS[name](prefix=f"{WITHIN.get(name, name)}-", meta={"csrf": not by_link})


def _upload(one: FileStorage) -> Upload:
    """A file as it was sent; of one that is too large no more than shows that it is."""
    return Upload(one.filename or "", one.stream.read(MOST_BYTES + 1))


def one_of(words: Any, said: str | None, otherwise: Any) -> Any:
    """The word of a closed list that was sent, or another one where none was.

    Raises:
        Invalid: it is no word of the list.
    """
    try:
        return words(said) if said else otherwise
    except ValueError as error:
        raise Invalid("Choose one of the answers shown.") from error


def _number(said: str | None) -> int:
    if not said or not said.isdecimal() or len(said) > 9:
        raise Invalid("Choose one of the answers shown.")
    return int(said)


def _moment(day: date, hour: str | None, zone: tzinfo, field: str) -> datetime:
    try:
        clock = time.fromisoformat((hour or "").strip().replace(".", ":").zfill(5))
    except ValueError as error:
        wrong = "Write a time of day like 14:30."
        raise Invalid(wrong, fields={field: wrong}) from error
    clock = clock.replace(tzinfo=None, second=0, microsecond=0)
    try:
        return datetime.combine(day, clock, zone).astimezone(UTC)
    except OverflowError as error:
        # The first and the last day that there are, on a clock beside ours.
        strange = "This day does not exist. Write it like 31 3 2027."
        raise Invalid(strange, fields={field.replace("hour", "day"): strange}) from error

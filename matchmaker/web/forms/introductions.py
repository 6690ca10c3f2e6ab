"""The forms of an introduction: asking for it, brokering it, and every step that one of the two takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, tzinfo
from typing import Any

from flask_wtf.file import MultipleFileField
from werkzeug.datastructures import FileStorage
from wtforms import HiddenField, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from matchmaker import context, i18n
from matchmaker.core.entities import Profile
from matchmaker.core.files.choosing import MOST_BYTES, MOST_FILES, Upload
from matchmaker.core.files.kinds import KINDS
from matchmaker.core.introductions.states import CloseReason, DeclineReason, Order, Side
from matchmaker.errors import Invalid
from matchmaker.services.introductions import LONGEST_MEETING, SHORTEST_MEETING
from matchmaker.web.forms.fields import DayField, choices_from
from matchmaker.web.forms.refusal import Form
from matchmaker.web.views.introductions.words import CLOSES
from matchmaker.web.words import _, _l

LONGEST, LINE = 4_000, 300
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
        _l("The reason, as both will read it"), [InputRequired(REASON), Length(max=LONGEST)],
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
            "order": _one_of(Order, self.order.data, Order.BOTH),
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
        reason = _one_of(DeclineReason, self.reason.data, DeclineReason.UNSAID)
        return {"reason": reason, "note": self.note.data or ""}


class TimesForm(StepForm):
    """Up to three times for a meeting, in the zone of the one who proposes."""

    most = len(TIMES)

    first_day = DayField(_l("First day"), [InputRequired(_l("Write a day like 31 3 2027."))])
    first_hour = StringField(_l("Time of day"), [Optional()], default="10:00")
    second_day = DayField(_l("Second day"), [Optional()])
    second_hour = StringField(_l("Time of day"), [Optional()], default="10:00")
    third_day = DayField(_l("Third day"), [Optional()])
    third_hour = StringField(_l("Time of day"), [Optional()], default="10:00")
    minutes = IntegerField(
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
    """A message to the other, perhaps with files."""

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
        return {"text": self.text.data or "", "files": files, "most_bytes": self.most_bytes}


class NoteForm(StepForm):
    """A note for colleagues."""

    text = TextAreaField(
        _l("Note for colleagues, not sent"),
        [InputRequired(_l("Write something first.")), Length(max=LONGEST)], render_kw={"rows": 2},
    )  # fmt: skip

    def values(self, _zone: tzinfo) -> dict[str, Any]:
        """The words."""
        return {"text": self.text.data or ""}


class MessageForm(StepForm):
    """Which message is meant."""

    message = HiddenField(validators=[InputRequired()])

    def values(self, _zone: tzinfo) -> dict[str, Any]:
        """The id of the message."""
        return {"message_id": self.message.data or ""}


class ApproveForm(StepForm, BrokerForm):
    """A broker sends what somebody asked for."""

    def values(self, _zone: tzinfo | None = None) -> dict[str, Any]:
        """What was written."""
        return BrokerForm.values(self)


class AssignForm(StepForm):
    """Which colleague takes it over."""

    broker = SelectField(_l("Who takes it over?"), [InputRequired(CHOOSE)], validate_choice=False)

    def values(self, _zone: tzinfo) -> dict[str, Any]:
        """The account of the colleague."""
        return {"broker_id": self.broker.data or ""}


class SwapForm(StepForm):
    """Another in the place of one of the two."""

    other = RadioField(_l("Who comes in whose place?"), [InputRequired(CHOOSE)], validate_choice=False)

    def values(self, _zone: tzinfo) -> dict[str, Any]:
        """The side and who comes in its place."""
        side, _point, other = (self.other.data or "").partition(":")
        return {"side": _one_of(Side, side, Side.B), "other_id": other}


class BulkForm(Form):
    """One act on many introductions; which ones stands beside it in the page."""

    act = HiddenField(validators=[InputRequired(CHOOSE)])
    broker = SelectField(_l("Who takes them over?"), [Optional()], validate_choice=False)
    reason = RadioField(
        _l("Why?"), [Optional()], choices=choices_from((one.value, _l(text)) for one, text in CLOSES.items()),
        default=CloseReason.NO_FIT.value,
    )  # fmt: skip

    def name_colleagues(self, people: Iterable[tuple[str, str]]) -> None:
        """Who may take them over."""
        self.broker.choices = choices_from(people)

    def values(self) -> dict[str, Any]:
        """What the act needs to know."""
        if self.act.data == "assign":
            return {"broker_id": self.broker.data or ""}
        if self.act.data == "close":
            return {"reason": _one_of(CloseReason, self.reason.data, CloseReason.NO_FIT)}
        return {}


class TogetherForm(Form):
    """Whom to ask first, where one is asked about several others in one mail."""

    order = RadioField(_l("Whom to ask first"), default="both", validate_choice=False)

    def name_shared(self, name: str) -> None:
        """Put the name of the one whom all have in common into the question."""
        self.order.choices = choices_from(
            [("both", _("Everybody on the same day")), ("shared", _("%(name)s first", name=name))]
        )

    @property
    def shared_first(self) -> bool:
        """Whether the others are asked only once that one has said yes."""
        return bool(self.order.data == "shared")


FORMS: Mapping[str, type[StepForm]] = {
    "accept": StepForm, "decline": DeclineForm, "postpone": StepForm, "offer": TimesForm,
    "choose": ChooseForm, "report": ReportForm, "step": JointStepForm, "finish": StepForm,
    "confirm": StepForm, "close": CloseForm, "withdraw": WithdrawForm, "write": WriteForm,
    "mark": MessageForm, "block": StepForm, "approve": ApproveForm, "hold": StepForm,
    "resume": StepForm, "assign": AssignForm, "swap": SwapForm, "note": NoteForm,
}  # fmt: skip
"""The form of each step by its word in addresses."""


def swap_form(found: Mapping[Side, Iterable[Profile]], names: Mapping[Side, str]) -> StepForm:
    """The form with all who could come in, for each of the two whose place is free."""
    form = blank("swap")
    form.other.choices = choices_from(
        (f"{side.value}:{one.id}", _("%(new)s in the place of %(old)s", new=one.name, old=names[side]))
        for side, people in found.items()
        for one in people
    )
    return form


def blank(name: str, **data: Any) -> StepForm:
    """A form of a step to show; nothing that was sent for another one gets into it."""
    return FORMS[name](formdata=None, prefix=f"{name}-", **data)


def sent(name: str, *, by_link: bool = False) -> StepForm:
    """The form of a step as it was sent; behind a link the token in its address stands for the form's."""
    return FORMS[name](prefix=f"{name}-", meta={"csrf": not by_link})


def _upload(one: FileStorage) -> Upload:
    """A file as it was sent; of one that is too large no more than shows that it is."""
    return Upload(one.filename or "", one.stream.read(MOST_BYTES + 1))


def _one_of(words: Any, said: str | None, otherwise: Any) -> Any:
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
    return datetime.combine(day, clock.replace(tzinfo=None, second=0, microsecond=0), zone).astimezone(UTC)

"""The forms of reports: making one, deciding it, hiding a profile, asking for another look."""

from __future__ import annotations

from collections.abc import Iterable

from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from matchmaker.core.reports import LONGEST, About, Decision, Trouble
from matchmaker.core.words import N_
from matchmaker.models import Need, Offer
from matchmaker.services.reports import Said
from matchmaker.web.forms.fields import choices_from
from matchmaker.web.forms.refusal import Form
from matchmaker.web.words import _, _l

TROUBLES = {
    Trouble.NOT_REAL: N_("There is no such organisation"),
    Trouble.NOT_THEIRS: N_("Somebody pretends to be another"),
    Trouble.INSULTING: N_("It insults, threatens or stirs up hatred"),
    Trouble.PERSONAL: N_("It tells personal things about somebody"),
    Trouble.ADVERTISING: N_("It is only advertising"),
    Trouble.OTHER: N_("Something else"),
}
OF_A_MESSAGE = (Trouble.INSULTING, Trouble.PERSONAL, Trouble.ADVERTISING, Trouble.NOT_THEIRS, Trouble.OTHER)
DECISIONS = {
    Decision.HIDE: N_("Hide the profile"),
    Decision.REMOVE: N_("Take away what was reported"),
    Decision.NOTHING: N_("Leave it as it is"),
}
CHOOSE = _l("Choose what is wrong.")
CHOOSE_WHAT = _l("Choose what you do.")
TOO_LONG = _l("Keep this below 1,000 signs.")
WHOLE = About.PROFILE.value


class MessageReportForm(Form):
    """What is wrong with a message."""

    trouble = RadioField(
        _l("What is wrong?"), [InputRequired(CHOOSE)],
        choices=choices_from((one.value, _l(TROUBLES[one])) for one in OF_A_MESSAGE), validate_choice=False,
    )  # fmt: skip
    words = TextAreaField(
        _l("In your words"), [Optional(), Length(max=LONGEST, message=TOO_LONG)],
        description=_l("What should we know to judge it?"), render_kw={"rows": 4},
    )  # fmt: skip

    def said(self, language: str) -> Said:
        """What was sent."""
        return Said(trouble=self._trouble(), words=self.words.data or "", language=language)

    def _trouble(self) -> Trouble:
        found = self.trouble.data
        return Trouble(found) if found in set(Trouble) else Trouble.OTHER


class ReportForm(MessageReportForm):
    """What is wrong with a profile, or with an offer or need of it; a visitor may leave an address."""

    about = RadioField(_l("What do you report?"), default=WHOLE, validate_choice=False)
    trouble = RadioField(
        _l("What is wrong?"), [InputRequired(CHOOSE)],
        choices=choices_from((one.value, _l(words)) for one, words in TROUBLES.items()),
        validate_choice=False,
    )  # fmt: skip
    address = StringField(
        _l("Your mail address"), [Optional()],
        description=_l("Only if you want to hear what came of it. Nobody else sees it."),
        render_kw={"type": "email", "autocomplete": "email"},
    )  # fmt: skip

    def name_all(self, offers: Iterable[Offer], needs: Iterable[Need]) -> None:
        """Name what stands on the page."""
        choices = [(WHOLE, _("The profile as a whole"))]
        choices += [(f"offer:{one.id}", _("The offer “%(text)s”", text=one.text)) for one in offers]
        choices += [(f"need:{one.id}", _("The need “%(text)s”", text=one.text)) for one in needs]
        self.about.choices = choices_from(choices)
        self.named = dict(choices)

    def choose(self, value: str) -> None:
        """Choose what the reader came from, if it stands there."""
        if value in self.named:
            self.about.data = value

    def said(self, language: str) -> Said:
        """What was sent."""
        kind, _point, about_id = (self.about.data or WHOLE).partition(":")
        about = About(kind) if kind in {About.OFFER, About.NEED} else About.PROFILE
        return Said(
            about=about, about_id=about_id or None, trouble=self._trouble(), words=self.words.data or "",
            address=self.address.data or "", language=language,
        )  # fmt: skip


class ReasonForm(Form):
    """Why a profile is hidden, or shown again."""

    reason = TextAreaField(
        _l("Why?"), [InputRequired(_l("Give a reason. The people of the profile read it."))],
        description=_l("The people of the profile read this."), render_kw={"rows": 3},
    )  # fmt: skip


class DecisionForm(Form):
    """What is done about a report, and why."""

    decision = RadioField(_l("What do you do?"), [InputRequired(CHOOSE_WHAT)], validate_choice=False)
    reason = TextAreaField(
        _l("Why?"), [InputRequired(_l("Give a reason. Who wrote it reads it, and who reported it."))],
        description=_l("Who wrote it reads this, and who reported it. Name nobody."), render_kw={"rows": 3},
    )  # fmt: skip

    def name_all(self, decisions: Iterable[Decision]) -> None:
        """Name what may be done."""
        self.decision.choices = choices_from((one.value, _(DECISIONS[one])) for one in decisions)

    @property
    def chosen(self) -> Decision | None:
        """What was chosen."""
        found = self.decision.data
        return Decision(found) if found in set(Decision) else None


class ObjectionForm(Form):
    """Why a hidden profile should be shown again."""

    words = TextAreaField(
        _l("Why should it be shown again?"),
        [InputRequired(_l("Say why the profile should be shown again."))],
        description=_l("Say what is right, and what you have changed. An administrator reads this."),
        render_kw={"rows": 4},
    )  # fmt: skip


class AnswerForm(ReasonForm):
    """What comes of another look."""

    shows = RadioField(
        _l("What do you do?"), [InputRequired(CHOOSE_WHAT)], validate_choice=False,
        choices=choices_from([("yes", _l("Show it again")), ("no", _l("It stays hidden"))]),
    )  # fmt: skip

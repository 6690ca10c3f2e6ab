"""The form for notifications: one question for each kind of news, and the quiet hours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from wtforms import SelectField
from wtforms.validators import AnyOf, InputRequired

from matchmaker import context, i18n
from matchmaker.core.notifications import NEVER_BUNDLED, Channel, MailKind, Quiet
from matchmaker.services import notifications
from matchmaker.web.forms.fields import choices_from
from matchmaker.web.forms.refusal import Form
from matchmaker.web.views.notifications import KINDS, WAYS
from matchmaker.web.words import _, _l

ASKED_AGAIN = _l("Choose one of the answers shown.")


class PreferencesForm(Form):
    """How somebody wants to hear of each kind, and when not at all."""

    def quiet(self) -> Quiet:
        """The hours between which nothing shall come."""
        return Quiet(int(self["quiet_from"].data), int(self["quiet_until"].data))

    def hours(self) -> list[SelectField]:
        """The two questions about them."""
        return [self["quiet_from"], self["quiet_until"]]

    def chosen(self) -> dict[MailKind, Channel]:
        """What was chosen."""
        return {kind: Channel(self[kind.value].data) for kind in self._asked()}

    def hasty(self) -> list[SelectField]:
        """The questions about what cannot wait for a digest."""
        return [self[kind.value] for kind in self._asked() if kind in NEVER_BUNDLED]

    def others(self) -> list[SelectField]:
        """The other questions."""
        return [self[kind.value] for kind in self._asked() if kind not in NEVER_BUNDLED]

    def _asked(self) -> list[MailKind]:
        return [kind for kind in notifications.CHOSEN if kind.value in self]


def preferences_form(present: Mapping[MailKind, Channel], quiet: Quiet) -> PreferencesForm:
    """The form with what is in force now; what is not in `present` is not asked about."""
    questions = {kind.value: _question(kind, channel) for kind, channel in present.items()}
    questions |= {
        "quiet_from": _hour(_("No e-mail from"), quiet.begins),
        "quiet_until": _hour(_("Until"), quiet.ends),
    }
    return cast(PreferencesForm, type("KindsForm", (PreferencesForm,), questions)())


def _question(kind: MailKind, present: Channel) -> SelectField:
    ways = notifications.channels_of(kind)
    return SelectField(
        _(KINDS[kind]),
        [InputRequired(ASKED_AGAIN), AnyOf([way.value for way in ways], ASKED_AGAIN)],
        choices=choices_from((way.value, _(WAYS[way])) for way in ways),
        default=present.value,
        validate_choice=False,
    )


def _hour(label: str, present: int) -> SelectField:
    return SelectField(
        label,
        [InputRequired(ASKED_AGAIN), AnyOf([str(hour) for hour in range(24)], ASKED_AGAIN)],
        choices=choices_from((str(hour), i18n.hour(hour, context.language())) for hour in range(24)),
        default=str(present),
        validate_choice=False,
    )

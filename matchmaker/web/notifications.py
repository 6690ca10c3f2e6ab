"""What one wants to hear of, leaving by a link, and the outbox."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from matchmaker import context
from matchmaker.core.notifications import QUIET_UNTIL, MailKind, MailState
from matchmaker.errors import Invalid
from matchmaker.permissions import may_enter
from matchmaker.services import (
    accounts,
    claims,
    duplicates,
    introductions,
    notifications,
    origins,
    people,
    profiles,
    reports,
)
from matchmaker.web.access import allow
from matchmaker.web.forms.notifications import PreferencesForm, preferences_form
from matchmaker.web.forms.refusal import refuse
from matchmaker.web.views.notifications import KINDS, mail_view, outbox_view
from matchmaker.web.words import _

blueprint = Blueprint("notifications", __name__)

ONE_CLICK = "One-Click"
USUAL = f"{QUIET_UNTIL}:00"
"""When a digest comes to who has no quiet hours."""

WRITERS: Mapping[MailKind, notifications.Writer] = {
    **accounts.WRITERS,
    **people.WRITERS,
    **reports.WRITERS,
    **claims.WRITERS,
    **profiles.WRITERS,
    **introductions.WRITERS,
    **duplicates.WRITERS,
    **origins.WRITERS,
}
"""Who makes the words of each kind of mail."""


@blueprint.get("/account/notifications")
@allow("account.own")
def preferences() -> str:
    """What I want to hear of, and how."""
    return render_template("notifications/preferences.html", form=_form(), usual=USUAL)


@blueprint.post("/account/notifications")
@allow("account.own")
def preferences_send() -> Response | tuple[str, int]:
    """Keep it."""
    session, actor, form = context.session(), context.actor(), _form()
    try:
        form.check()
        notifications.set_preferences(session, actor, form.chosen(), now=context.now())
        notifications.set_quiet(session, actor, form.quiet(), now=context.now())
    except Invalid as error:
        return refuse(form, error, "notifications/preferences.html", usual=USUAL)
    flash(_("Saved. From now on we write to you as you chose."), "done")
    return redirect(url_for(".preferences"), 303)


@blueprint.get("/unsubscribe/<token>")
@allow("mail.leave")
def leave(token: str) -> str:
    """A page with the button: opening a link decides nothing, for programs open links too."""
    address, kind = notifications.read_leave_token(token, context.secret_key())
    done = request.args.get("done", "")
    return render_template(
        "notifications/leave.html", address=address, kind=_(KINDS[kind]), token=token, done=done,
        about_profile=kind is MailKind.CONFIRM,
    )  # fmt: skip


@blueprint.post("/unsubscribe/<token>")
@allow("mail.leave")
def leave_send(token: str) -> Response | str:
    """Write no more of this kind to the address in the link, or nothing at all (`what` is "all")."""
    address, kind = notifications.read_leave_token(token, context.secret_key())
    everything = request.form.get("what") == "all"
    if everything:
        notifications.unsubscribe_from_all(context.session(), address, now=context.now())
    else:
        notifications.unsubscribe(context.session(), address, kind, now=context.now())
    done = "all" if everything else "kind"
    if request.form.get("List-Unsubscribe") == ONE_CLICK:
        # Sent by a mail program, which follows no redirection.
        return render_template(
            "notifications/leave.html", address=address, kind=_(KINDS[kind]), token=token, done=done
        )
    return redirect(url_for(".leave", token=token, done=done), 303)


@blueprint.get("/outbox")
@allow("mail.read")
def outbox() -> str:
    """All mails of this site, the newest first."""
    wanted = request.args.get("state", "")
    state = MailState(wanted) if wanted in set(MailState) else None
    page = notifications.list_outbox(
        context.session(),
        context.actor(),
        outbox=_outbox(),
        state=state,
        after=request.args.get("after", ""),
    )
    return render_template("notifications/outbox.html", view=outbox_view(page, state, _zone()))


@blueprint.get("/outbox/<id>")
@allow("mail.read")
def mail(id: str) -> str:
    """One mail: to whom, when, and what it says."""
    shown = notifications.get_shown(
        context.session(),
        context.actor(),
        id,
        outbox=_outbox(),
        writers=WRITERS,
        addresses=context.addresses(),
    )
    return render_template("notifications/mail.html", view=mail_view(shown, _zone()))


@blueprint.post("/outbox/<id>/again")
@allow("mail.retry")
def again(id: str) -> Response:
    """Send a mail that was given up once more."""
    notifications.try_again(context.session(), context.actor(), id, now=context.now())
    flash(_("The mail goes out again."), "done")
    return redirect(url_for(".mail", id=id), 303)


def _form() -> PreferencesForm:
    session, actor = context.session(), context.actor()
    present = dict(notifications.get_preferences(session, actor))
    if not may_enter(actor, "introduction.broker"):
        # Nothing ever waits on a desk that one does not have.
        present.pop(MailKind.WAITS)
    return preferences_form(present, notifications.get_quiet(session, actor))


def _zone() -> tzinfo:
    """The clock of the reader."""
    return notifications.zone_of_account(context.session(), context.actor().account_id)


def _outbox() -> notifications.Outbox:
    return notifications.Outbox(demo=context.settings().demo)

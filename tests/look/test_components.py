"""The macros in templates/components, rendered alone: what they escape, what they tell a screen reader."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Form, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired, Length, Optional

from matchmaker.paths import TEMPLATES
from matchmaker.web.forms.fields import DayField, MultiCheckboxField

EVIL = '"><script>alert(1)</script>'
SAFE = "&lt;script&gt;alert(1)&lt;/script&gt;"


def environment() -> Environment:
    """Jinja as the program sets it up, with English as it stands in the templates."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_callables(  # type: ignore[attr-defined]  # the extension adds it
        str, lambda one, many, count: one if count == 1 else many, newstyle=True
    )
    made.globals.update(asset=lambda path: f"/static/{path}", csrf_token=lambda: "token")
    return made


def call(name: str, *values: Any, **named: Any) -> Markup:
    """What one component writes."""
    module = environment().get_template(f"components/{name}.html").module
    return Markup(getattr(module, name)(*values, **named))


def suggestion(**changed: Any) -> SimpleNamespace:
    """What the match card needs, as a page would hand it over."""
    piece = SimpleNamespace(text="repair", marked=True)
    values = {
        "id": "s-1",
        "ask_url": "/ask",
        "under_way_url": "",
        "url": "/s-1",
        "name": "Werkstatt Neckar",
        "level": "good",
        "kind": "enterprise",
        "meta": ["Social enterprise in Stuttgart.", "12 km from you."],
        "reasons": [[SimpleNamespace(text="You both ", marked=False), piece]],
        "you_give": "A course",
        "they_give": "",
        "linked": "Not yet.",
        "chain": [],
        "figures": [SimpleNamespace(label="Similar work", share=40, value="0.61")],
        "both_url": "/s-1/both",
        "feedback_url": "/s-1/feedback",
        "need_id": "n-1",
        "saved": False,
    }
    return SimpleNamespace(**{**values, **changed})


class Sample(Form):
    """One field of each sort."""

    text = TextAreaField(
        "What?", [Length(min=5, message="Say it in a sentence.")], description="One sentence."
    )
    name = StringField("Name", [Optional()])
    several = MultiCheckboxField("Which?", choices=[SelectChoice("a", "Advice"), SelectChoice("b", "Space")])
    one = RadioField(
        "Whence?",
        [InputRequired("Choose one.")],
        choices=[SelectChoice("l", "Town"), SelectChoice("e", "Europe")],
    )
    until = DayField("Until when?")
    open = BooleanField("Suggest us")


def refused(**values: str) -> Sample:
    """The form after it was sent with these values."""
    form = Sample(MultiDict({"text": "no", **values}))
    form.validate()
    return form


def test_the_card_escapes_whatever_organisations_write() -> None:
    card = call("match", suggestion(name=EVIL, you_give=EVIL, meta=[EVIL], linked=EVIL))
    assert "<script>" not in card
    assert card.count(SAFE) >= 4


def test_reasons_mark_only_the_words_that_match_and_escape_both() -> None:
    marked = SimpleNamespace(text="<b>", marked=True)
    written = call("reasons", [[SimpleNamespace(text="You & they: ", marked=False), marked]])
    assert "You &amp; they: <mark>&lt;b&gt;</mark>" in written


def test_the_card_is_named_by_its_heading() -> None:
    card = call("match", suggestion(), heading="h2")
    assert 'aria-labelledby="match-s-1-name"' in card
    assert re.search(r'<h2 class="name" id="match-s-1-name">', card)


def test_a_card_has_one_filled_button() -> None:
    buttons = re.findall(r'class="(button[^"]*)"', call("match", suggestion()))
    assert [look for look in buttons if "quiet" not in look] == ["button main"]


def test_every_form_of_the_card_carries_its_token_and_its_need() -> None:
    card = call("match", suggestion())
    assert (
        card.count("<form") == card.count('name="csrf_token" value="token"') == card.count('value="n-1"') == 2
    )


def test_a_saved_card_offers_to_take_it_back() -> None:
    assert 'name="verdict" value="saved"' in call("match", suggestion())
    assert 'name="verdict" value=""' in call("match", suggestion(saved=True))


def test_without_actions_the_card_holds_no_form() -> None:
    card = call("match", suggestion(), full=False)
    assert "<form" not in card
    assert "<details" not in card


def test_a_card_without_facts_leaves_their_list_out() -> None:
    assert "<dl" not in call("match", suggestion(you_give="", they_give="", linked=""))


def test_a_card_shows_no_naked_percentage() -> None:
    assert "%" not in re.sub(r"<[^>]+>", "", call("match", suggestion()))


def test_a_hidden_card_keeps_its_place_and_a_way_back() -> None:
    line = call("dismissed", suggestion(name=EVIL))
    assert 'id="match-s-1"' in line
    assert "Show again" in line
    assert "<script>" not in line


@pytest.mark.parametrize("kind", ["enterprise", "innovator", "policymaker", "support", None])
def test_a_kind_has_a_shape_hidden_from_screen_readers_and_words(kind: str | None) -> None:
    shape = call("kind", kind)
    assert f"kinds.svg#{kind or 'unknown'}" in shape
    assert 'aria-hidden="true"' in shape
    assert call("kind_label", kind).strip()


def test_a_tie_may_have_an_open_end() -> None:
    assert call("tie", "support", False, "look").count("<svg") == 1
    assert call("tie", "support", None).count("<svg") == 2


def test_a_refused_field_says_its_error_between_hint_and_control() -> None:
    written = call("field", refused().text)
    assert (
        written.index("One sentence.") < written.index("Say it in a sentence.") < written.index("<textarea")
    )
    assert 'aria-describedby="text-hint text-error"' in written
    assert 'aria-invalid="true"' in written


def test_a_field_in_order_says_nothing_of_errors() -> None:
    written = call("field", refused(text="A whole sentence.").text)
    assert "aria-invalid" not in written
    assert "error" not in written


def test_an_optional_field_says_so() -> None:
    assert "(optional)" in call("field", Sample().name)


@pytest.mark.parametrize("name", ["several", "one", "until"])
def test_choices_and_days_are_a_fieldset_with_its_legend(name: str) -> None:
    written = call("field", Sample()[name])
    assert re.search(r"<fieldset[^>]*>\s*<legend>", written)
    assert "for=" not in written or name == "until"


def test_a_day_keeps_what_was_typed() -> None:
    form = Sample(MultiDict([("until", "31"), ("until", "2"), ("until", EVIL)]))
    form.validate()
    written = call("field", form.until)
    assert 'value="31"' in written
    assert "<script>" not in written
    assert str(form.until.errors[0]) in written


def test_a_single_box_stands_before_its_words() -> None:
    assert re.search(
        r'<label class="choice"><input [^>]*type="checkbox"[^>]*><span>Suggest us',
        call("field", Sample().open),
    )


def test_the_summary_leads_to_a_control_for_every_error() -> None:
    form = refused()
    summary = call("errors", form)
    targets = re.findall(r'href="#([^"]+)"', summary)
    page = "".join(call("field", field) for field in form)
    assert targets == ["text", "one"]
    assert all(re.search(rf'<(input|textarea|select) [^>]*id="{target}"', page) for target in targets)
    assert "2 answers need another look" in summary


def test_a_form_in_order_has_no_summary() -> None:
    assert not call("errors", Sample()).strip()


def test_facts_leave_out_what_is_empty_and_join_lists() -> None:
    rows = [
        SimpleNamespace(label="Themes", value=["Repair", "Food"]),
        SimpleNamespace(label="Form", value=None),
    ]
    written = call("facts", rows)
    assert "Repair; Food" in written
    assert "Form" not in written


def test_a_list_of_one_page_has_no_pager() -> None:
    assert not call("pager", SimpleNamespace(previous_url=None, next_url=None, text="")).strip()


def test_progress_without_a_figure_has_no_value() -> None:
    assert "value=" not in call("progress", None, 100, "Starting")
    assert 'max="100" value="0"' in call("progress", 0, 100, "Starting")

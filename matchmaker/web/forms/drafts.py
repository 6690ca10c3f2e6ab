"""The forms of the guided way to a profile: one topic each, kept whether the answers are right or not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wtforms import (
    EmailField,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    URLField,
)
from wtforms.validators import InputRequired, Optional

from matchmaker import context, i18n
from matchmaker.core.audience import DEFAULTS
from matchmaker.core.drafts import Answers, Step
from matchmaker.core.entities import Kind, Reach
from matchmaker.core.vocabulary import (
    AUTHORITY_LEVELS,
    HEADCOUNTS,
    KINDS,
    NEED_COOPERATIONS,
    NEED_REACHES,
    OFFER_COOPERATIONS,
    OFFER_REACHES,
    SCHEMES,
    STAGES,
    SUPPORT_TYPES,
)
from matchmaker.services import places, profiles
from matchmaker.web.forms.audiences import AUDIENCES
from matchmaker.web.forms.declarations import DeclarationForm
from matchmaker.web.forms.fields import MultiCheckboxField, YearField, choices_from, choices_of, with_none
from matchmaker.web.forms.refusal import Form
from matchmaker.web.forms.stakeholders import languages_in_order
from matchmaker.web.words import _l

LONGEST_NUMBER = 10
NOT_SAID = _l("Not said")
HELP = _l("What kind of help is it?")


class DraftForm(Form):
    """What every step has: the version of the draft that its page showed."""

    version = HiddenField(default="0")

    def ask(self, answers: Answers) -> None:
        """Fit the questions to what is known from other steps; nothing to do for most."""

    def show(self, answers: Answers) -> None:
        """Fill the fields with what was answered."""
        for item in self:
            if item.name in answers:
                item.data = answers[item.name]

    def given(self) -> dict[str, Any]:
        """What was typed and chosen, as the draft keeps it; an empty field is None."""
        kept = {item.name: item.data for item in self if item.type not in {"HiddenField", "CSRFTokenField"}}
        return {name: _plain(value) for name, value in kept.items()}

    @property
    def seen(self) -> int:
        """The version that the page showed."""
        seen = str(self.version.data or "")
        return int(seen) if seen.isdecimal() and len(seen) < LONGEST_NUMBER else 0

    def is_ours(self) -> bool:
        """Whether the page that sent this was ours; one from before a new sign-in is not any more."""
        ours = "csrf_token" not in self or bool(self.csrf_token.validate(self))
        if not ours:
            # Said in our own words, once for the whole form.
            self.csrf_token.errors = []
        return ours


class WhoForm(DraftForm):
    """What one is, what it is called, and one sentence."""

    kind = RadioField(
        _l("What are you?"), [InputRequired(_l("Choose what fits best."))],
        choices=choices_from((kind.value, _l(KINDS[kind].one)) for kind in Kind),
    )  # fmt: skip
    name = StringField(_l("What is it called?"), [InputRequired(_l("Say what the organisation is called."))])
    about = TextAreaField(
        _l("In one sentence: what do you do, and for whom?"), [Optional()],
        description=_l("In your own language. You can say more in the third step."),
        render_kw={"rows": 3},
    )  # fmt: skip


class WhereForm(DraftForm):
    """Where one works, and in which languages."""

    place = StringField(
        _l("In which town?"), [Optional()],
        description=_l("A town or a larger village. We find the region by ourselves."),
        render_kw={"autocomplete": "off"},
    )  # fmt: skip
    country = SelectField(
        _l("Country"), [Optional()], description=_l("Only needed if several towns have this name.")
    )
    languages = MultiCheckboxField(_l("Languages that you work in"), [Optional()])

    def ask(self, answers: Answers) -> None:
        """Countries and languages in the reader's language."""
        language = context.language()
        countries = choices_from(i18n.country_names(language))
        self.country.choices = with_none(countries, _l("Find it by the town"))
        self.languages.choices = choices_from(languages_in_order(language))


class WorkForm(DraftForm):
    """What one does; the text suggests the themes."""

    about = TextAreaField(
        _l("What do you do, and for whom?"), [Optional()],
        description=_l("Two or three sentences in your own language. Concrete words find better partners."),
        render_kw={"rows": 5},
    )  # fmt: skip
    themes = MultiCheckboxField(_l("Themes"), [Optional()], choices=choices_of(SCHEMES["theme"]))
    groups = MultiCheckboxField(
        _l("Whom do you work for?"), [Optional()], choices=choices_of(SCHEMES["group"])
    )
    rights = MultiCheckboxField(
        _l("Which principles of the European Pillar of Social Rights do you work on?"), [Optional()],
        choices=choices_of(SCHEMES["right"]),
    )  # fmt: skip

    def ask(self, answers: Answers) -> None:
        """Only policymakers are asked for social rights."""
        if answers.get("kind") != Kind.POLICYMAKER:
            del self.rights


class NeedForm(DraftForm):
    """One thing that one looks for; may be left out."""

    need_text = TextAreaField(
        _l("In one sentence, what do you look for?"), [Optional()],
        description=_l("For example: “Somebody who trains our drivers in first aid, in Polish.”"),
        render_kw={"rows": 3},
    )  # fmt: skip
    need_cooperation = MultiCheckboxField(HELP, [Optional()], choices=choices_of(NEED_COOPERATIONS))
    need_reach = RadioField(
        _l("From how far may it come?"), [Optional()],
        choices=choices_of(NEED_REACHES), default=Reach.EUROPEAN.value,
    )  # fmt: skip


class OfferForm(DraftForm):
    """One thing that one brings; may be left out."""

    offer_text = TextAreaField(
        _l("In one sentence, what do you offer?"), [Optional()],
        description=_l("For example: “A hall for 16 learners, free from Monday to Wednesday.”"),
        render_kw={"rows": 3},
    )  # fmt: skip
    offer_cooperation = MultiCheckboxField(HELP, [Optional()], choices=choices_of(OFFER_COOPERATIONS))
    offer_reach = RadioField(
        _l("How far does it go?"), [Optional()],
        choices=choices_of(OFFER_REACHES), default=Reach.EUROPEAN.value,
    )  # fmt: skip


class MoreForm(DraftForm):
    """What each kind tells besides, and how it is found."""

    legal_form = SelectField(
        _l("Legal form"), [Optional()],
        description=_l("From public registers, not all of it checked. If yours is missing, say it below."),
    )  # fmt: skip
    legal_form_other = StringField(
        _l("Another legal form"), [Optional()],
        description=_l("Only if it is not in the list above."),
    )  # fmt: skip
    stage = SelectField(_l("How far are you?"), [Optional()], choices=with_none(choices_of(STAGES), NOT_SAID))
    authority_level = SelectField(
        _l("For which level do you work?"), [Optional()],
        choices=with_none(choices_of(AUTHORITY_LEVELS), NOT_SAID),
    )  # fmt: skip
    support_type = SelectField(
        _l("What kind of support?"), [Optional()],
        choices=with_none(choices_of(SUPPORT_TYPES), NOT_SAID),
    )  # fmt: skip
    people = SelectField(
        _l("How many people work there?"), [Optional()],
        choices=with_none(choices_of(HEADCOUNTS), NOT_SAID),
    )  # fmt: skip
    founded = YearField(_l("Since which year?"), [Optional()], render_kw={"inputmode": "numeric"})
    website = URLField(_l("Website"), [Optional()])
    email = EmailField(_l("Mail address for partners"), [Optional()])
    email_audience = SelectField(
        _l("Who may see this address?"),
        choices=choices_from(AUDIENCES.items()),
        default=DEFAULTS["email"].value,
    )

    forms: frozenset[str] = frozenset()

    def ask(self, answers: Answers) -> None:
        """Only what this kind is asked, and the legal forms of its country."""
        kind = answers.get("kind")
        asked = OWN.get(str(kind), ())
        for name in ("legal_form", "legal_form_other", *OWN_ALL):
            if name not in asked:
                del self[name]
        if "legal_form" in self:
            self._ask_for_form(places.find_country(answers.get("place", ""), answers.get("country", "")))

    def _ask_for_form(self, country: str) -> None:
        forms = profiles.list_legal_forms(country)
        if not forms:
            del self.legal_form
            self.legal_form_other.label.text = _l("Legal form")
            self.legal_form_other.description = _l("For example: community interest company, gGmbH, SCOP.")
            return
        self.forms = frozenset(forms)
        names = choices_from((one, one) for one in forms)
        other = choices_from([(profiles.OTHER_FORM, _l("Another form"))])
        self.legal_form.choices = [*with_none(names, NOT_SAID), *other]

    def show(self, answers: Answers) -> None:
        """What was answered; a form that the list does not have stands in the field for other forms."""
        super().show(answers)
        chosen = answers.get("legal_form", profiles.OTHER_FORM)
        if "legal_form_other" in self and chosen not in {profiles.OTHER_FORM, *self.forms}:
            self.legal_form_other.data = chosen
            if "legal_form" in self:
                self.legal_form.data = profiles.OTHER_FORM

    def given(self) -> dict[str, Any]:
        """What was typed; where there was no list of forms, none is chosen from it."""
        alone = "legal_form_other" in self and "legal_form" not in self
        return super().given() | ({"legal_form": None} if alone else {})


OWN: Mapping[str, tuple[str, ...]] = {
    Kind.ENTERPRISE: ("legal_form", "legal_form_other", "people", "founded"),
    Kind.INNOVATOR: ("stage",),
    Kind.POLICYMAKER: ("authority_level",),
    Kind.SUPPORT: ("support_type", "people"),
}
OWN_ALL = ("stage", "authority_level", "support_type", "people", "founded")


class DeclarationStep(DraftForm, DeclarationForm):
    """The short declaration of a social enterprise; may be left out."""

    def show(self, answers: Answers) -> None:
        """What was answered."""
        self.show_declared(answers.get("declaration", {}))

    def given(self) -> dict[str, Any]:
        """All answers as one."""
        return {"declaration": self.declared() or None}


class CheckForm(DraftForm):
    """The last page: nothing to type; errors stand beside what they are about."""

    def given(self) -> dict[str, Any]:
        """Nothing."""
        return {}


FORMS: Mapping[Step, type[DraftForm]] = {
    Step.WHO: WhoForm,
    Step.WHERE: WhereForm,
    Step.WORK: WorkForm,
    Step.NEED: NeedForm,
    Step.OFFER: OfferForm,
    Step.MORE: MoreForm,
    Step.DECLARATION: DeclarationStep,
    Step.CHECK: CheckForm,
}


def _plain(value: Any) -> Any:
    """What JSON can hold; texts as typed but for line ends, nothing instead of emptiness."""
    if isinstance(value, str):
        return value.replace("\r\n", "\n").strip() or None
    return list(value) if isinstance(value, (list, tuple)) and value else value or None

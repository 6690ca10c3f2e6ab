"""The forms for a stakeholder: the four kinds share a beginning and differ in what else they ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, ClassVar
from unicodedata import normalize

from wtforms import (
    BooleanField,
    EmailField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    URLField,
)
from wtforms.validators import InputRequired, Optional

from matchmaker import context, i18n
from matchmaker.core.entities import Kind
from matchmaker.core.vocabulary import (
    AUTHORITY_LEVELS,
    HEADCOUNTS,
    KINDS,
    LANGUAGES,
    SCHEMES,
    STAGES,
    SUPPORT_TYPES,
)
from matchmaker.models import Stakeholder
from matchmaker.services import profiles
from matchmaker.services.profiles import REGISTER_LENGTH, ProfileValues
from matchmaker.web.forms.audiences import chosen_audiences, keep_asked, show_audiences, with_audiences
from matchmaker.web.forms.editing import EvidencedForm
from matchmaker.web.forms.fields import MultiCheckboxField, YearField, choices_from, choices_of, with_none
from matchmaker.web.words import _l

# What most people here work in, before the long rest.
LIKELY_LANGUAGES = ("en", "de", "fr", "pl")
KEPT = ("legal_form", "people", "founded", "stage", "authority_level", "support_type", "register_number")
SUBJECT_FIELDS = {"themes": "theme", "groups": "group", "rights": "right"}


@with_audiences
class StakeholderForm(EvidencedForm):
    """What every kind is asked, and of each answer who may see it."""

    together: ClassVar[Mapping[str, tuple[str, ...]]] = MappingProxyType({"place": ("place", "country")})

    name = StringField(_l("What is it called?"), [InputRequired(_l("Say what the organisation is called."))])
    place = StringField(
        _l("In which town?"), [Optional()],
        description=_l("A town or a larger village. We find the region by ourselves."),
        render_kw={"autocomplete": "off"},
    )  # fmt: skip
    country = SelectField(
        _l("Country"), [Optional()], description=_l("Only needed if several towns have this name.")
    )
    about = TextAreaField(
        _l("What do you do, and for whom?"), [Optional()],
        description=_l("Two or three sentences in your own language. Concrete words find better partners."),
        render_kw={"rows": 4},
    )  # fmt: skip
    languages = MultiCheckboxField(_l("Languages that you work in"), [Optional()])
    themes = MultiCheckboxField(_l("Themes"), [Optional()], choices=choices_of(SCHEMES["theme"]))
    groups = MultiCheckboxField(
        _l("Whom do you work for?"), [Optional()], choices=choices_of(SCHEMES["group"])
    )
    website = URLField(_l("Website"), [Optional()])
    register_number = StringField(
        _l("Register number"), [Optional()],
        description=_l("Of a company or an association, or for VAT. It tells you from your namesakes."),
        render_kw={"maxlength": REGISTER_LENGTH},
    )  # fmt: skip
    email = EmailField(_l("Mail address for partners"), [Optional()])
    suggested = BooleanField(_l("Suggest us to others"), default=True)

    kind = Kind.ENTERPRISE

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = context.language()
        countries = choices_from(i18n.country_names(language))
        self.country.choices = with_none(countries, _l("Find it by the town"))
        self.languages.choices = choices_from(languages_in_order(language))
        keep_asked(self)

    def values(self, present: Stakeholder | None = None) -> ProfileValues:
        """What was typed; what this form does not ask stays as it is in `present`."""
        asked = {name: self[name].data for name in ("founded",) if name in self}
        asked |= {
            name: self[name].data or ""
            for name in (
                "legal_form",
                "people",
                "stage",
                "authority_level",
                "support_type",
                "register_number",
            )
            if name in self
        }
        kept = {name: getattr(present, name) for name in KEPT if present is not None and name not in asked}
        return ProfileValues(
            name=self.name.data or "",
            kind=self.kind,
            about=self.about.data or "",
            place=self.place.data or "",
            country=self.country.data or "",
            languages=tuple(self.languages.data or ()),
            themes=self._subjects(present),
            website=self.website.data or "",
            email=self.email.data or "",
            audiences=chosen_audiences(self, present.audiences if present else {}),
            opted_out=not self.suggested.data,
            **asked,
            **kept,
        )

    def _subjects(self, present: Stakeholder | None) -> tuple[str, ...]:
        """The chosen keys, and those of schemes that this form does not show."""
        shown = [scheme for name, scheme in SUBJECT_FIELDS.items() if name in self]
        keys = {term.key for scheme in shown for term in SCHEMES[scheme]}
        kept = [key for key in (present.themes if present else []) if key not in keys]
        chosen = [key for name in SUBJECT_FIELDS if name in self for key in self[name].data or ()]
        return tuple(chosen + kept)

    def show(self, stakeholder: Stakeholder) -> None:
        """Fill the form with what is known."""
        for item in self:
            if hasattr(stakeholder, item.name) and item.name not in SUBJECT_FIELDS:
                item.data = getattr(stakeholder, item.name)
        for name, scheme in SUBJECT_FIELDS.items():
            if name in self:
                keys = {term.key for term in SCHEMES[scheme]}
                self[name].data = [key for key in stakeholder.themes if key in keys]
        show_audiences(self, stakeholder.audiences)
        self.suggested.data = not stakeholder.opted_out


def languages_in_order(language: str) -> list[tuple[str, str]]:
    """All languages as (code, name): that of the page first, then the likely ones, then by name."""
    first = list(dict.fromkeys((language, *LIKELY_LANGUAGES)))
    names = {code: i18n.language_name(code, language) for code in LANGUAGES}
    rest = sorted((code for code in names if code not in first), key=lambda code: _in_dictionary(names[code]))
    return [(code, names[code]) for code in (*first, *rest) if code in names]


def _in_dictionary(word: str) -> str:
    """Where a dictionary has the word: an accent makes less of a difference than a letter."""
    return normalize("NFKD", word.casefold())


class EnterpriseForm(StakeholderForm):
    """A social enterprise: its legal form, its people, its age."""

    kind = Kind.ENTERPRISE
    legal_form = StringField(
        _l("Legal form"),
        [Optional()],
        description=_l("For example: community interest company, gGmbH, SCOP."),
    )
    people = SelectField(
        _l("How many people work there?"),
        [Optional()],
        choices=with_none(choices_of(HEADCOUNTS), _l("Not said")),
    )
    founded = YearField(_l("Since which year?"), [Optional()], render_kw={"inputmode": "numeric"})


class InnovatorForm(StakeholderForm):
    """A social innovator: how far the idea is."""

    kind = Kind.INNOVATOR
    stage = SelectField(
        _l("How far are you?"), [Optional()], choices=with_none(choices_of(STAGES), _l("Not said"))
    )


class PolicymakerForm(StakeholderForm):
    """A policymaker: the level of government, and the social rights worked on."""

    kind = Kind.POLICYMAKER
    authority_level = SelectField(
        _l("For which level do you work?"), [Optional()],
        choices=with_none(choices_of(AUTHORITY_LEVELS), _l("Not said")),
    )  # fmt: skip
    rights = MultiCheckboxField(
        _l("Which principles of the European Pillar of Social Rights do you work on?"), [Optional()],
        choices=choices_of(SCHEMES["right"]),
    )  # fmt: skip


class SupportForm(StakeholderForm):
    """A support organisation: what kind of support, and by how many."""

    kind = Kind.SUPPORT
    support_type = SelectField(
        _l("What kind of support?"),
        [Optional()],
        choices=with_none(choices_of(SUPPORT_TYPES), _l("Not said")),
    )
    people = SelectField(
        _l("How many people work there?"),
        [Optional()],
        choices=with_none(choices_of(HEADCOUNTS), _l("Not said")),
    )


class UnsortedForm(StakeholderForm):
    """A stakeholder whose kind no source has said: whoever changes it says the kind first."""

    what = RadioField(
        _l("What is it?"), [InputRequired(_l("Choose what fits best."))],
        choices=choices_from((kind.value, _l(KINDS[kind].one)) for kind in Kind),
    )  # fmt: skip

    def values(self, present: Stakeholder | None = None) -> ProfileValues:
        """What was typed, with the kind that was chosen."""
        return replace(super().values(present), kind=Kind(self.what.data))


FORMS: dict[Kind | None, type[StakeholderForm]] = {
    None: UnsortedForm,
    **{form.kind: form for form in (EnterpriseForm, InnovatorForm, PolicymakerForm, SupportForm)},
}


def filled(stakeholder: Stakeholder) -> StakeholderForm:
    """The form with what is known, whatever else was sent, and the note of what somebody sees in it."""
    form = FORMS[stakeholder.kind](formdata=None)
    form.show(stakeholder)
    form.note(profiles.version_of_record(stakeholder))
    return form

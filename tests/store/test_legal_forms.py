"""The packaged legal forms and statuses."""

from __future__ import annotations

from matchmaker.core.vocabulary import LEGAL_FAMILIES
from matchmaker.store.gazetteer import open_countries
from matchmaker.store.legal_forms import list_legal_forms, open_legal_forms


def test_forms_keep_the_words_of_their_country() -> None:
    german = {form.name: form for form in list_legal_forms("DE")}
    assert german["eingetragener Verein"].families == ("association",)
    assert german["eingetragener Verein"].abbreviation == "e.V."
    polish = {form.name: form.law for form in list_legal_forms("PL")}
    assert polish["spółdzielnia socjalna"] == "Ustawa 27.4.2006"
    assert list_legal_forms("XX") == []


def test_keys_are_unique_and_countries_and_families_known() -> None:
    forms = open_legal_forms()
    assert len({form.key for form in forms}) == len(forms) == 369
    assert {form.country for form in forms} <= open_countries().codes
    families = {term.key for term in LEGAL_FAMILIES}
    assert all(form.families and set(form.families) <= families for form in forms)
    assert {form.nature for form in forms} == {"form", "status"}


def test_what_nobody_checked_says_so() -> None:
    forms = {form.name: form for form in open_legal_forms()}
    assert forms["impresa sociale"].unverified
    assert not forms["community interest company (CIC)"].unverified
    assert all(form.unverified for form in open_legal_forms() if form.key.startswith("form-"))

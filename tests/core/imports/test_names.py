from __future__ import annotations

import pytest

from matchmaker.core.imports.names import name_key


@pytest.mark.parametrize(
    "name",
    ["Mühle", "muhle e.V.", "MÜHLE gGmbH", "Mühle Sp. z o.o.", "Mühle s.r.l.", "Mühle Ltd.", "Mühle asbl"],
)
def test_case_accents_and_legal_forms_do_not_count(name: str) -> None:
    assert name_key(name) == "muhle"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("CIC", "cic"),
        ("e.V.", "e v"),
        ("Ltd Ltd", "ltd"),
        ("Co Kitchen", "co kitchen"),
        ("Soup & Bread", "soup and bread"),
        ("", ""),
    ],
)
def test_a_legal_form_is_only_dropped_where_a_name_is_left(name: str, key: str) -> None:
    assert name_key(name) == key

"""One record made of two: what is proposed, what is chosen, and what follows by rule."""

from __future__ import annotations

from typing import Any

import pytest

from matchmaker.core.duplicates.choosing import (
    CHOSEN,
    LISTS,
    TEXTS,
    WHERE,
    Choice,
    Pick,
    allowed,
    filled,
    merged,
    proposed,
)

BLANK: dict[str, Any] = {
    "name": "A choir", "kind": None, "about": "", "country": "", "region": "", "place": "", "lat": None,
    "lon": None, "languages": [], "themes": [], "website": "", "email": "", "register_number": "",
    "legal_form": "", "people": "", "founded": None, "stage": "", "authority_level": "", "support_type": "",
    "audiences": {}, "opted_out": False,
}  # fmt: skip
STUTTGART = {"country": "DE", "region": "DE111", "place": "Stuttgart", "lat": 48.78, "lon": 9.18}


def test_the_one_that_stays_speaks_unless_only_the_other_says_something() -> None:
    kept, gone = (
        BLANK | {"website": "https://a.example"},
        BLANK | {"website": "https://b.example", "founded": 1999},
    )
    assert proposed(kept, gone, "website") is Pick.KEPT
    assert proposed(kept, gone, "founded") is Pick.GONE
    assert proposed(kept, gone, "about") is Pick.KEPT


def test_lists_are_put_together_and_nothing_twice() -> None:
    kept, gone = BLANK | {"languages": ["de", "fr"]}, BLANK | {"languages": ["fr", "pl"]}
    assert merged(kept, gone, Choice(keep=""))["languages"] == ["de", "fr", "pl"]
    assert merged(kept, gone, Choice(keep="", picks={"languages": Pick.GONE}))["languages"] == ["fr", "pl"]


def test_a_place_comes_whole_or_not_at_all() -> None:
    kept, gone = BLANK | {"country": "FR"}, BLANK | STUTTGART
    values = merged(kept, gone, Choice(keep="", picks={WHERE: Pick.GONE}))
    assert {name: values[name] for name in STUTTGART} == STUTTGART
    assert merged(kept, gone, Choice(keep=""))["place"] == ""


def test_the_narrower_audience_holds_whatever_its_default() -> None:
    # By default the address is for partners; "everyone" of one of the two does not open it.
    kept, gone = BLANK | {"audiences": {"email": "public"}}, BLANK
    assert merged(kept, gone, Choice(keep=""))["audiences"] == {"email": "matched"}
    gone = BLANK | {"audiences": {"website": "ourselves"}}
    assert merged(BLANK, gone, Choice(keep=""))["audiences"] == {"website": "ourselves"}


@pytest.mark.parametrize("name", CHOSEN)
def test_what_may_be_chosen_fits_the_field(name: str) -> None:
    assert (Pick.BOTH in allowed(name)) == (name in LISTS)
    assert (Pick.OWN in allowed(name)) == (name in TEXTS)


def test_words_of_ones_own_count_for_texts_alone() -> None:
    own = Choice(
        keep="", picks={"about": Pick.OWN, "website": Pick.OWN}, own={"about": "New", "website": "x"}
    )
    values = merged(BLANK, BLANK, own)
    assert (values["about"], values["website"]) == ("New", "")


def test_a_record_that_is_only_filled_keeps_all_that_it_says() -> None:
    kept = BLANK | {"id": "s-1", "name": "A choir", "languages": ["de"], "founded": 1999}
    gone = BLANK | STUTTGART | {
        "name": "Another choir", "languages": ["fr"], "founded": 2005, "website": "https://b.example",
        "audiences": {"website": "members", "languages": "ourselves", "email": "public"}, "opted_out": True,
    }  # fmt: skip
    values = filled(kept, gone)
    assert {name: values[name] for name in STUTTGART} == STUTTGART
    assert values["website"] == "https://b.example"
    for name in ("name", "languages", "founded", "opted_out"):
        assert values[name] == kept[name]
    assert values["audiences"] == {"website": "members"}


def test_what_is_filled_is_shown_to_nobody_new() -> None:
    kept = BLANK | {"id": "s-1", "audiences": {"website": "ourselves"}}
    gone = BLANK | {"website": "https://b.example"}
    assert filled(kept, gone)["audiences"] == {"website": "ourselves"}

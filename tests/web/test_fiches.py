"""Fiches on the page and as PDF."""

from __future__ import annotations

import sys
import zlib
from datetime import timedelta
from re import DOTALL, findall

import pytest

from matchmaker.core.ecosystem.fiche import from_json
from matchmaker.models import Fiche, RegionSurvey, Stakeholder
from matchmaker.services import fiches, history
from matchmaker.web import pdf
from tests.factories import NOW, make_stakeholder, make_tie
from tests.services.ecosystem.test_surveying import survey
from tests.services.fiches.test_making import make, worth
from tests.web.world import World

LIST = "/regions/DE11/fiches"


def test_a_fiche_is_made_with_one_click(world: World) -> None:
    client = world.client("official")
    assert "None yet" in client.page(LIST).text
    response = client.submit(LIST, {}, action=LIST, status=303)
    page = client.page(response.location)
    assert page.headings == ["Stuttgart"]
    assert "Fiche 1 · 23 November 2026" in page.text
    assert "Look at fiche 1" in client.page(LIST).text


def test_a_fiche_stands_under_the_fiches_of_its_region(world: World) -> None:
    html = world.client("official").get(f"/fiches/{make(world.database, NOW).id}").text
    assert '<a href="/regions/DE11/fiches" aria-current="true">Fiches</a>' in html


def test_a_fiche_says_what_it_rests_on(world: World) -> None:
    survey(world.database, NOW)
    text = world.client("official").page(f"/fiches/{make(world.database, NOW).id}").text
    assert "3 stakeholders are here." in text
    assert "The network was surveyed on 23 November 2026." in text
    assert "Partnerships between two stakeholders of the region." in text
    assert "Who is alone They have no tie to anybody." in text
    assert "Radhof, Stuttgart" in text
    assert "Towns: GeoNames, CC BY 4.0. Regions: © European Union." in text


def test_what_is_missing_and_worth_making_stands_in_it(world: World) -> None:
    missing = {
        "kind": "", "theme": "theme-repair-reuse", "people": 2, "stated": [[world.own, world.need]],
        "elsewhere": [[world.own, world.need, world.another, "o-1", 140.2]],
    }  # fmt: skip
    pair = sorted([world.own, world.another])
    content = {
        "figures": {"isolated": 3.0},
        "gaps": {"unanswered": 1, "missing": [missing]},
        "roles": {
            "missing": [{"kind": "enterprise", "other": "policymaker", "of": 9, "total": 4, "rows": []}]
        },
        "ties": {"ten": [worth(*pair)], "after": {"isolated": 1}},
    }
    with world.database.transaction() as session:
        session.add(RegionSurvey(region="DE11", taken_at=NOW, content=content))
    text = world.client("official").page(f"/fiches/{make(world.database, NOW).id}").text
    assert "1 need has no answer near by." in text
    assert "A course in repairing washing machines for sixteen learners" in text
    assert "Radhof, Stuttgart, 140 km away" in text
    assert "Social enterprises Policymakers 4 of 9" in text
    assert "Without a tie in the region are 3 today; with all of these they would be 1." in text
    assert "No way leads from one to the other today. 2 would come within two steps" in text


def test_the_second_one_says_what_has_changed(world: World) -> None:
    survey(world.database, NOW)
    make(world.database, NOW)
    with world.database.transaction() as session:
        new = make_stakeholder(session, name="Late Comer")
        make_tie(session, session.get_one(Stakeholder, world.own), new, created_at=NOW + timedelta(hours=1))
    survey(world.database, NOW + timedelta(hours=1))
    second = make(world.database, NOW + timedelta(hours=2))
    text = world.client("official").page(f"/fiches/{second.id}").text
    assert "Since fiche 1 of 23 November 2026 1 stakeholder is new. 1 tie was made." in text
    assert "Stakeholders 3 4 +1" in text
    assert "New here Late Comer, Stuttgart" in text
    assert "No longer alone Werkstatt Neckar" in text


def test_who_has_left_is_no_longer_named(world: World) -> None:
    made = make(world.database, NOW)
    client = world.client("official")
    assert "Radhof" in client.page(f"/fiches/{made.id}").text
    with world.database.transaction() as session:
        session.delete(session.get_one(Stakeholder, world.another))
        history.touch(session, [world.another])
    text = client.page(f"/fiches/{made.id}").text
    assert "Radhof" not in text
    assert "An organisation that has left" in text
    with world.database.reading() as session:
        kept = session.get_one(Fiche, made.id).content
    assert world.another in from_json(kept).members


def test_the_pdf_is_tagged_and_carries_title_and_pages(world: World) -> None:
    made = make(world.database, NOW)
    answer = world.client("official").get(f"/fiches/{made.id}.pdf")
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'inline; filename="fiche-DE11-1.pdf"'
    data = answer.data
    assert data.startswith(b"%PDF-")
    pieces = [_unpacked(piece) for piece in findall(rb"stream\r?\n(.*?)\r?\nendstream", data, DOTALL)]
    whole = data + b"".join(pieces)
    assert b"pdfuaid" in whole
    assert b"/StructTreeRoot" in whole
    assert b"Stuttgart: fiche 1" in whole


def _unpacked(piece: bytes) -> bytes:
    try:
        return zlib.decompress(piece)
    except zlib.error:
        return piece


def test_without_the_extra_the_page_explains_how_to_print(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A module that is None cannot be imported: as if the extra were not installed.
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    pdf.is_installed.cache_clear()
    try:
        made, client = make(world.database, NOW), world.client("official")
        page = client.page(f"/fiches/{made.id}")
        assert "use “Print” in your browser" in page.text
        assert not [link for link in page.links if link.endswith(".pdf")]
        assert "As PDF" not in client.page(LIST).text
        refused = client.page(f"/fiches/{made.id}.pdf", status=404)
        assert "This site makes no PDF. Print the fiche from your browser instead." in refused.text
    finally:
        pdf.is_installed.cache_clear()


def test_an_odd_address_is_no_fault_of_the_list(world: World) -> None:
    assert world.client("official").get(f"{LIST}?before={10**30}").status_code == 200


def test_who_opted_out_since_is_not_proposed_in_an_older_fiche(world: World) -> None:
    content = {"figures": {}, "ties": {"ten": [worth(world.own, world.another)], "after": {"isolated": 0}}}
    with world.database.transaction() as session:
        session.add(RegionSurvey(region="DE11", taken_at=NOW, content=content))
    made, client = make(world.database, NOW), world.client("official")
    promise = "No way leads from one to the other today."
    assert promise in client.page(f"/fiches/{made.id}").text
    with world.database.transaction() as session:
        session.get_one(Stakeholder, world.another).opted_out = True
        history.touch(session, [world.another])
    assert promise not in client.page(f"/fiches/{made.id}").text


def test_a_fiche_that_is_not_there_is_said_so(world: World) -> None:
    client = world.client("official")
    client.page("/fiches/f-none", status=404)
    client.page("/fiches/f-none.pdf", status=404)
    client.page("/regions/XX99/fiches", status=404)
    client.page(f"{LIST}?before=none")


def test_older_fiches_are_reached_from_the_list(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("matchmaker.services.fiches.reading.PER_PAGE", 1)
    for number in range(2):
        make(world.database, NOW + timedelta(minutes=number))
    page = world.client("official").page(LIST)
    (older,) = [link for link in page.links if "before=" in link]
    assert "Fiche 1" in world.client("official").page(older).text
    assert fiches.reading.PER_PAGE == 1

"""Names made comparable."""

from __future__ import annotations

import pytest

from matchmaker.core.names import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Köln", "koln"),
        ("ŁÓDŹ", "lodz"),
        ("Besançon–Ouest", "besancon ouest"),
        ("'s-Hertogenbosch", "s hertogenbosch"),
        ("İstanbul", "istanbul"),
        ("Tromsø", "tromso"),
        ("Weißenfels", "weissenfels"),
        ("Þórshöfn", "thorshofn"),
        ("ΑΘΉΝΑ", "αθηνα"),
        ("  a_ _b  c - d  ", "a b c d"),
        ("…", ""),
        ("", ""),
    ],
)
def test_accents_case_and_punctuation_do_not_count(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_many_lines_fold_like_each_line_alone() -> None:
    lines = ["Köln", "-x-", "", "Ελλάδα", "a b  c", "  Łódź "]
    assert fold("\n".join(lines)).split("\n") == [fold(line) for line in lines]


def test_folding_twice_changes_nothing_more() -> None:
    once = fold("Saint-Étienne-du-Rouvray, Œuvre")
    assert fold(once) == once == "saint etienne du rouvray oeuvre"

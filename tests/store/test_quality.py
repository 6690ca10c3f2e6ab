"""The packaged results on disk."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from matchmaker.store.quality import FOLDER, read_results

EXAMPLES = Path(__file__).parent.parent / "web" / "quality"


def test_results_are_read_the_newest_first() -> None:
    assert [one.release for one in read_results(EXAMPLES)] == ["0.1", "0.0"]


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert read_results(tmp_path / "none") == ()


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"release": "1"}', "null"])
def test_a_file_that_is_no_result_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "odd.json").write_text(text)
    with pytest.raises(ValueError, match=r"odd\.json"):
        read_results(tmp_path)


def test_every_packaged_result_can_be_read_and_none_is_an_example() -> None:
    """Figures in the package are measured ones: the examples of the tests never slip in."""
    packaged = read_results(FOLDER)
    assert len(packaged) == len(list(FOLDER.glob("*.json")))
    examples = {json.loads(path.read_text())["title"] for path in EXAMPLES.glob("*.json")}
    assert not examples & {one.title for one in packaged}

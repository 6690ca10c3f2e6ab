"""Which files may be passed on: three of them, five megabytes together, each of a kind that is known."""

from __future__ import annotations

from matchmaker.core.files.choosing import (
    CARRIES,
    EMPTY,
    MOST_BYTES,
    TOO_LARGE,
    TOO_MANY,
    UNKNOWN,
    Upload,
    choose,
)
from tests.core.files import samples


def test_the_files_that_fit_are_taken_in_their_order() -> None:
    taken, left = choose([Upload("b.pdf", samples.PDF), Upload("x/a.exe", samples.png())])
    assert [one.name for one in taken] == ["b.pdf", "a.png"]
    assert [one.kind.mime for one in taken] == ["application/pdf", "image/png"]
    assert left == ()


def test_each_that_is_left_says_why() -> None:
    files = [
        Upload("empty.txt", b""),
        Upload("../virus.exe", samples.EXE),
        Upload("invoice.pdf", samples.PDF.replace(b"/Root", b"/Names<</EmbeddedFiles 4 0 R>>/Root")),
        Upload("large.txt", b"x" * (MOST_BYTES + 1)),
        *(Upload(f"{number}.txt", b"x") for number in range(4)),
    ]
    taken, left = choose(files)
    assert [one.name for one in taken] == ["0.txt", "1.txt", "2.txt"]
    assert [(one.name, one.why) for one in left] == [
        ("empty.txt", EMPTY), ("virus.exe", UNKNOWN), ("invoice.pdf", CARRIES), ("large.txt", TOO_LARGE),
        ("3.txt", TOO_MANY),
    ]  # fmt: skip


def test_all_together_may_have_so_much_and_no_more() -> None:
    half = b"x" * (MOST_BYTES // 2)
    taken, left = choose([Upload("a.txt", half), Upload("b.txt", half), Upload("c.txt", b"x")])
    assert [one.name for one in taken] == ["a.txt", "b.txt"]
    assert left[0].why == TOO_LARGE
    assert choose([Upload("a.txt", b"xx")], most_bytes=1)[1][0].why == TOO_LARGE

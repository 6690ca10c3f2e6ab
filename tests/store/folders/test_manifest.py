"""The manifest comes back as it was written, or not at all."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchmaker.store.folders.manifest import (
    Damaged,
    Entry,
    Foreign,
    Manifest,
    as_bytes,
    checked_name,
    from_bytes,
)

ENTRIES = (
    Entry("about.values", "<f4", (3,), 140, "00ff00ff"),
    Entry("empty", "<i8", (0, 4), 128, "00000000"),
)
WHOLE = Manifest(layout=2, revision=7, release="1.0", entries=ENTRIES, facts={"ü": [1.5, None, {"a": True}]})


def test_a_manifest_comes_back_as_it_was() -> None:
    assert from_bytes(as_bytes(WHOLE)) == WHOLE
    assert WHOLE.size == 268


def test_the_checksum_does_not_depend_on_how_the_file_is_indented() -> None:
    assert from_bytes(json.dumps(json.loads(as_bytes(WHOLE))).encode()) == WHOLE


def test_every_flipped_bit_leaves_no_other_manifest() -> None:
    content = as_bytes(WHOLE)
    for place in range(len(content)):
        for bit in range(8):
            changed = bytearray(content)
            changed[place] ^= 1 << bit
            with suppress(Damaged, Foreign):
                # What is between the words of JSON may change and say the same.
                assert from_bytes(bytes(changed)) == WHOLE


@pytest.mark.parametrize("length", [0, 1, 30, 200, -1])
def test_half_a_manifest_is_none(length: int) -> None:
    with pytest.raises(Damaged):
        from_bytes(as_bytes(WHOLE)[:length])


@given(content=st.binary(max_size=60) | st.sampled_from([b"[]", b"{}", b"null", b"[" * 100_000]))
def test_anything_else_is_no_manifest(content: bytes) -> None:
    with pytest.raises(Damaged):
        from_bytes(content)


def test_a_manifest_of_another_format_is_left_to_others() -> None:
    outer = json.loads(as_bytes(WHOLE)) | {"format": 99}
    with pytest.raises(Foreign, match="99"):
        from_bytes(json.dumps(outer).encode())


@pytest.mark.parametrize(
    "entry",
    [
        Entry("../../secret", "<f4", (3,), 140, "00ff00ff"),
        Entry("one", "<f4", (-3,), 140, "00ff00ff"),
        Entry("one", "<f4", (3,), 140, "x"),
    ],
)
def test_a_manifest_that_leads_out_of_its_folder_or_makes_no_sense_is_refused(entry: Entry) -> None:
    content = as_bytes(Manifest(layout=1, revision=1, entries=(entry,)))
    with pytest.raises(Damaged):
        from_bytes(content)


@pytest.mark.parametrize("name", ["about.values", "rows-2", "a_b", "x"])
def test_plain_names_are_taken(name: str) -> None:
    assert checked_name(name) == name


@pytest.mark.parametrize("name", ["", "..", "a/b", "A", "a..b", ".a", "ä", "a" * 101])
def test_names_that_no_file_should_have_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match="cannot be the name"):
        checked_name(name)

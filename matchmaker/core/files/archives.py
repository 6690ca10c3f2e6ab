"""What a ZIP archive says that it holds: its list of members, read without unpacking anything."""

from __future__ import annotations

import struct
from typing import NamedTuple

END = struct.Struct("<4s4H2LH")
MEMBER = struct.Struct("<4s6H3L5H2L")
LOCAL = struct.Struct("<4s5H3L2H")
END_MARK, MEMBER_MARK, LOCAL_MARK = b"PK\x05\x06", b"PK\x01\x02", b"PK\x03\x04"
LONGEST_COMMENT = 0xFFFF
MOST_MEMBERS = 5_000
MOST_UNPACKED = 300 * 1024 * 1024
"""More than any honest document of a few megabytes says that it holds."""

ENCRYPTED = 0x1
STORED, DEFLATED = 0, 8


class Member(NamedTuple):
    """One member: its name, its way of packing, and its sizes in bytes."""

    name: str
    method: int
    packed: int
    size: int


def members_of(content: bytes) -> list[Member] | None:
    """The members of an archive that fills the file from its first byte to its last; None for anything else.

    Also None where something is encrypted, where a name stands twice, or where it is far too much: two
    programs could then see two different things in the same file.
    """
    listed = _listed(content)
    if listed is None:
        return None
    count, at, stop = listed
    found: dict[str, Member] = {}
    total = 0
    while len(found) < count:
        member, flags, place, after = _member(content, at, stop)
        if member is None or flags & ENCRYPTED or member.name.casefold() in found:
            return None
        if content[place : place + 4] != LOCAL_MARK:
            return None
        total += member.size
        found[member.name.casefold()] = member
        at = after
    return list(found.values()) if at == stop and total <= MOST_UNPACKED else None


def first_content(content: bytes, name: str) -> bytes:
    """What stands in the first member, if it has this name and lies there unpacked; else nothing."""
    if len(content) < LOCAL.size:
        return b""
    mark, _, flags, method, _, _, _, packed, size, name_length, extra = LOCAL.unpack_from(content)
    start = LOCAL.size + name_length
    if mark != LOCAL_MARK or method != STORED or flags & ENCRYPTED or packed != size:
        return b""
    if content[LOCAL.size : start] != name.encode("ascii"):
        return b""
    return content[start + extra : start + extra + size]


def ends_as_archive(content: bytes) -> bool:
    """Whether a program that looks for archives from the end would find one here."""
    return END_MARK in content[-LONGEST_COMMENT - END.size :]


def _listed(content: bytes) -> tuple[int, int, int] | None:
    """How many members are listed, and where the list begins and ends."""
    at = content.rfind(END_MARK, max(0, len(content) - LONGEST_COMMENT - END.size))
    if not content.startswith(LOCAL_MARK) or at < 0 or at + END.size > len(content):
        return None
    _, disk, begins_on, here, count, length, start, comment = END.unpack_from(content, at)
    # In one piece, the list right before its end mark, nothing behind it.
    whole = disk == begins_on == 0 and here == count and start + length == at
    if not whole or at + END.size + comment != len(content) or not 0 < count <= MOST_MEMBERS:
        return None
    return count, start, at


def _member(content: bytes, at: int, stop: int) -> tuple[Member | None, int, int, int]:
    """The member listed there, its flags, where it lies, and where the next one is listed."""
    if at + MEMBER.size > stop:
        return None, 0, 0, stop
    fields = MEMBER.unpack_from(content, at)
    mark, _, _, flags, method, _, _, _, packed, size, name_length, extra, comment, _, _, _, place = fields
    after = at + MEMBER.size + name_length + extra + comment
    if mark != MEMBER_MARK or after > stop:
        return None, 0, 0, stop
    raw = content[at + MEMBER.size : at + MEMBER.size + name_length]
    return Member(raw.decode("utf-8", "replace"), method, packed, size), flags, place, after

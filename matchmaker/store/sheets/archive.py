"""The archive that an XLSX file is, looked at before anything is unpacked."""

from __future__ import annotations

import io
import zipfile
from itertools import pairwise

from matchmaker.core.words import N_
from matchmaker.errors import Invalid
from matchmaker.store.sheets.limits import Limits

_BOMB = N_("The file would unpack to more than it may. Copy its cells into a new spreadsheet and save that.")
_BROKEN = N_("The file is damaged and cannot be opened. Save it again in your spreadsheet program.")
_PACKED = (".zip", ".gz", ".7z", ".rar", ".bz2", ".xz", ".tar")
_OTHERS = (
    ("content.xml", N_("an OpenDocument file (.ods)")),
    ("xl/workbook.bin", N_("a binary Excel file (.xlsb)")),
    ("word/document.xml", N_("a Word document")),
    ("ppt/presentation.xml", N_("a presentation")),
)
RATIO_FROM = 10_000_000


def check_archive(data: bytes, limits: Limits) -> None:
    """See from the archive's directory alone that it is a workbook and harmless to unpack.

    Python unpacks no more of a member than the directory states, so stated sizes can be trusted as bounds.

    Raises:
        Invalid: it is neither.
    """
    members = _members(data)
    names = {member.filename for member in members}
    for name, what in _OTHERS:
        if name in names:
            raise Invalid(
                N_("This is %(what)s. Open it in a spreadsheet program and save it as CSV (UTF-8) or XLSX."),
                what=what,
            )
    unpacked = sum(member.file_size for member in members)
    ratio = unpacked / max(1, len(data))
    if unpacked > limits.unpacked or (unpacked > RATIO_FROM and ratio > limits.ratio):
        raise Invalid(_BOMB)
    if len(members) > limits.members or len(names) < len(members):
        raise Invalid(_BOMB)
    if _overlapping(members) or any(name.lower().endswith(_PACKED) for name in names):
        raise Invalid(_BOMB)
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise Invalid(N_("This archive is no spreadsheet. Unpack it and choose the CSV or XLSX file inside."))
    if any(member.flag_bits & 0x1 for member in members):
        raise Invalid(N_("The file is protected by a password. Save it without one."))


def _members(data: bytes) -> list[zipfile.ZipInfo]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Invalid(_BROKEN) from error


def _overlapping(members: list[zipfile.ZipInfo]) -> bool:
    """Whether two members share packed bytes, as bombs do that are small and yet huge."""
    spans = sorted((member.header_offset, member.compress_size) for member in members)
    return any(here + size > after for (here, size), (after, _) in pairwise(spans))

"""What a file that somebody brought may be called: no path, nothing unseen, and an ending that fits it."""

from __future__ import annotations

import re
import unicodedata

from matchmaker.core.files.kinds import FileKind

LONGEST = 100
NAMELESS = "file"

_ENDING = re.compile(r"\.([A-Za-z0-9]{0,3}[A-Za-z][A-Za-z0-9]{0,3})$")
_FORBIDDEN = str.maketrans(dict.fromkeys('<>:"|?*', "_"))
# Names that stand for devices on some machines, whatever ending they have.
_DEVICE = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")


def clean_name(name: str, kind: FileKind) -> str:
    """A name fit for headers, pages and disks; its ending is one of the kind's."""
    stem = shown_name(name)
    found = _ENDING.search(stem)
    ending = found[1].lower() if found and found[1].lower() in kind.endings else kind.endings[0]
    stem = (stem[: found.start()] if found else stem).strip(" .")
    if _DEVICE.match(stem):
        stem = f"_{stem}"
    return f"{stem[: LONGEST - len(ending) - 1].strip(' .') or NAMELESS}.{ending}"


def shown_name(name: str) -> str:
    """The name of a file that was refused, as it may stand in a sentence."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    # C: controls, signs of direction, halves of pairs, unknown ones; Zl and Zp break lines.
    seen = (
        " " if sign.isspace() else sign for sign in last
        if sign.isspace() or unicodedata.category(sign)[0] != "C"
    )  # fmt: skip
    return " ".join("".join(seen).translate(_FORBIDDEN).split()).lstrip(".")[:LONGEST].strip() or NAMELESS

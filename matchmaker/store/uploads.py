"""Files that people brought in: kept under a name of ours, never under theirs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO

from matchmaker.core.words import N_
from matchmaker.errors import Invalid

PIECE = 64 * 1024


def keep_upload(folder: Path, name: str, stream: IO[bytes], *, most: int) -> Path:
    """Write a stream to a new file and see it on the disk; nothing stays of one that is too large.

    Raises:
        Invalid: it has more than `most` bytes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    try:
        with path.open("xb") as handle:
            size = 0
            while piece := stream.read(PIECE):
                size += len(piece)
                if size > most:
                    raise Invalid(
                        N_("The file has more than %(most)s MB. Split it, or leave out columns."),
                        most=f"{most / 1e6:g}",
                    )
                handle.write(piece)
            handle.flush()
            os.fsync(handle.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path


def drop_upload(folder: Path, name: str) -> None:
    """Delete a kept file; one that is gone already is no fault."""
    (folder / name).unlink(missing_ok=True)

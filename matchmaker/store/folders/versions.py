"""The versions of an index in one folder: who reads gets the newest whole one, who builds replaces it.

Any number of processes read; one at a time builds. A reader never meets an exception because of what lies on
the disk: it gets what can answer, and hears what could not.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from matchmaker.store.folders.building import Build, in_order, present
from matchmaker.store.folders.disk import CannotWrite, NoRoom, free_bytes
from matchmaker.store.folders.manifest import Damaged, Foreign
from matchmaker.store.folders.opening import Version, check_version, open_version, read_manifest
from matchmaker.store.folders.places import (
    POINTER,
    Pointer,
    Step,
    clear,
    in_turn,
    list_names,
    locked,
    quietly,
    read_pointer,
    set_aside,
    take_away,
    write_pointer,
)

TRIES = 5
"""So often a reader looks again when the folder was changed while it looked."""


class Trouble(StrEnum):
    """Why a version does not answer: damaged for good, of another layout, or not readable at this moment."""

    BROKEN = "broken"
    FOREIGN = "foreign"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Fault:
    """What could not answer: a version (or `current`, the pointer), why, and in words what was found."""

    name: str
    trouble: Trouble
    why: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a reader finds: the version that answers, if any does, and what should have answered before it."""

    version: Version | None = None
    faults: tuple[Fault, ...] = ()

    @property
    def wants_building(self) -> bool:
        """Whether a new version should be built: there is none, or a better one is lost for good."""
        lost = any(fault.trouble is not Trouble.UNREADABLE for fault in self.faults)
        return lost or (self.version is None and not self.faults)


@dataclass(frozen=True, slots=True)
class Versions:
    """The versions in a folder (`root`), of one meaning of the arrays (`layout`, raised when that changes).

    `step` hears each step that changes the disk.
    """

    root: Path
    layout: int = 1
    step: Step = quietly

    def current(self, held: Version | None = None) -> Found:
        """The version that answers now; `held` itself, unopened, if it still is that one.

        A broken version is set aside and the one before answers. It never raises for what lies on the disk.
        """
        found, look = Found(), self._look()
        for _ in range(TRIES):
            found, before = self._first(look, held), look
            # A fault counts only if nothing was published or cleared meanwhile.
            if not found.faults or (look := self._look()) == before:
                self._set_aside(found.faults)
                break
        return found

    def verify(self, version: Version, *, again: bool = False) -> Fault | None:
        """Check every byte of a version, once on each machine (or `again`); a broken one is set aside.

        It reads the whole version, at the speed of the disk: not within a request.
        """
        if version.verified and not again:
            return None
        try:
            check_version(version.folder, version.manifest, from_disk=again)
        except (Damaged, OSError) as error:
            # A version that was replaced meanwhile has lost its files, and nobody minds.
            if not version.folder.is_dir():
                return None
            fault = _fault(version.name, error)
            self._set_aside((fault,))
            return fault
        return None

    @contextmanager
    def building(self, *, wait: float = 0.0, expected: int = 0) -> Iterator[Build]:
        """Make a new version; what is not published when the block ends is removed.

        `wait`: seconds to wait for another builder. `expected`: the bytes that will come, if that is known:
        where they do not fit, the fall-back goes first.

        Raises:
            Busy: another one still builds.
            NoRoom: the disk is full; `needed` are the bytes of the whole version, as far as is known.
            CannotWrite: the system refuses.
        """
        with locked(self.root, wait):
            self._make_room(expected)
            build = Build(self.root, self.layout, self.step)
            try:
                yield build
            except NoRoom as error:
                taken = build.size
                needed = max(expected, taken + error.needed)
                raise NoRoom(self.root, needed=needed, free=error.free + taken, why=error.why) from error
            finally:
                build.give_up()

    def drop_older(self, revision: int, *, wait: float = 0.0) -> int:
        """Take away all versions of a state before `revision`, and never let one answer again; how many went.

        For erasure: afterwards no name leads to their words. Processes that have such a version open hold it
        until they ask for the current one. Nothing may answer until a new version is built.

        Raises:
            Busy: somebody builds at this moment, maybe from an older state; try again.
            NoRoom, CannotWrite: the disk refuses.
        """
        with locked(self.root, wait):
            pointer, names = in_order(self.root)
            kept = [name for name in names if _is_from(self.root / name, revision)]
            newest = Pointer(kept[0] if kept else "", max(revision, pointer.least))
            try:
                write_pointer(self.root, newest, self.step)
            except NoRoom:
                # No room for one line: without a pointer nothing answers, and what goes makes room.
                dropped = take_away(self.root, kept, self.step)
                write_pointer(self.root, newest, self.step)
                return dropped
            return clear(self.root, kept, self.step)

    def _make_room(self, expected: int) -> None:
        """Remove what killed builds left, and the fall-back where the new version would not fit beside it."""
        names = present(self.root, self.layout)[1]
        clear(self.root, names[:2], self.step)
        if expected > free_bytes(self.root):
            clear(self.root, names[:1], self.step)
        if expected > (free := free_bytes(self.root)):
            raise NoRoom(self.root, needed=expected, free=free)

    def _look(self) -> tuple[Pointer | Fault | None, list[str]]:
        """The pointer, or what is wrong with it, and the names of all versions."""
        pointer: Pointer | Fault | None
        try:
            pointer = read_pointer(self.root)
        except (Damaged, OSError) as error:
            pointer = _fault(POINTER, error)
        try:
            return pointer, list_names(self.root)
        except OSError as error:
            return _fault(POINTER, error), []

    def _first(self, look: tuple[Pointer | Fault | None, list[str]], held: Version | None) -> Found:
        """The first version in turn that opens."""
        pointer, names = look
        # Only for this moment: what is held is better than nothing, and better than a guess.
        if isinstance(pointer, Fault) and pointer.trouble is Trouble.UNREADABLE:
            return Found(held, (pointer,))
        faults = [pointer] if isinstance(pointer, Fault) else []
        turn = names if isinstance(pointer, Fault) else in_turn(pointer, names)
        least = pointer.least if isinstance(pointer, Pointer) else 0
        for name in turn:
            try:
                same = held is not None and held.folder == self.root / name
                version = held if same else open_version(self.root / name, self.layout)
            except (Damaged, Foreign, OSError) as error:
                faults.append(_fault(name, error))
                continue
            if version is not None and version.revision >= least:
                return Found(version, tuple(faults))
        return Found(None, tuple(faults))

    def _set_aside(self, faults: tuple[Fault, ...]) -> None:
        for fault in faults:
            if fault.trouble is Trouble.BROKEN and fault.name != POINTER:
                # Where nobody may write, it is only passed over.
                with suppress(CannotWrite):
                    set_aside(self.root, fault.name)


def _is_from(folder: Path, revision: int) -> bool:
    """Whether a version, of any layout, says that it is of a revision or later."""
    try:
        return read_manifest(folder, None).revision >= revision
    except (Damaged, Foreign, OSError):
        return False


def _fault(name: str, error: Exception) -> Fault:
    match error:
        case Damaged():
            return Fault(name, Trouble.BROKEN, str(error))
        case Foreign():
            return Fault(name, Trouble.FOREIGN, str(error))
    return Fault(name, Trouble.UNREADABLE, str(error))

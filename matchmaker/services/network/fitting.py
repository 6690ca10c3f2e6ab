"""A network of usual size: all of it is read and fitted in memory, then renewed by what was touched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from matchmaker.core.answers import Cutoffs, Question
from matchmaker.core.audience import Closeness
from matchmaker.core.directory import Directory
from matchmaker.core.entities import Link, Profile
from matchmaker.core.fairness.attention import Attention
from matchmaker.core.matcher import Matcher
from matchmaker.core.vocabulary import COMPLETES, SCHEMES, SUBJECTS
from matchmaker.services.network.loading import Weights, list_touched, load, load_links, load_weights
from matchmaker.services.network.reading import shown
from matchmaker.services.network.shared import Shared, load_shared
from matchmaker.services.network.snapshots import Snapshot

LABELS_OF_SUBJECTS = {term.key: term.label for scheme in SUBJECTS for term in SCHEMES[scheme]}


def new_matcher(learnt: Weights | None = None, attention: Attention | None = None) -> Matcher:
    """A matcher as this program uses it everywhere, with what was learnt and how attention is shared out."""
    return Matcher(learnt=learnt, attention=attention, completes=COMPLETES, labels=LABELS_OF_SUBJECTS)


def fit(session: Session, revision: int, today: date, yesterday: Snapshot | None) -> Snapshot:
    """A first snapshot, or that of a new day: all is read anew, but no text that is known already."""
    learnt, shared = load_weights(session), load_shared(session)
    loaded = load(session, None, today, Closeness.MEMBER)
    profiles = {one.id: one for one in loaded.profiles}
    directory = _directory(yesterday, profiles)
    found = Found(profiles, load_links(session, None), loaded.parted, loaded.reserved, directory)
    return _snapshot(revision, today, Closeness.MEMBER, found, learnt, shared, earlier=yesterday)


def renew(session: Session, present: Snapshot, revision: int) -> Snapshot:
    """The snapshot with what was touched since; the matcher remembers the texts that stayed."""
    ids = list_touched(session, present.revision)
    gone, loaded = set(ids), load(session, ids, present.today, Closeness.MEMBER)
    profiles = {id_: one for id_, one in present.profiles.items() if id_ not in gone}
    profiles |= {one.id: one for one in loaded.profiles}
    links = [link for link in present.links if link.a not in gone and link.b not in gone]
    links += load_links(session, ids)
    reserved = {id_: near for id_, near in present.reserved.items() if id_ not in gone}
    found = Found(
        profiles,
        links,
        frozenset(present.parted - gone) | loaded.parted,
        {**reserved, **loaded.reserved},
        present.directory.changed(ids, loaded.profiles),
    )
    learnt, shared = load_weights(session), load_shared(session, present.shared)
    cutoffs = _levels(present.matcher, len(profiles), learnt)
    return _snapshot(
        revision, present.today, Closeness.MEMBER, found, learnt, shared, cutoffs=cutoffs, earlier=present
    )


def _levels(earlier: Matcher, size: int, learnt: Weights) -> Mapping[Question, Cutoffs] | None:
    """The levels of an earlier matcher, which stay put until the network has grown a tenth.

    Under other weights the same match has another score, so the levels are learnt anew.
    """
    grown = abs(size - len(earlier.pool_)) * 10 > len(earlier.pool_)
    return None if grown or earlier.learnt != learnt else earlier.cutoffs_


def narrow(session: Session, members: Snapshot, present: Snapshot | None) -> Snapshot:
    """What is for everybody of what members see; of `present` are those who stayed as they were.

    The database may have moved on since: then somebody is read as they are now, and read again next time.
    """
    stayed = frozenset[str]()
    if present is not None and present.today == members.today:
        touched = set(list_touched(session, present.revision))
        stayed = frozenset(members.parted & present.profiles.keys()) - touched
    read = load(session, sorted(members.parted - stayed), members.today, Closeness.VISITOR)
    others = {one.id: one for one in read.profiles}
    if present is not None:
        others |= {key: present.profiles[key] for key in stayed}
    profiles = {key: one for key, one in members.profiles.items() if key not in members.parted} | others
    directory = _directory(present or members, profiles)
    if present is None:
        # Made anew of what is left, so that not even a word of what is kept from visitors is in it.
        directory = directory.compact()
    return _snapshot(
        members.revision,
        members.today,
        Closeness.VISITOR,
        Found(profiles, members.links, frozenset(members.parted), members.reserved, directory),
        members.matcher.learnt or {},
        members.shared,
        # The same people under the same weights: a strong match for members is one for visitors.
        cutoffs=members.matcher.cutoffs_,
        earlier=present or members,
        apart=present is None,
    )


def _directory(earlier: Snapshot | None, profiles: Mapping[str, Profile]) -> Directory:
    """A directory of `profiles`, in which only those are read that the earlier one did not hold so."""
    if earlier is None:
        return Directory().fit(profiles.values())
    known = earlier.profiles
    new = [one for key, one in profiles.items() if (before := known.get(key)) is not one and before != one]
    return earlier.directory.changed(known.keys() - profiles.keys(), new)


@dataclass(frozen=True, slots=True)
class Found:
    """What was read for readers of one closeness; the ties are not narrowed yet."""

    profiles: dict[str, Profile]
    links: Sequence[Link]
    parted: frozenset[str]
    reserved: Mapping[str, Closeness]
    directory: Directory


def _snapshot(
    revision: int,
    today: date,
    closeness: Closeness,
    found: Found,
    learnt: Weights,
    shared: Shared,
    *,
    cutoffs: Mapping[Question, Cutoffs] | None = None,
    earlier: Snapshot | None = None,
    apart: bool = False,
) -> Snapshot:
    """A network of what was found; what the `earlier` one has read stays known, `apart` from it or not."""
    profiles = found.profiles
    links = shown(found.links, profiles.keys(), found.reserved, closeness)
    matcher = new_matcher(learnt, shared.attention)
    before = earlier.matcher if earlier else None
    matcher.fit(profiles.values(), links, today=today, cutoffs=cutoffs, earlier=before, apart=apart)
    return Snapshot(
        revision, today, profiles, tuple(links), matcher, found.directory, shared,
        closeness, found.parted, found.reserved,
    )  # fmt: skip

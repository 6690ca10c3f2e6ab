"""The pool of a fitted network as arrays, and the pool of such arrays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from matchmaker.core.company import CompanyByTies
from matchmaker.core.index import Field
from matchmaker.core.kept.ids import Ids, Numbered
from matchmaker.core.kept.people import Passages, People, Profiles
from matchmaker.core.kept.texts import index_arrays, index_of
from matchmaker.core.kept.tied import Tied, network_arrays
from matchmaker.core.naming import Naming
from matchmaker.core.record import Record
from matchmaker.core.signals import Pool
from matchmaker.core.signals.pool import COLUMNS
from matchmaker.core.signals.sets import Codes, Sets
from matchmaker.core.signals.stated import Stated
from matchmaker.core.sorts import Sorts
from matchmaker.core.sparse import Array, Arrays, named, part
from matchmaker.core.strings import Strings
from matchmaker.core.territory import Territory

SETS = ("themes", "languages")
STATED = ("offers", "needs")


def pool_arrays(pool: Pool, salt: bytes) -> dict[str, Array]:
    """All columns of a pool of all, each under its name; `salt` is that of the hashes of words.

    Raises ValueError for what cannot be kept: activities, or two words of the same hash.
    """
    lists = {"places": pool.places.numbers, "regions": pool.regions, "sort_words": pool.sorts.words}
    parts = ("record", "company", "territory", "sorts", *SETS, *STATED)
    columns: dict[str, Array] = {name: getattr(pool, name) for name in COLUMNS}
    return columns | named(
        ids=Ids.of(pool.network.ids).column.arrays(),
        index=index_arrays(pool.index, salt),
        naming=index_arrays(pool.naming.index, salt),
        network=network_arrays(pool.network),
        **{name: Strings.of(words).arrays() for name, words in lists.items()},
        **{name: getattr(pool, name).arrays() for name in parts},
    )


def pool_of(arrays: Arrays, people: People, labels: Mapping[str, str], salt: bytes) -> Pool:
    """The pool of such arrays, which may be mapped files; none is copied. `people` has the profiles."""
    ids, index = Ids(_strings(arrays, "ids")), index_of(part(arrays, "index"), salt)
    profiles, network = Profiles(people, ids), Tied(ids, part(arrays, "network"))
    about = index.rows_[Field.ABOUT].matrix
    found: dict[str, Any] = {name: arrays[name] for name in COLUMNS}
    found |= {name: Sets.from_arrays(part(arrays, name)) for name in SETS}
    found |= {name: Stated.from_arrays(part(arrays, name)) for name in STATED}
    return Pool(
        profiles=profiles,
        texts=Passages(profiles, labels),
        number=Numbered(ids),
        index=index,
        network=network,
        record=Record.from_arrays(part(arrays, "record")),
        company=CompanyByTies(about, network.ties, arrays["company.lengths"]),
        territory=Territory.from_arrays(part(arrays, "territory")),
        naming=Naming.of_index(index_of(part(arrays, "naming"), salt)),
        sorts=Sorts.from_arrays(part(arrays, "sorts"), _words(arrays, "sort_words")),
        regions=tuple(_words(arrays, "regions")),
        places=Codes(_words(arrays, "places")),
        **found,
    )


def _strings(arrays: Arrays, name: str) -> Strings:
    return Strings.from_arrays(part(arrays, name))


def _words(arrays: Arrays, name: str) -> list[str]:
    """A short list of words, of which there are as many as regions, however large the network."""
    column = _strings(arrays, name)
    return column.texts(range(len(column)))

"""A text index as arrays: its words by hashes, its weights, and the rows of its three fields."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array

from matchmaker.core.index import Counted, Field, TextIndex
from matchmaker.core.kept.words import HashedReader, Uses, Words
from matchmaker.core.rows import Rows
from matchmaker.core.sparse import Array, Arrays, named, part


def index_arrays(index: TextIndex, salt: bytes) -> dict[str, Array]:
    """All that a fitted index answers from.

    Only words that a text uses have a hash, so that nothing is left of those that all have given up.
    Raises ValueError where two words have the same hash (see `Words.of`), or activities belong to it.
    """
    if index.done_.shape[0]:
        raise ValueError("an index with activities is not kept")
    known, met = index.reader.vocabulary, index.met_
    words = {word: number for word, number in known.items() if number < index.width_ and met[number]}
    used = np.zeros(index.width_, np.int32)
    for word, texts in index.used_.items():
        used[known[word]] = texts
    columns = {"idf": index.idf_, "met": met, "rare": index.rare_, "everyday": index.everyday_, "used": used}
    columns["counted"] = np.array(index.counted_, float)
    fields = {field.name.lower(): index.rows_[field].arrays() for field in Field}
    return columns | named(words=Words.of(words, salt).arrays(), **fields)


def index_of(arrays: Arrays, salt: bytes) -> TextIndex:
    """The index of such arrays, which may be mapped files; none is copied."""
    words = Words.from_arrays(part(arrays, "words"), salt)
    index = TextIndex(HashedReader(words))
    index.idf_, index.met_ = arrays["idf"], arrays["met"]
    index.rare_, index.everyday_ = arrays["rare"], arrays["everyday"]
    index.used_ = Uses(words, arrays["used"])
    index.width_ = len(index.idf_)
    texts, pivot = arrays["counted"].tolist()
    index.counted_ = Counted(int(texts), pivot)
    index.rows_ = [Rows.from_arrays(part(arrays, field.name.lower()), index.rare_) for field in Field]
    index.size_ = len(index.rows_[Field.ABOUT].starts) - 1
    index.done_ = csr_array((0, index.width_))
    return index

"""Our own index of postings, asked the compiled way and the plain way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from matchmaker.core.benchmarks.approach import COMPILED, PLAIN, Arrays, Built, K, Numbers
from matchmaker.core.benchmarks.corpus import Corpus, Question
from matchmaker.core.postings.blocks import Postings
from matchmaker.core.postings.changing import Changing
from matchmaker.core.postings.search import Hits, Way
from matchmaker.services.benchmarks.plain import Described


@dataclass(slots=True)
class _Ours:
    index: Changing
    way: Way

    @property
    def nbytes(self) -> int:
        """The bytes of all arrays."""
        return sum(int(array.nbytes) for array in self.index.base.arrays().values())

    @property
    def posting_bytes(self) -> int:
        """A word holds a document's number and a rounded weight."""
        return self.index.base.words.itemsize

    def prepare(self, question: Question) -> tuple[Any, Any]:
        """Terms and weights."""
        return question.ids, question.weights

    def ask(self, prepared: tuple[Any, Any]) -> Hits:
        """The best K."""
        return self.index.top(prepared, K, path=self.way)

    def numbers(self, answer: Hits) -> Numbers:
        """Their numbers."""
        return answer.numbers

    def change(self, number: int, question: Question) -> bool:
        """A row beside those of the index; it and those before it are asked together with the index."""
        self.index = self.index.with_changes({number: (question.ids, question.weights)})
        self.ask(self.prepare(question))
        return True

    def arrays(self) -> Arrays:
        """All that the index is made of."""
        return self.index.base.arrays()

    def close(self) -> None:
        """Nothing lies outside of memory."""


def open_compiled(arrays: Arrays) -> Built:
    """The index from its arrays, asked the compiled way."""
    return _Ours(Changing(Postings.from_arrays(arrays)), "compiled")


def open_plain(arrays: Arrays) -> Built:
    """The index from its arrays, asked the plain way."""
    return _Ours(Changing(Postings.from_arrays(arrays)), "plain")


@dataclass(frozen=True, slots=True)
class Ours(Described):
    """The index, asked one way."""

    way: Way = "compiled"

    def build(self, corpus: Corpus) -> Built:
        """Rows and postings."""
        return _Ours(Changing(Postings.of(corpus.matrix)), self.way)


OURS = (
    Ours(COMPILED, opener=open_compiled),
    Ours(PLAIN, opener=open_plain, way="plain"),
)

"""Names and places as words: the same town, the same sort of institution, a place that a need names."""

from __future__ import annotations

from collections.abc import Sequence

from matchmaker.core.entities import Profile
from matchmaker.core.few import twin
from matchmaker.core.few_rows import near
from matchmaker.core.index import Field, TextIndex, Texts
from matchmaker.core.reader import FloatArray, Numbers, Reader, Vector


class Naming:
    """TF-IDF of everybody's name and place."""

    _numbers: Numbers | None

    def __init__(self, profiles: Sequence[Profile], reader: Reader | None = None) -> None:
        self.index = TextIndex(reader or Reader())
        self.index.fit([Texts(about=passages_of(one)) for one in profiles])
        self._all, self._numbers = self.index, None

    @classmethod
    def of_index(cls, index: TextIndex) -> Naming:
        """The names and places that were fitted before."""
        naming = cls.__new__(cls)
        naming.index = naming._all = index
        naming._numbers = None
        return naming

    def take(self, numbers: Numbers) -> Naming:
        """Those of a few, in the order of these numbers."""
        few = twin(self)
        few.index, few._all, few._numbers = self.index.take(numbers), self.index, numbers
        return few

    def like(self, profile: Profile) -> FloatArray:
        """How alike the name and place of everybody and of one profile are."""
        return self._products(self.index.vector(passages_of(profile)))

    def named_in(self, text: str) -> FloatArray:
        """How much of a text are words of everybody's name and place."""
        return self._products(self.index.vector(((text, 1.0),)))

    def _products(self, words: Vector) -> FloatArray:
        """The product of some words with everybody's name and place."""
        if self._numbers is not None:
            # Each has one text, which has the number of its owner.
            found = near(self._all.rows_[Field.ABOUT].matrix, self._numbers, words)
            if found is not None:
                return found
        return self.index.products(words, Field.ABOUT)


def passages_of(profile: Profile) -> tuple[tuple[str, float], ...]:
    """The name and the place of a profile as passages."""
    return tuple((text, 1.0) for text in (profile.name, profile.place) if text)

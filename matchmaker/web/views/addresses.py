"""Many addresses that differ in one word only: Flask builds the first, the others follow its pattern."""

from __future__ import annotations

from collections.abc import Callable

from flask import url_for

STAND_IN = "0stand1in0"


def addresses(endpoint: str, name: str, /, **rest: object) -> Callable[[str], str]:
    """Makes addresses of `endpoint`; `name` is what stands for the word, which must need no quoting.

    Ids and codes of ours need none. A map has thousands of links, and building one takes a tenth of a second
    for each few thousand.
    """
    # Flask takes all values of an address as keywords, and mypy cannot know which they are.
    values: dict[str, object] = {**rest, name: STAND_IN}
    before, _found, after = url_for(endpoint, **values).partition(STAND_IN)  # type: ignore[arg-type]  # words of an address
    return lambda word: f"{before}{word}{after}"

"""How often the themes and kinds of cooperation offered for a text are right: `python -m scripts.hints`.

The texts are those of the made-up regions, whose themes and kinds were chosen by whoever wrote them, before
there were any cues. Every other text was read when the cues were written, and is left out here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

from matchmaker.core.hints import TOP, suggest
from matchmaker.core.text import guess_language
from matchmaker.store.demo import read_demo


def texts() -> Iterator[tuple[str, str, frozenset[str]]]:
    """List, text, and the terms of the list that its author chose."""
    for one in read_demo().stakeholders:
        yield "theme", one.about, frozenset(key for key in one.themes if key.startswith("theme-"))
        for need in one.needs:
            yield "cooperation-need", need.text, frozenset(need.cooperation)
        for offer in one.offers:
            yield "cooperation-offer", offer.text, frozenset(offer.cooperation)
    for one in read_demo().stakeholders:
        yield "group", one.about, frozenset(key for key in one.themes if key.startswith("group-"))


def main() -> None:
    """Print the share of the terms offered that were chosen, and of texts with one right among them."""
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0, 0, 0])
    for scheme, text, chosen in islice(texts(), 1, None, 2):
        if not chosen:
            continue
        offered = {hint.key for hint in suggest(text, scheme)}
        language = guess_language(text)
        for key in ((scheme, language), (scheme, "all")):
            row = counts[key]
            row[0] += 1
            row[1] += len(offered)
            row[2] += len(offered & chosen)
            row[3] += bool(offered & chosen)
            row[4] += min(TOP, len(chosen))
    print("list                language  texts  right of those offered  found of those chosen  one right")
    for (scheme, language), (number, offered, right, hit, could) in sorted(counts.items()):
        shares = (right / max(1, offered), right / max(1, could), hit / number)
        print(f"{scheme:<20}{language:<10}{number:>5}" + "".join(f"{share:>21.2f}" for share in shares))


if __name__ == "__main__":
    main()

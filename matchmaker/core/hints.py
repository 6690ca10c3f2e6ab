"""What a text is about in the words of our lists: themes, people, kinds of cooperation, offered as choices.

Each term of a list has its cues: its label, its other names, and words by which a text shows it. Text and
cues go through the same stems in the language of the text. A cue counts by its inverse document frequency
among the terms (Sparck Jones, 1972): one that several terms claim tells less, a phrase more than a word. In
languages that write compounds as one word a cue also counts, by half, at either end of a word:
"Fahrradwerkstatt" is about "Fahrrad". How often it is right stands in docs/evaluation.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import log, log1p, sqrt

from matchmaker.core.stems import COMPOUNDING
from matchmaker.core.text import fold, guess_language, terms
from matchmaker.core.vocabulary import SCHEMES
from matchmaker.core.vocabulary.asks import COOPERATION_CUES, NEED_CUES, OFFER_CUES
from matchmaker.core.vocabulary.cues import GROUP_CUES, THEME_CUES, Cues
from matchmaker.core.vocabulary.synonyms import GROUP_SYNONYMS, THEME_SYNONYMS

TOP = 3
"""So many are offered: more are no help to who has to choose."""

PART = 0.5
"""What a cue counts that is only one end of a compound."""

SHORTEST = 5
"""Letters of a cue at least to be looked for inside a word."""

LABEL = 0.5
"""What the words of a label count: labels are short and made of common words ("We join projects")."""

TURNING = frozenset(["single", "lone", "no", "out", "without", "ohne", "sans", "bez"])
"""Words at the head of a phrase that turn its meaning; texts lose most of them, and then the rest would
say the contrary: "without work" is not about "work"."""

_CUES: dict[str, tuple[Cues, ...]] = {
    "theme": (THEME_CUES,),
    "group": (GROUP_CUES,),
    "cooperation-need": (COOPERATION_CUES, NEED_CUES),
    "cooperation-offer": (COOPERATION_CUES, OFFER_CUES),
}
_SYNONYMS = {"theme": THEME_SYNONYMS, "group": GROUP_SYNONYMS}

EARLY = 10
"""A cue so many words from the beginning counts half: what it is about comes first."""

CLEAR = 0.15
"""Less than this part of the clearest one's score is mostly wrong, and is not offered."""

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hint:
    """A term that a text may be about, and how strongly it shows."""

    key: str
    score: float


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The cues of one list in one language: phrase -> the terms that claim it, each with its weight."""

    cues: dict[Phrase, dict[str, float]]
    longest: int
    inside: tuple[str, ...]


def suggest(text: str, scheme: str, *, top: int = TOP) -> tuple[Hint, ...]:
    """The terms of a list that a text shows, the clearest first; none where it shows none."""
    language = guess_language(text)
    known, score = lexicon(scheme, language), defaultdict[str, float](float)
    order: dict[str, int] = {}
    for phrase, part, at, times in _found(terms(text, language), known, language):
        claims = known.cues[phrase]
        rarity = log1p(len(SCHEMES[scheme]) / len(claims))
        early = 1 / (1 + at / EARLY)
        for key, weight in claims.items():
            order.setdefault(key, at)
            score[key] += part * weight * rarity * early * sqrt(len(phrase)) * (1 + log(times))
    best = sorted(score, key=lambda key: (-round(score[key], 9), order[key], key))[:top]
    return tuple(Hint(key, score[key]) for key in best if score[key] >= CLEAR * score[best[0]])


@cache
def lexicon(scheme: str, language: str) -> Lexicon:
    """The cues of a list, stemmed as words of a language; English ones count in every language."""
    cues: dict[Phrase, dict[str, float]] = defaultdict(dict)
    for key, phrase, weight in _written(scheme, language):
        stems = tuple(terms(phrase, language))
        first = phrase.split()[0].casefold()
        if stems and (first not in TURNING or fold(first) in stems):
            cues[stems][key] = max(weight, cues[stems].get(key, 0.0))
    inside = (one[0] for one in cues if len(one) == 1 and len(one[0]) >= SHORTEST)
    return Lexicon(dict(cues), max(map(len, cues)), tuple(sorted(inside)))


def _written(scheme: str, language: str) -> Iterator[tuple[str, str, float]]:
    """Each term's key with each of its cues as written, and what it counts."""
    for term in SCHEMES[scheme]:
        yield term.key, term.label, LABEL
    for key, phrases in _SYNONYMS.get(scheme, {}).items():
        yield from ((key, phrase, 1.0) for phrase in phrases.split("|"))
    for table in _CUES[scheme]:
        for key, by_language in table.items():
            words = by_language.get(language, "") or by_language.get("en", "")
            yield from ((key, phrase, 1.0) for phrase in words.split("|") if phrase)


def _found(words: Sequence[str], known: Lexicon, language: str) -> list[tuple[Phrase, float, int, int]]:
    """The cues in a text: what each counts, where it stands first, how often; the longest wins its words."""
    found: dict[tuple[Phrase, float], list[int]] = defaultdict(list)
    at = 0
    while at < len(words):
        for length in range(min(known.longest, len(words) - at), 0, -1):
            if (phrase := tuple(words[at : at + length])) in known.cues:
                found[phrase, 1.0].append(at)
                at += length
                break
        else:
            for cue in _ends(words[at], known) if language in COMPOUNDING else ():
                found[(cue,), PART].append(at)
            at += 1
    return [(phrase, part, places[0], len(places)) for (phrase, part), places in found.items()]


def _ends(word: str, known: Lexicon) -> list[str]:
    """The longest cue that a word begins with, and the longest that it ends with."""
    heads = [cue for cue in known.inside if word.startswith(cue)]
    tails = [cue for cue in known.inside if word.endswith(cue)]
    return list(dict.fromkeys(max(some, key=len) for some in (heads, tails) if some))

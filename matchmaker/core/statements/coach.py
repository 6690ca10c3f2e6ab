"""The writing coach: what would make an offer or a need clearer. Pure; it keeps nobody from saving.

It reads one text and names at most two things, the gravest first. What counts as a word that says something
is the engine's own reading (`core.text`), less a list of words that stand in any offer, less what many of the
texts in the network say (`everyday`, from the engine's own document frequencies).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from matchmaker.core.languages import guess_language
from matchmaker.core.statements.coachphrases import PHRASES
from matchmaker.core.statements.coachwords import WORDS
from matchmaker.core.text import WORD, fold, term_of, terms

MOST = 2
"""So many hints at once: more are read by nobody."""

LONGEST_WORDS = 60
FEWEST_TERMS = 2
"""With fewer words that say something nobody knows what it is about; one is enough where it says how much."""

TELLING_TERMS = 5
"""With so many of them the turn of phrase of a slogan does no harm."""

FEWEST_CAPITALS, SHARE_OF_CAPITALS = 12, 0.7
FEWEST_DIGITS = 7
"""A telephone number has so many digits."""

LONG_ENDING = 5
"""From this length on the word for people may end a longer one: "Busfahrerinnen"."""


class Hint(StrEnum):
    """What to mend; in the order in which they are named."""

    PRIVATE = "private"
    """It holds a telephone number, a mail address or a street with a number."""
    SHOUTED = "shouted"
    """It is all in capitals."""
    SLOGAN = "slogan"
    """It could stand on a poster, and says nothing that one can offer or need."""
    VAGUE = "vague"
    """It names no thing and no work."""
    LONG = "long"
    """It has over 60 words; `Advice.sentence` is the one that says least."""
    WHOM = "whom"
    """It does not say for whom."""
    WHERE = "where"
    """It says neither where nor when nor how much."""


@dataclass(frozen=True, slots=True)
class Advice:
    """One hint; `sentence` is the part of the text that it is about, where there is one."""

    hint: Hint
    sentence: str = ""


def nothing_everyday(_term: str) -> bool:
    """Where no network is known, no word stands in many texts."""
    return False


def advise(
    text: str, language: str = "", *, everyday: Callable[[str], bool] = nothing_everyday
) -> tuple[Advice, ...]:
    """At most two hints for a text; none where it is clear, or empty.

    `everyday` says of a term whether many texts of the network hold it. In a language of which the coach has
    no words it only looks for what needs none.
    """
    text = text.strip()
    if not text:
        return ()
    spoken = language if language in WORDS else guess_language(text)
    found = [Advice(Hint.PRIVATE)] if holds_private(text, spoken) else []
    found += [Advice(Hint.SHOUTED)] if is_shouted(text) else []
    if spoken not in WORDS:
        found += [Advice(Hint.LONG)] if len(text.split()) > LONGEST_WORDS else []
    elif not is_shouted(text):
        found += _of_words(text, spoken, everyday)
    return tuple(found[:MOST])


def holds_private(text: str, language: str) -> bool:
    """Whether it holds a telephone number, a mail address, or a street with a number."""
    if _MAIL.search(text) or (language in PHRASES and PHRASES[language].street.search(text)):
        return True
    numbers = (re.sub(r"\D", "", match.group()) for match in _PHONE.finditer(_DATE.sub(" ", text)))
    return any(len(digits) >= FEWEST_DIGITS for digits in numbers)


def is_shouted(text: str) -> bool:
    """Whether most of it is in capitals, and it is more than a name."""
    letters = [sign for sign in text if sign.isalpha()]
    capitals = sum(sign.isupper() for sign in letters)
    enough = len(letters) >= FEWEST_CAPITALS and len(text.split()) > 1
    return enough and capitals >= SHARE_OF_CAPITALS * len(letters)


def telling_terms(text: str, language: str, everyday: Callable[[str], bool] = nothing_everyday) -> list[str]:
    """The terms that say what it is about, each once, in their order."""
    known = _everyday_terms(language)
    return [term for term in dict.fromkeys(terms(text, language)) if term not in known and not everyday(term)]


def _of_words(text: str, language: str, everyday: Callable[[str], bool]) -> list[Advice]:
    telling = telling_terms(text, language, everyday)
    measured = _says_how_much(text, language)
    found = []
    if _is_slogan(text, language, telling, measured):
        found.append(Advice(Hint.SLOGAN))
    elif len(telling) < FEWEST_TERMS - measured:
        found.append(Advice(Hint.VAGUE))
    if len(text.split()) > LONGEST_WORDS:
        found.append(Advice(Hint.LONG, _least_telling(text, language, everyday)))
    if not _says_for_whom(text, language):
        found.append(Advice(Hint.WHOM))
    if not measured:
        found.append(Advice(Hint.WHERE))
    return found


def _is_slogan(text: str, language: str, telling: list[str], measured: bool) -> bool:
    if measured or len(telling) >= TELLING_TERMS:
        return False
    return bool(PHRASES[language].slogans.search(text)) or text.rstrip().endswith("!")


def _says_for_whom(text: str, language: str) -> bool:
    people = WORDS[language].people
    words = _words(text)
    if PHRASES[language].people.search(text) or any(word in people for word in words):
        return True
    # German writes long words as one; elsewhere an ending is a chance.
    endings = tuple(word for word in people if len(word) >= LONG_ENDING) if language == "de" else ()
    return bool(endings) and any(word.endswith(endings) for word in words)


def _says_how_much(text: str, language: str) -> bool:
    if any(sign.isdigit() for sign in text) or PHRASES[language].measures.search(text):
        return True
    return not WORDS[language].measures.isdisjoint(_words(text))


def _least_telling(text: str, language: str, everyday: Callable[[str], bool]) -> str:
    """The sentence that could go: after the first, the one that says least for its length."""
    sentences = [part.strip() for part in _END.split(text) if part.strip()]

    def worth(sentence: str) -> float:
        # Where, when and how much is worth as much as two words that say what it is about.
        facts = len(telling_terms(sentence, language, everyday)) + 2 * _says_how_much(sentence, language)
        return facts / len(sentence.split())

    return min(sentences[1:], key=worth, default="")


def _words(text: str) -> list[str]:
    return [word.lower() for word in WORD.findall(text)]


def _everyday_terms(language: str) -> frozenset[str]:
    if language not in _EVERYDAY:
        words = WORDS[language].everyday
        _EVERYDAY[language] = frozenset(term_of(word, language) for word in words) | {
            fold(one) for one in words
        }
    return _EVERYDAY[language]


_EVERYDAY: dict[str, frozenset[str]] = {}
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w{2,}")
_DATE = re.compile(r"\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b")
_PHONE = re.compile(r"(?<![\w.,€£])(?:\+\s?\d|00\d|0\d|\(0)[\d\s().\-/–]{4,}\d")
_END = re.compile(r"(?<=[.!?;:])\s+")

"""What people are asked, in which words: each text has a version, and a new version is asked anew.

The day of the version is part of the row that keeps an answer. Who changes a text gives it the day of the
change; a test keeps the words of each version, so that none is changed under the same name.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from matchmaker.core.words import N_


class Asked(StrEnum):
    """What somebody is told or asked."""

    NOTICE = "notice"
    """What we keep and why: read, not agreed to."""
    STATISTICS = "statistics"
    """Whether what they say about suggestions may count when we learn."""
    NEWS = "news"
    """Whether we may write about what is new here."""
    SUGGESTED = "suggested"
    """Whether a profile may be suggested to others; the answer of a profile, not of a person."""


@dataclass(frozen=True, slots=True)
class Text:
    """One text in its present version; `effect` says what happens when it is taken back."""

    version: str
    title: str
    words: str
    effect: str = ""


TEXTS: dict[Asked, Text] = {
    Asked.NOTICE: Text(
        "2026-11-28",
        N_("What we keep about you"),
        N_("The page “Your data” says what we keep, why, who sees it and for how long. You need not agree:"
           " this much is needed so that the site works. Please read it once."),
    ),
    Asked.STATISTICS: Text(
        "2026-11-28",
        N_("Learn from my judgements"),
        N_("When I save or hide a suggestion, this may count when the site learns what a good suggestion is"
           " for everybody. Only sums are kept of it."),
        N_("From the next night on, nothing is learnt from what you said about suggestions."),
    ),
    Asked.NEWS: Text(
        "2026-11-28",
        N_("News about this site"),
        N_("The people who run this site may write to me now and then about what is new here."),
        N_("From now on you are not on the list of those who get news."),
    ),
    Asked.SUGGESTED: Text(
        "2026-11-28",
        N_("Suggest this profile to others"),
        N_("Others see this profile among their suggestions, with the reasons why it fits."),
        N_("From now on this profile is suggested to nobody and can be introduced to nobody new, and we do"
           " not learn from its partnerships. Everybody can still find it by its name."),
    ),
}  # fmt: skip

OF_A_PERSON = (Asked.STATISTICS, Asked.NEWS)
"""What a person may agree to; a box that is empty at first."""

"""Evidence: without any nobody is suggested, and only with clear evidence is a match strong."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from matchmaker.core.reader import FloatArray
from matchmaker.core.signals import Asked, Reading
from matchmaker.core.signals.pool import BoolArray

EVIDENCE = 0.08
"""The evidence floor for texts: a smaller cosine is a few stray words in common."""

ENOUGH_THEMES, ENOUGH_FOR_NEED = 3, 2
"""So many themes in common, with a kind of help that fits, are evidence without any words.

A need names fewer themes than a whole profile, so fewer are enough for it.
"""

ENOUGH_PARTNERS = 0.5
"""So high must Adamic-Adar be to be evidence alone: one partner with up to seven ties, or several busier."""

COMPANY_SHARE = 1.5
"""The texts of partners are long, so stray words are more: they need a cosine higher by half."""

WALKS = 3.0
"""Who is come across so many times as often as by chance has been near to what is looked for before."""

NEARER = 1.5
"""Similar work is clear evidence only where it is so much stronger than a need that meets an offer."""


def evident(asked: Asked, readings: Mapping[str, Reading], least: float = EVIDENCE) -> BoolArray:
    """For whom there is evidence: words, fitting themes, common partners, the company kept, or past deeds."""
    found = _in_words(asked, readings, least) | _in_themes(asked, readings)
    return found | (_in_deeds(asked, readings) if asked.focused else _in_network(asked, readings, least))


def clearness(readings: Mapping[str, Reading], size: int) -> FloatArray:
    """How clear the evidence is: the better direction of exchange, or similar work that outweighs it."""
    found = np.zeros(size)
    if exchange := readings.get("exchange"):
        found = np.maximum(exchange.detail["forward"], exchange.detail["backward"])
    if subject := readings.get("subject"):
        found = np.maximum(found, subject.values / NEARER)
    return found


def _in_words(asked: Asked, readings: Mapping[str, Reading], least: float) -> BoolArray:
    found = np.zeros(len(asked.pool), bool)
    if exchange := readings.get("exchange"):
        forward, backward = exchange.detail["forward"], exchange.detail["backward"]
        found |= (forward if asked.focused else np.maximum(forward, backward)) >= least
    if (subject := readings.get("subject")) and not asked.focused:
        found |= subject.values >= least
    return found


def _in_themes(asked: Asked, readings: Mapping[str, Reading]) -> BoolArray:
    themes = readings.get("themes")
    if themes is None:
        return np.zeros(len(asked.pool), bool)
    fits = themes.detail["gives"] + (0.0 if asked.focused else themes.detail["takes"])
    enough = ENOUGH_FOR_NEED if asked.focused else ENOUGH_THEMES
    return np.asarray((themes.detail["common"] >= enough) & (fits > 0), bool)


def _in_network(asked: Asked, readings: Mapping[str, Reading], least: float) -> BoolArray:
    found = np.zeros(len(asked.pool), bool)
    if partners := readings.get("partners"):
        found |= partners.detail["rarity"] >= ENOUGH_PARTNERS
    if mine := readings.get("my_partners"):
        found |= mine.values >= COMPANY_SHARE * least
    if closeness := readings.get("closeness"):
        found |= closeness.detail["rank"] * len(asked.whole) >= WALKS
    return found


def _in_deeds(asked: Asked, readings: Mapping[str, Reading]) -> BoolArray:
    """Who did something like it, or works with those who did; told by activities alone."""
    done = readings.get("done")
    if done is None or not asked.whole.record.activities:
        return np.zeros(len(asked.pool), bool)
    return np.asarray(done.detail["rank"] * len(asked.whole) >= WALKS, bool)

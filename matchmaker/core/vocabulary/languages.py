"""Languages that a profile may name, as ISO 639-1 codes; their names come from the door."""

from __future__ import annotations

EU_LANGUAGES = (
    *("bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr"),
    *("hu", "it", "lt", "lv", "mt", "nl", "pl", "pt", "ro", "sk", "sl", "sv"),
)
"""The 24 official languages of the European Union."""

OTHER_LANGUAGES = (
    *("ar", "be", "bs", "ca", "cy", "eu", "fa", "fy", "gd", "gl", "hy", "is", "ka", "ku"),
    *("lb", "mk", "no", "ru", "se", "so", "sq", "sr", "ti", "tr", "uk", "ur", "vi", "zh"),
)
"""Languages of neighbours, of regions, and those that many people in our towns brought with them."""

LANGUAGES = EU_LANGUAGES + OTHER_LANGUAGES

"""The directory: find stakeholders by words and facets, with the counts beside each choice.

Every word typed must be found; the last may be unfinished. Accents and case make no difference, and a word
in the name weighs more than one in the texts. Read `directory` first.
"""

from matchmaker.core.directory.choices import PER_PAGE, Counts, Has, Page, prefix_rule
from matchmaker.core.directory.directory import MOST_NAMED, Directory
from matchmaker.core.directory.reading import NAME_WEIGHT, region_code

__all__ = [
    "MOST_NAMED",
    "NAME_WEIGHT",
    "PER_PAGE",
    "Counts",
    "Directory",
    "Has",
    "Page",
    "prefix_rule",
    "region_code",
]

"""The ecosystem of a region: surveyed by a job, read by pages."""

from matchmaker.services.ecosystem.changes import Changes, Happening, list_changes
from matchmaker.services.ecosystem.comparing import Compared, Comparison, find_comparison, list_compared
from matchmaker.services.ecosystem.lacking import Gap, Gaps, Match, Told, read_gaps
from matchmaker.services.ecosystem.reading import (
    RegionReport,
    find_region_survey,
    find_survey,
    list_past_figures,
)
from matchmaker.services.ecosystem.standing import Standing, get_standing, list_inhabited
from matchmaker.services.ecosystem.surveying import (
    PARTS,
    Taken,
    ask_for_survey,
    find_asked,
    keep_survey,
    look,
    take_survey,
)

__all__ = [
    "PARTS",
    "Changes",
    "Compared",
    "Comparison",
    "Gap",
    "Gaps",
    "Happening",
    "Match",
    "RegionReport",
    "Standing",
    "Taken",
    "Told",
    "ask_for_survey",
    "find_asked",
    "find_comparison",
    "find_region_survey",
    "find_survey",
    "get_standing",
    "keep_survey",
    "list_changes",
    "list_compared",
    "list_inhabited",
    "list_past_figures",
    "look",
    "read_gaps",
    "take_survey",
]

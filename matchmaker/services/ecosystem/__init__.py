"""The ecosystem of a region: surveyed by a job, read by pages."""

from matchmaker.services.ecosystem.reading import (
    Past,
    RegionReport,
    find_region_survey,
    find_survey,
    list_past_figures,
    list_surveyed,
)
from matchmaker.services.ecosystem.surveying import (
    PARTS,
    Taken,
    ask_for_survey,
    keep_survey,
    look,
    queue_survey,
    take_survey,
)
from matchmaker.services.ecosystem.timing import Growth, get_growth, list_made_ties

__all__ = [
    "PARTS",
    "Growth",
    "Past",
    "RegionReport",
    "Taken",
    "ask_for_survey",
    "find_region_survey",
    "find_survey",
    "get_growth",
    "keep_survey",
    "list_made_ties",
    "list_past_figures",
    "list_surveyed",
    "look",
    "queue_survey",
    "take_survey",
]

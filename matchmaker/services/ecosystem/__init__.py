"""The ecosystem of a region: surveyed by a job, read by pages."""

from matchmaker.services.ecosystem.reading import (
    Past,
    RegionReport,
    find_region_survey,
    find_survey,
    list_past_figures,
    list_surveyed,
)
from matchmaker.services.ecosystem.readings import Reading, Readings, find_readings
from matchmaker.services.ecosystem.roles import Bridge, Broker, Missing, Roles, find_roles
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
    "Bridge",
    "Broker",
    "Growth",
    "Missing",
    "Past",
    "Reading",
    "Readings",
    "RegionReport",
    "Roles",
    "Taken",
    "ask_for_survey",
    "find_readings",
    "find_region_survey",
    "find_roles",
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

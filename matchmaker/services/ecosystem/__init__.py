"""The ecosystem of a region: surveyed by a job, read by pages."""

from matchmaker.services.ecosystem.graphs import Graph, RegionNetwork, get_graph, get_region_network
from matchmaker.services.ecosystem.linking import Way, find_named, find_ways, list_named
from matchmaker.services.ecosystem.reading import (
    RegionReport,
    find_region_survey,
    find_survey,
    list_past_figures,
)
from matchmaker.services.ecosystem.surveying import (
    PARTS,
    Taken,
    ask_for_survey,
    keep_survey,
    look,
    take_survey,
)

__all__ = [
    "PARTS",
    "Graph",
    "RegionNetwork",
    "RegionReport",
    "Taken",
    "Way",
    "ask_for_survey",
    "find_named",
    "find_region_survey",
    "find_survey",
    "find_ways",
    "get_graph",
    "get_region_network",
    "keep_survey",
    "list_named",
    "list_past_figures",
    "look",
    "take_survey",
]

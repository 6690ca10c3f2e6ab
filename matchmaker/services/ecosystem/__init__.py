"""The ecosystem of a region: surveyed by a job, read by pages."""

from matchmaker.services.ecosystem.exporting import export_network, export_picture
from matchmaker.services.ecosystem.graphs import Graph, RegionNetwork, get_graph, get_region_network
from matchmaker.services.ecosystem.groups import find_groups
from matchmaker.services.ecosystem.linking import Way, find_named, find_ways, list_named
from matchmaker.services.ecosystem.listing import TwinPage, list_network, page_among, page_of
from matchmaker.services.ecosystem.picturing import Namer, Picture, Sight, find_picture, picture_of, see
from matchmaker.services.ecosystem.reading import (
    RegionReport,
    find_region_survey,
    find_survey,
    list_past_figures,
)
from matchmaker.services.ecosystem.seen import Seen, get_seen
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
    "Namer",
    "Picture",
    "RegionNetwork",
    "RegionReport",
    "Seen",
    "Sight",
    "Taken",
    "TwinPage",
    "Way",
    "ask_for_survey",
    "export_network",
    "export_picture",
    "find_groups",
    "find_named",
    "find_picture",
    "find_region_survey",
    "find_survey",
    "find_ways",
    "get_graph",
    "get_region_network",
    "get_seen",
    "keep_survey",
    "list_named",
    "list_network",
    "list_past_figures",
    "look",
    "page_among",
    "page_of",
    "picture_of",
    "see",
    "take_survey",
]

"""The ecosystem of a region: surveyed by a job, read by pages."""

from matchmaker.services.ecosystem.blocks import load_blocks
from matchmaker.services.ecosystem.changes import Changes, Happening, list_changes
from matchmaker.services.ecosystem.comparing import Compared, Comparison, find_comparison, list_compared
from matchmaker.services.ecosystem.exporting import export_network, export_picture
from matchmaker.services.ecosystem.graphs import Graph, RegionNetwork, get_graph, get_region_network
from matchmaker.services.ecosystem.groups import find_groups
from matchmaker.services.ecosystem.lacking import Gap, Gaps, Match, Told, read_gaps
from matchmaker.services.ecosystem.linking import Way, find_named, find_ways, list_named
from matchmaker.services.ecosystem.listing import TwinPage, page_among
from matchmaker.services.ecosystem.picturing import Namer, Picture, Sight, find_picture, picture_of, see
from matchmaker.services.ecosystem.reading import (
    Past,
    RegionReport,
    find_earlier,
    find_region_survey,
    find_survey,
    list_past_figures,
    list_surveyed,
)
from matchmaker.services.ecosystem.readings import Reading, Readings, find_band, find_readings
from matchmaker.services.ecosystem.roles import Bridge, Broker, Missing, Roles, find_roles
from matchmaker.services.ecosystem.seen import Seen, get_seen
from matchmaker.services.ecosystem.standing import Standing, get_standing, list_inhabited
from matchmaker.services.ecosystem.surveying import (
    PARTS,
    Taken,
    ask_for_survey,
    find_asked,
    keep_survey,
    look,
    queue_survey,
    take_survey,
)
from matchmaker.services.ecosystem.timing import Growth, count_made_ties, get_growth, list_made_ties

__all__ = [
    "PARTS",
    "Bridge",
    "Broker",
    "Changes",
    "Compared",
    "Comparison",
    "Gap",
    "Gaps",
    "Graph",
    "Growth",
    "Happening",
    "Match",
    "Missing",
    "Namer",
    "Past",
    "Picture",
    "Reading",
    "Readings",
    "RegionNetwork",
    "RegionReport",
    "Roles",
    "Seen",
    "Sight",
    "Standing",
    "Taken",
    "Told",
    "TwinPage",
    "Way",
    "ask_for_survey",
    "count_made_ties",
    "export_network",
    "export_picture",
    "find_asked",
    "find_band",
    "find_comparison",
    "find_earlier",
    "find_groups",
    "find_named",
    "find_picture",
    "find_readings",
    "find_region_survey",
    "find_roles",
    "find_survey",
    "find_ways",
    "get_graph",
    "get_growth",
    "get_region_network",
    "get_seen",
    "get_standing",
    "keep_survey",
    "list_changes",
    "list_compared",
    "list_inhabited",
    "list_made_ties",
    "list_named",
    "list_past_figures",
    "list_surveyed",
    "load_blocks",
    "look",
    "page_among",
    "picture_of",
    "queue_survey",
    "read_gaps",
    "see",
    "take_survey",
]

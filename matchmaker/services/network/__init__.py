"""The live network: what all readers of one process share, brought up to date before each answer."""

from matchmaker.services.network.building import Part, build_due, forget_older, is_large, list_parts
from matchmaker.services.network.disclosure import Disclosure, Learning, get_disclosure
from matchmaker.services.network.drawing import find_drawing
from matchmaker.services.network.index import LARGE, drop_index
from matchmaker.services.network.learning import (
    FEWEST_EXAMPLES,
    Lesson,
    Past,
    learn_from,
    learn_weights,
    read_past,
)
from matchmaker.services.network.live import (
    LiveNetwork,
    look_again,
    look_back,
    read_as,
    reader_in,
    snapshot,
    warm,
)
from matchmaker.services.network.loading import (
    Weights,
    find_revision,
    load_links,
    load_weights,
    read_revision,
)
from matchmaker.services.network.reading import Moved, read_some
from matchmaker.services.network.shared import PERIOD_DAYS, Shared, exposure_counts, load_shared, shown_lately
from matchmaker.services.network.sharing import FEWEST_SHARED, MOST_SHARED, keep_attention, share_out
from matchmaker.services.network.snapshots import Snapshot

__all__ = [
    "FEWEST_EXAMPLES",
    "FEWEST_SHARED",
    "LARGE",
    "MOST_SHARED",
    "PERIOD_DAYS",
    "Disclosure",
    "Learning",
    "Lesson",
    "LiveNetwork",
    "Moved",
    "Part",
    "Past",
    "Shared",
    "Snapshot",
    "Weights",
    "build_due",
    "drop_index",
    "exposure_counts",
    "find_drawing",
    "find_revision",
    "forget_older",
    "get_disclosure",
    "is_large",
    "keep_attention",
    "learn_from",
    "learn_weights",
    "list_parts",
    "load_links",
    "load_shared",
    "load_weights",
    "look_again",
    "look_back",
    "read_as",
    "read_past",
    "read_revision",
    "read_some",
    "reader_in",
    "share_out",
    "shown_lately",
    "snapshot",
    "warm",
]

"""The live network: what all readers of one process share, brought up to date before each answer."""

from matchmaker.services.network.disclosure import Disclosure, Learning, get_disclosure
from matchmaker.services.network.drawing import find_drawing
from matchmaker.services.network.learning import (
    FEWEST_EXAMPLES,
    Lesson,
    Past,
    learn_from,
    learn_weights,
    read_past,
)
from matchmaker.services.network.live import LiveNetwork, Snapshot, snapshot, warm
from matchmaker.services.network.loading import Weights, find_revision, load_weights, read_revision

__all__ = [
    "FEWEST_EXAMPLES",
    "Disclosure",
    "Learning",
    "Lesson",
    "LiveNetwork",
    "Past",
    "Snapshot",
    "Weights",
    "find_drawing",
    "find_revision",
    "get_disclosure",
    "learn_from",
    "learn_weights",
    "load_weights",
    "read_past",
    "read_revision",
    "snapshot",
    "warm",
]

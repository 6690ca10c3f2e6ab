"""The live network: what all readers of one process share, brought up to date before each answer."""

from matchmaker.services.network.disclosure import Disclosure, get_disclosure
from matchmaker.services.network.drawing import find_drawing
from matchmaker.services.network.learning import Lesson, Past, learn_from, learn_weights, read_past
from matchmaker.services.network.live import LiveNetwork, Snapshot, snapshot, warm
from matchmaker.services.network.loading import find_revision, read_revision

__all__ = [
    "Disclosure",
    "Lesson",
    "LiveNetwork",
    "Past",
    "Snapshot",
    "find_drawing",
    "find_revision",
    "get_disclosure",
    "learn_from",
    "learn_weights",
    "read_past",
    "read_revision",
    "snapshot",
    "warm",
]

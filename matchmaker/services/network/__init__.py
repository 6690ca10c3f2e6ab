"""The live network: what all readers of one process share, brought up to date before each answer."""

from matchmaker.services.network.disclosure import Disclosure, get_disclosure
from matchmaker.services.network.drawing import find_drawing
from matchmaker.services.network.live import LiveNetwork, Snapshot, snapshot, warm
from matchmaker.services.network.loading import find_revision, read_revision

__all__ = [
    "Disclosure",
    "LiveNetwork",
    "Snapshot",
    "find_drawing",
    "find_revision",
    "get_disclosure",
    "read_revision",
    "snapshot",
    "warm",
]

"""The live network: what all readers of one process share, brought up to date before each answer."""

from matchmaker.services.network.drawing import find_drawing
from matchmaker.services.network.live import LiveNetwork, Snapshot, snapshot, warm
from matchmaker.services.network.loading import find_revision, read_revision

__all__ = ["LiveNetwork", "Snapshot", "find_drawing", "find_revision", "read_revision", "snapshot", "warm"]

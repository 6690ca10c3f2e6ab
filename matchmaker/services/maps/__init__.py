"""Maps: what they are drawn on, and the pictures of a region's parts, its stakeholders and its ties."""

from matchmaker.services.maps.crowding import CrowdDrawing, Marked, draw_crowd
from matchmaker.services.maps.ground import Ground, get_land
from matchmaker.services.maps.installing import (
    Installed,
    find_shapes,
    install_shapes,
    list_installed,
    remove_shapes,
)
from matchmaker.services.maps.parting import PartsDrawing, draw_parts
from matchmaker.services.maps.reaching import ReachDrawing, Sheet, draw_reach

__all__ = [
    "CrowdDrawing",
    "Ground",
    "Installed",
    "Marked",
    "PartsDrawing",
    "ReachDrawing",
    "Sheet",
    "draw_crowd",
    "draw_parts",
    "draw_reach",
    "find_shapes",
    "get_land",
    "install_shapes",
    "list_installed",
    "remove_shapes",
]

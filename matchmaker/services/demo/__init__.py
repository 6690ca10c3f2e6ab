"""The demo: four real regions with invented organisations, and three people to try."""

from matchmaker.services.demo.loading import Loaded, is_empty, load

__all__ = ["Loaded", "is_empty", "load"]

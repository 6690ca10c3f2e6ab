"""The demo: four real regions with invented organisations, and three people to try."""

from matchmaker.services.demo.claims import tell_claims
from matchmaker.services.demo.loading import Loaded, is_empty, load
from matchmaker.services.demo.telling import tell_introductions

__all__ = ["Loaded", "is_empty", "load", "tell_claims", "tell_introductions"]

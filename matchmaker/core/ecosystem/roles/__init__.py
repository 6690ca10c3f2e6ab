"""Roles in the network of a region: who joins, who is alone, what holds it together, what is missing."""

from matchmaker.core.ecosystem.roles.alone import NEW_DAYS, Alone, alone_of
from matchmaker.core.ecosystem.roles.whole import roles_of

__all__ = ["NEW_DAYS", "Alone", "alone_of", "roles_of"]

"""The measures of a network: of the whole, and of each stakeholder in it."""

from matchmaker.core.ecosystem.measures.values import Figures, Measured
from matchmaker.core.ecosystem.measures.whole import measure

__all__ = ["Figures", "Measured", "measure"]

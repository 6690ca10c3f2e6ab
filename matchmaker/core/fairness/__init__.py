"""Fairness of attention: measures of how it is spread, and prices that spread it at the least loss."""

from matchmaker.core.fairness.bridging import bridged
from matchmaker.core.fairness.counts import coverage, floor_share, gini
from matchmaker.core.fairness.prices import Prices, prices

__all__ = ["Prices", "bridged", "coverage", "floor_share", "gini", "prices"]

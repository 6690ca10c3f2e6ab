"""A fitted network as arrays: written down once, opened by any number of processes in milliseconds.

Nothing that is as large as the network is held or copied by who opens it: arrays are mapped files, profiles
are read when they are shown, and words are known by their hashes.
"""

from __future__ import annotations

from matchmaker.core.kept.matching import Facts, arrays, facts, matcher
from matchmaker.core.kept.people import People

__all__ = ["Facts", "People", "arrays", "facts", "matcher"]

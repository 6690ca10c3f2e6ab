"""Fiches: dated reports about a region, kept as they were made."""

from matchmaker.services.fiches.making import find_newest, make_fiche
from matchmaker.services.fiches.reading import Read, get_fiche, list_fiches

__all__ = ["Read", "find_newest", "get_fiche", "list_fiches", "make_fiche"]

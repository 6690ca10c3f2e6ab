"""Duplicates: which records may be one organisation, why, and what one record made of two would say."""

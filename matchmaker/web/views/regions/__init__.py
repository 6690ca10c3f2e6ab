"""The views of the pages of regions, one file for each part of a page."""

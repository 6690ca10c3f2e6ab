"""Spreadsheets as files: CSV in any usual encoding and separator, XLSX; all else is refused with advice."""

from matchmaker.store.sheets.limits import Limits
from matchmaker.store.sheets.read import read_sheet, read_sheet_bytes

__all__ = ["Limits", "read_sheet", "read_sheet_bytes"]

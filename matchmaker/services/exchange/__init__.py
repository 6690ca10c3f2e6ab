"""Bringing spreadsheets in, taking them back, and giving records out."""

from matchmaker.services.exchange.choices import decide, map_columns
from matchmaker.services.exchange.exporting import export_csv, export_xlsx
from matchmaker.services.exchange.files import (
    FIELDS_OF,
    FOLDER,
    STAKEHOLDERS,
    TIES,
    Store,
    Table,
    mapping_of,
    parts_of,
    read_table,
    store_of,
    stored_name,
)
from matchmaker.services.exchange.forgetting import drop_uploads, list_old
from matchmaker.services.exchange.planning import Order, Prepared, prepare
from matchmaker.services.exchange.previews import finish_look, prepare_look
from matchmaker.services.exchange.reading import (
    RowsPage,
    find_progress,
    list_all_rows,
    list_imports,
    list_kept,
    list_makers,
    list_rows,
)
from matchmaker.services.exchange.remarks import from_json
from matchmaker.services.exchange.running import (
    finish_import,
    import_tables,
    prepare_import,
    start_import,
)
from matchmaker.services.exchange.undoing import finish_undo, start_undo, undo_import
from matchmaker.services.exchange.uploads import drop_import, get_import, upload

__all__ = [
    "FIELDS_OF",
    "FOLDER",
    "STAKEHOLDERS",
    "TIES",
    "Order",
    "Prepared",
    "RowsPage",
    "Store",
    "Table",
    "decide",
    "drop_import",
    "drop_uploads",
    "export_csv",
    "export_xlsx",
    "find_progress",
    "finish_import",
    "finish_look",
    "finish_undo",
    "from_json",
    "get_import",
    "import_tables",
    "list_all_rows",
    "list_imports",
    "list_kept",
    "list_makers",
    "list_old",
    "list_rows",
    "map_columns",
    "mapping_of",
    "parts_of",
    "prepare",
    "prepare_import",
    "prepare_look",
    "read_table",
    "start_import",
    "start_undo",
    "store_of",
    "stored_name",
    "undo_import",
    "upload",
]

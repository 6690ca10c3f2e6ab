"""What a row changes in a record: the first to say something wins, later ones fill what is blank.

Three texts are weighed: what the record says, what the row says, and what the same row said when it was last
imported ("seen"). A field changes only where the row has changed and nobody has edited the record since.
"""

from __future__ import annotations

from matchmaker.core.imports.draft import PLACE, STATEMENTS, Value, Values, is_blank
from matchmaker.core.names import fold

PLAIN = (
    "name",
    "kind",
    "about",
    "website",
    "email",
    "themes",
    "languages",
    "register_number",
    "legal_form",
    "people",
    "founded",
)
"""Fields that change one by one. Places change together; offers and needs grow, their kinds with them."""

Changes = dict[str, tuple[Value, Value]]


def changes_of(record: Values, row: Values, seen: Values | None) -> Changes:
    """Field → (before, after) for all that this row changes in the record.

    `seen` is None for a row that this record has never met: it only fills what is blank. A blank cell
    never erases anything.
    """
    changes: Changes = {}
    for key in PLAIN:
        before, after = record.get(key), row.get(key)
        if not is_blank(after) and before != after and _may(before, after, seen, key):
            changes[key] = (before, after)
    changes |= _moved(record, row, seen)
    for key in STATEMENTS:
        before = _texts(record.get(key))
        known = {fold(text) for text in (*before, *_texts((seen or {}).get(key)))}
        if added := [text for text in _texts(row.get(key)) if fold(text) not in known]:
            changes[key] = (before, before + added)
    return changes


def fill(first: Values, later: Values) -> Values:
    """The values of two rows that say the same id: the first's, its blanks filled from the later one."""
    return first | {key: after for key, (_, after) in changes_of(first, later, None).items()}


def _may(before: Value, after: Value, seen: Values | None, key: str) -> bool:
    if seen is None:
        return is_blank(before)
    said = seen.get(key)
    # Unchanged at the source: whatever the record says now, somebody wanted it so.
    return after != said and (is_blank(before) or before == said)


def _moved(record: Values, row: Values, seen: Values | None) -> Changes:
    """The fields of the place, all or none: a town of one row beside the country of another is nowhere."""
    here, there = _place(record), _place(row)
    if here == there or not any(not is_blank(value) for value in there):
        return {}
    if seen is not None:
        may = there != _place(seen) and here in (_place(seen), _place({}))
    else:
        may = all(is_blank(old) or old == new for old, new in zip(here, there, strict=True))
    if not may:
        return {}
    return {key: (old, new) for key, old, new in zip(PLACE, here, there, strict=True) if old != new}


def _place(values: Values) -> tuple[Value, ...]:
    return tuple(None if is_blank(value := values.get(key)) else value for key in PLACE)


def _texts(value: Value) -> list[str]:
    return list(value) if isinstance(value, list) else []

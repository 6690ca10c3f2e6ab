"""What a person decides between upload and import: what each column means, and which rows are the same."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.imports.plan import INTO_ROW, NEW, SKIP
from matchmaker.core.words import N_
from matchmaker.errors import Conflict, Invalid
from matchmaker.models import Import
from matchmaker.models.imports import ImportState
from matchmaker.services.exchange.files import STAKEHOLDERS, Store, mapped, read_table, save_mapping
from matchmaker.services.exchange.previews import look
from matchmaker.services.exchange.uploads import get_import

RECORD_OR_ROW = re.compile(rf"s-[0-9a-z-]{{1,40}}|{INTO_ROW}[0-9]{{1,9}}")

OPEN = frozenset({ImportState.UPLOADED, ImportState.REFUSED, ImportState.LOOKING})


def map_columns(
    session: Session,
    actor: Actor,
    import_id: str,
    part: str,
    columns: Mapping[str, str],
    *,
    store: Store,
    now: datetime,
) -> Import:
    """Say which column feeds which field; remembered for the next file with these headings.

    Raises:
        Conflict: the import has been started.
        Invalid: a field does not exist, or one that takes a single column got two.
    """
    made = _open(session, actor, import_id)
    sheet = store.sheets(made)[part]
    document = {"version": 1, "columns": dict(columns)}
    mapping = mapped(part, sheet.headers, document)
    if part == STAKEHOLDERS:
        made.mapping = mapping.to_json()
    else:
        made.ties_mapping = mapping.to_json()
    save_mapping(session, actor, read_table(session, part, sheet, mapping.to_json()), now=now)
    look(session, actor, made, store, now=now)
    return made


def decide(
    session: Session,
    actor: Actor,
    import_id: str,
    decisions: Mapping[int, str],
    *,
    store: Store,
    now: datetime,
) -> Import:
    """Say of rows that may be the same as others what they are: new, left out, or merged into one.

    Raises:
        Conflict: the import has been started.
        Invalid: a decision is none of these.
    """
    made = _open(session, actor, import_id)
    for to in decisions.values():
        if to not in {NEW, SKIP} and not RECORD_OR_ROW.fullmatch(to):
            raise Invalid(N_("Choose one of the answers for each row."))
    made.decisions = made.decisions | {str(number): to for number, to in decisions.items()}
    look(session, actor, made, store, now=now)
    return made


def _open(session: Session, actor: Actor, import_id: str) -> Import:
    made = get_import(session, actor, import_id, lock=True)
    if made.state not in OPEN:
        raise Conflict(N_("This import has been started already. Look at its report."))
    return made

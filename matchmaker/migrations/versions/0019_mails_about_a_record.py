"""Five kinds of mail about a record: claims, where its data comes from, reports, declarations, merges.

Revision ID: 0019
Revises: 0018
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0019'
down_revision = '0018'
branch_labels = None
depends_on = None

TABLES = ('mails', 'notification_preferences', 'unsubscriptions')
OLD = ('asked', 'reminder', 'introduced', 'declined', 'waits', 'meeting', 'outcome', 'follow_up', 'ended', 'partners', 'message', 'invited', 'returned', 'digest', 'register', 'reset', 'address', 'security', 'role', 'acting', 'confirm', 'expiring')
NEW = ('claim', 'origin', 'report', 'declaration', 'merged')


def upgrade() -> None:
    _allow(OLD + NEW)


def downgrade() -> None:
    for table in TABLES:
        op.execute(sa.text(f"DELETE FROM {table} WHERE kind IN {NEW}"))
    _allow(OLD)


def _allow(kinds: tuple[str, ...]) -> None:
    """Let the tables hold mails of these kinds."""
    for table in TABLES:
        name = f'ck_{table}_mailkind'
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_constraint(batch_op.f(name), type_='check')
            batch_op.create_check_constraint(batch_op.f(name), f"kind IN {kinds}")

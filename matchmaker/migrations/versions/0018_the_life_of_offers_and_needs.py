"""When its people were asked about an offer or a need, who answered it, and the mail that asks.

Revision ID: 0018
Revises: 0010
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0018'
down_revision = '0017'
branch_labels = None
depends_on = None

STATEMENTS = ('needs', 'offers')
TABLES = ('mails', 'notification_preferences', 'unsubscriptions')
OLD = ('asked', 'reminder', 'introduced', 'declined', 'waits', 'meeting', 'outcome', 'follow_up', 'ended', 'partners', 'message', 'invited', 'returned', 'digest', 'register', 'reset', 'address', 'security', 'role', 'acting', 'confirm')
NEW = ('expiring',)


def upgrade() -> None:
    for table in STATEMENTS:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column('asked_on', sa.Date(), nullable=True))
            batch_op.add_column(sa.Column('met_by_id', sa.String(length=20), nullable=True))
            batch_op.create_index(batch_op.f(f'ix_{table}_met_by_id'), ['met_by_id'], unique=False)
            batch_op.create_foreign_key(batch_op.f(f'fk_{table}_met_by_id_stakeholders'), 'stakeholders', ['met_by_id'], ['id'], ondelete='SET NULL')
    _allow(OLD + NEW)


def downgrade() -> None:
    for table in TABLES:
        op.execute(sa.text(f"DELETE FROM {table} WHERE kind = 'expiring'"))
    _allow(OLD)
    for table in STATEMENTS:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_constraint(batch_op.f(f'fk_{table}_met_by_id_stakeholders'), type_='foreignkey')
            batch_op.drop_index(batch_op.f(f'ix_{table}_met_by_id'))
            batch_op.drop_column('met_by_id')
            batch_op.drop_column('asked_on')


def _allow(kinds: tuple[str, ...]) -> None:
    """Let the tables hold mails of these kinds."""
    for table in TABLES:
        name = f'ck_{table}_mailkind'
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_constraint(batch_op.f(name), type_='check')
            batch_op.create_check_constraint(batch_op.f(name), f"kind IN {kinds}")

"""How somebody knows what they write, when people were asked whether a profile is still true, and the mail.

Revision ID: 0014
Revises: 0010
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None

TABLES = ('mails', 'notification_preferences', 'unsubscriptions')
OLD = ('asked', 'reminder', 'introduced', 'declined', 'waits', 'meeting', 'outcome', 'follow_up', 'ended', 'partners', 'message', 'invited', 'returned', 'digest', 'register', 'reset', 'address', 'security', 'role', 'acting')
NEW = ('confirm',)


def upgrade() -> None:
    op.add_column('changes', sa.Column('evidence', sa.String(), nullable=False, server_default=''))
    op.add_column('stakeholders', sa.Column('asked_on', sa.Date(), nullable=True))
    _allow(OLD + NEW)


def downgrade() -> None:
    for table in TABLES:
        op.execute(f"DELETE FROM {table} WHERE kind = '{NEW[0]}'")
    _allow(OLD)
    op.drop_column('stakeholders', 'asked_on')
    op.drop_column('changes', 'evidence')


def _allow(kinds: tuple[str, ...]) -> None:
    """Let the tables hold mails of these kinds."""
    for table in TABLES:
        name = f'ck_{table}_mailkind'
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_constraint(batch_op.f(name), type_='check')
            batch_op.create_check_constraint(batch_op.f(name), f"kind IN {kinds}")

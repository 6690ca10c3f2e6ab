"""Each offer and each need has an audience of its own.

Revision ID: 0013
Revises: 0010
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None

TABLES = ('offers', 'needs')


def upgrade() -> None:
    for table in TABLES:
        words = sa.Enum('ourselves', 'matched', 'members', 'public', name='audience', native_enum=False, length=32)
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column('audience', words, server_default='public', nullable=False))
            batch_op.create_check_constraint(
                batch_op.f(f'ck_{table}_audience'), "audience IN ('ourselves', 'matched', 'members', 'public')"
            )


def downgrade() -> None:
    for table in TABLES:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_constraint(batch_op.f(f'ck_{table}_audience'), type_='check')
            batch_op.drop_column('audience')

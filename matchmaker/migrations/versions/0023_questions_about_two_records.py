"""Questions to the owners of two records whether they may be made one, and to who met a need: partners?

Revision ID: 0023
Revises: 0022
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0023'
down_revision = '0022'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('merge_requests',
    sa.Column('id', sa.String(length=20), nullable=False),
    sa.Column('pair_id', sa.String(length=20), nullable=False),
    sa.Column('a_id', sa.String(length=20), nullable=False),
    sa.Column('b_id', sa.String(length=20), nullable=False),
    sa.Column('keep_id', sa.String(length=20), nullable=False),
    sa.Column('choice', sa.JSON(), nullable=False),
    sa.Column('state', sa.Enum('open', 'agreed', 'refused', 'withdrawn', name='requeststate', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('asked_by', sa.String(length=20), nullable=True),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('agreed_a_by', sa.String(length=20), nullable=True),
    sa.Column('agreed_b_by', sa.String(length=20), nullable=True),
    sa.Column('seen_a', sa.String(length=32), nullable=False),
    sa.Column('seen_b', sa.String(length=32), nullable=False),
    sa.Column('refused_by', sa.String(length=20), nullable=True),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_merge_requests'))
    )
    with op.batch_alter_table('merge_requests', schema=None) as batch_op:
        batch_op.create_index('uq_merge_requests_open', ['pair_id'], unique=True, sqlite_where=sa.text("state = 'open'"), postgresql_where=sa.text("state = 'open'"))
        batch_op.create_index(batch_op.f('ix_merge_requests_a_id'), ['a_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_merge_requests_b_id'), ['b_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_merge_requests_pair_id'), ['pair_id'], unique=False)

    for table in ('needs', 'offers'):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column('together', sa.Enum('asked', 'yes', 'no', name='together', native_enum=False, create_constraint=True, length=32), nullable=True))


def downgrade() -> None:
    for table in ('needs', 'offers'):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_constraint(batch_op.f(f'ck_{table}_together'), type_='check')
            batch_op.drop_column('together')
    op.drop_table('merge_requests')

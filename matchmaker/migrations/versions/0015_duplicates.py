"""Duplicates: pairs that may be the same, merges with what they did, and register numbers.

Revision ID: 0015
Revises: 0010
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('stakeholders', schema=None) as batch_op:
        batch_op.add_column(sa.Column('register_number', sa.String(length=64), server_default='', nullable=False))

    op.create_table('duplicate_pairs',
    sa.Column('id', sa.String(length=20), nullable=False),
    sa.Column('a_id', sa.String(length=20), nullable=False),
    sa.Column('b_id', sa.String(length=20), nullable=False),
    sa.Column('score', sa.Integer(), nullable=False),
    sa.Column('reasons', sa.JSON(), nullable=False),
    sa.Column('fingerprint', sa.String(length=32), nullable=False),
    sa.Column('state', sa.Enum('open', 'merged', 'different', name='pairstate', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('decided_by', sa.String(length=20), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('a_id < b_id', name=op.f('ck_duplicate_pairs_ordered')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_duplicate_pairs')),
    sa.UniqueConstraint('a_id', 'b_id', name=op.f('uq_duplicate_pairs_a_id_b_id'))
    )
    with op.batch_alter_table('duplicate_pairs', schema=None) as batch_op:
        batch_op.create_index('ix_duplicate_pairs_best', ['state', 'score', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_duplicate_pairs_b_id'), ['b_id'], unique=False)

    op.create_table('merges',
    sa.Column('id', sa.String(length=20), nullable=False),
    sa.Column('revision', sa.BigInteger(), nullable=False),
    sa.Column('pair_id', sa.String(length=20), nullable=False),
    sa.Column('kept_id', sa.String(length=20), nullable=False),
    sa.Column('gone_id', sa.String(length=20), nullable=False),
    sa.Column('gone_name', sa.String(), nullable=False),
    sa.Column('followed', sa.JSON(), nullable=False),
    sa.Column('journal', sa.JSON(), nullable=False),
    sa.Column('touches', sa.JSON(), nullable=False),
    sa.Column('undoable', sa.Boolean(), nullable=False),
    sa.Column('account_id', sa.String(length=20), nullable=True),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('undone_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('undone_by', sa.String(length=20), nullable=True),
    sa.Column('left', sa.JSON(), nullable=False),
    sa.CheckConstraint('kept_id <> gone_id', name=op.f('ck_merges_two')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_merges'))
    )
    with op.batch_alter_table('merges', schema=None) as batch_op:
        batch_op.create_index('uq_merges_gone', ['gone_id'], unique=True, sqlite_where=sa.text('undone_at IS NULL'), postgresql_where=sa.text('undone_at IS NULL'))
        batch_op.create_index(batch_op.f('ix_merges_kept_id'), ['kept_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_merges_made_at'), ['made_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_merges_pair_id'), ['pair_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_merges_revision'), ['revision'], unique=False)


def downgrade() -> None:
    op.drop_table('merges')
    op.drop_table('duplicate_pairs')
    with op.batch_alter_table('stakeholders', schema=None) as batch_op:
        batch_op.drop_column('register_number')

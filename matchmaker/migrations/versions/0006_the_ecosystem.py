"""Surveys of regions, proposals for brokers, fiches.

Revision ID: 0006
Revises: 0005
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('surveys',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('taken_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('release', sa.String(length=64), nullable=False),
    sa.Column('content', sa.JSON(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_surveys'))
    )
    op.create_table('region_surveys',
    sa.Column('region', sa.String(length=8), nullable=False),
    sa.Column('taken_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('content', sa.JSON(), nullable=False),
    sa.PrimaryKeyConstraint('region', name=op.f('pk_region_surveys'))
    )
    op.create_table('past_figures',
    sa.Column('region', sa.String(length=8), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('figures', sa.JSON(), nullable=False),
    sa.PrimaryKeyConstraint('region', 'day', name=op.f('pk_past_figures'))
    )
    op.create_table('proposals',
    sa.Column('id', sa.String(length=20), nullable=False),
    sa.Column('a_id', sa.String(length=20), nullable=False),
    sa.Column('b_id', sa.String(length=20), nullable=False),
    sa.Column('region', sa.String(length=8), nullable=False),
    sa.Column('state', sa.Enum('waiting', 'taken', 'dropped', name='proposalstate', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('account_id', sa.String(length=20), nullable=True),
    sa.Column('note', sa.String(), nullable=False),
    sa.Column('effect', sa.JSON(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('decided_by', sa.String(length=20), nullable=True),
    sa.CheckConstraint('a_id < b_id', name=op.f('ck_proposals_ordered')),
    sa.ForeignKeyConstraint(['a_id'], ['stakeholders.id'], name=op.f('fk_proposals_a_id_stakeholders'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['b_id'], ['stakeholders.id'], name=op.f('fk_proposals_b_id_stakeholders'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_proposals'))
    )
    with op.batch_alter_table('proposals', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_proposals_a_id'), ['a_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_proposals_account_id'), ['account_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_proposals_b_id'), ['b_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_proposals_created_at'), ['created_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_proposals_region'), ['region'], unique=False)
        batch_op.create_index('uq_proposals_waiting', ['a_id', 'b_id'], unique=True, sqlite_where=sa.text("state = 'waiting'"), postgresql_where=sa.text("state = 'waiting'"))
    op.create_table('fiches',
    sa.Column('id', sa.String(length=20), nullable=False),
    sa.Column('region', sa.String(length=8), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.String(length=20), nullable=True),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('release', sa.String(length=64), nullable=False),
    sa.Column('content', sa.JSON(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_fiches')),
    sa.UniqueConstraint('region', 'number', name=op.f('uq_fiches_region_number'))
    )


def downgrade() -> None:
    op.drop_table('fiches')
    op.drop_table('proposals')
    op.drop_table('past_figures')
    op.drop_table('region_surveys')
    op.drop_table('surveys')

"""Profiles in the making, and what social enterprises say of themselves.

Revision ID: 0017
Revises: 0010
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0017'
down_revision = '0016'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('profile_drafts',
    sa.Column('id', sa.String(length=20), nullable=False),
    sa.Column('account_id', sa.String(length=20), nullable=False),
    sa.Column('step', sa.Enum('who', 'where', 'work', 'need', 'offer', 'more', 'declaration', 'check', name='step', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('answers', sa.JSON(), nullable=False),
    sa.Column('stamps', sa.JSON(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('stakeholder_id', sa.String(length=20), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_profile_drafts_account_id_accounts'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['stakeholder_id'], ['stakeholders.id'], name=op.f('fk_profile_drafts_stakeholder_id_stakeholders'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_profile_drafts'))
    )
    with op.batch_alter_table('profile_drafts', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_profile_drafts_account_id'), ['account_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_profile_drafts_updated_at'), ['updated_at'], unique=False)

    op.create_table('declarations',
    sa.Column('id', sa.String(length=20), nullable=False),
    sa.Column('stakeholder_id', sa.String(length=20), nullable=False),
    sa.Column('answers', sa.JSON(), nullable=False),
    sa.Column('complete', sa.Boolean(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('state', sa.Enum('said', 'checked', 'returned', name='declarationstate', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('said_by', sa.String(length=20), nullable=True),
    sa.Column('said_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('decided_by', sa.String(length=20), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['decided_by'], ['accounts.id'], name=op.f('fk_declarations_decided_by_accounts'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['said_by'], ['accounts.id'], name=op.f('fk_declarations_said_by_accounts'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['stakeholder_id'], ['stakeholders.id'], name=op.f('fk_declarations_stakeholder_id_stakeholders'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_declarations')),
    sa.UniqueConstraint('stakeholder_id', name=op.f('uq_declarations_stakeholder_id'))
    )
    with op.batch_alter_table('declarations', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_declarations_said_at'), ['said_at'], unique=False)


def downgrade() -> None:
    op.drop_table('declarations')
    op.drop_table('profile_drafts')

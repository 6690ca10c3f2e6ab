"""Reports of abuse, why a profile is hidden and what its people say against it, messages taken away.

Revision ID: 0022
Revises: 0021
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0022'
down_revision = '0021'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('reports',
    sa.Column('id', sa.String(length=20), nullable=False),
    sa.Column('about', sa.Enum('profile', 'offer', 'need', 'message', name='about', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('about_id', sa.String(length=20), nullable=True),
    sa.Column('stakeholder_id', sa.String(length=20), nullable=True),
    sa.Column('introduction_id', sa.String(length=20), nullable=True),
    sa.Column('trouble', sa.Enum('not_real', 'not_theirs', 'insulting', 'personal', 'advertising', 'other', name='trouble', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('words', sa.String(), nullable=False),
    sa.Column('stood', sa.JSON(), nullable=False),
    sa.Column('account_id', sa.String(length=20), nullable=True),
    sa.Column('address', sa.String(), nullable=False),
    sa.Column('language', sa.String(length=8), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('state', sa.Enum('open', 'upheld', 'rejected', name='reportstate', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('decision', sa.Enum('hide', 'remove', 'nothing', name='decision', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('decided_by', sa.String(length=20), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_reports_account_id_accounts'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['decided_by'], ['accounts.id'], name=op.f('fk_reports_decided_by_accounts'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['introduction_id'], ['introductions.id'], name=op.f('fk_reports_introduction_id_introductions'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['stakeholder_id'], ['stakeholders.id'], name=op.f('fk_reports_stakeholder_id_stakeholders'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reports'))
    )
    with op.batch_alter_table('reports', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_reports_about_id'), ['about_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_reports_account_id'), ['account_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_reports_introduction_id'), ['introduction_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_reports_stakeholder_id'), ['stakeholder_id'], unique=False)
        batch_op.create_index('ix_reports_queue', ['state', 'made_at', 'id'], unique=False)

    op.create_table('hidings',
    sa.Column('id', sa.String(length=20), nullable=False),
    sa.Column('stakeholder_id', sa.String(length=20), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('hidden_by', sa.String(length=20), nullable=True),
    sa.Column('hidden_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('objection', sa.String(), nullable=False),
    sa.Column('objected_by', sa.String(length=20), nullable=True),
    sa.Column('objected_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('answer', sa.String(), nullable=False),
    sa.Column('answered_by', sa.String(length=20), nullable=True),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('shown_by', sa.String(length=20), nullable=True),
    sa.Column('shown_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['answered_by'], ['accounts.id'], name=op.f('fk_hidings_answered_by_accounts'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['hidden_by'], ['accounts.id'], name=op.f('fk_hidings_hidden_by_accounts'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['objected_by'], ['accounts.id'], name=op.f('fk_hidings_objected_by_accounts'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['shown_by'], ['accounts.id'], name=op.f('fk_hidings_shown_by_accounts'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['stakeholder_id'], ['stakeholders.id'], name=op.f('fk_hidings_stakeholder_id_stakeholders'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_hidings'))
    )
    with op.batch_alter_table('hidings', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_hidings_objected_at'), ['objected_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_hidings_stakeholder_id'), ['stakeholder_id'], unique=False)

    with op.batch_alter_table('introduction_messages', schema=None) as batch_op:
        batch_op.add_column(sa.Column('taken_at', sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table('introduction_messages', schema=None) as batch_op:
        batch_op.drop_column('taken_at')
    op.drop_table('hidings')
    op.drop_table('reports')

"""Claims of records.

Revision ID: 0020
Revises: 0019
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0020'
down_revision = '0019'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('claims',
    sa.Column('id', sa.String(length=20), nullable=False),
    sa.Column('stakeholder_id', sa.String(length=20), nullable=False),
    sa.Column('account_id', sa.String(length=20), nullable=False),
    sa.Column('state', sa.Enum('waiting', 'given', 'refused', 'withdrawn', 'expired', name='claimstate', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('proof', sa.Enum('mail', 'decision', name='proof', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('address', sa.String(length=320), nullable=False),
    sa.Column('words', sa.String(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('decided_by', sa.String(length=20), nullable=True),
    sa.Column('reason', sa.String(), nullable=False),
    sa.CheckConstraint("(state = 'given') = (proof IS NOT NULL)", name=op.f('ck_claims_given_by_proof')),
    sa.CheckConstraint("(state = 'waiting') = (decided_at IS NULL)", name=op.f('ck_claims_decided_when')),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_claims_account_id_accounts'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['decided_by'], ['accounts.id'], name=op.f('fk_claims_decided_by_accounts'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['stakeholder_id'], ['stakeholders.id'], name=op.f('fk_claims_stakeholder_id_stakeholders'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_claims'))
    )
    with op.batch_alter_table('claims', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_claims_account_id'), ['account_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_claims_decided_by'), ['decided_by'], unique=False)
        batch_op.create_index('ix_claims_state', ['state', 'asked_at', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_claims_stakeholder_id'), ['stakeholder_id'], unique=False)
        batch_op.create_index('uq_claims_waiting', ['account_id', 'stakeholder_id'], unique=True, sqlite_where=sa.text("state = 'waiting'"), postgresql_where=sa.text("state = 'waiting'"))


def downgrade() -> None:
    op.drop_table('claims')

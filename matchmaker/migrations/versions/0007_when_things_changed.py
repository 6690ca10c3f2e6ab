"""Indexes by which pages find what changed since a day.

Revision ID: 0007
Revises: 0006
"""

from __future__ import annotations

from alembic import op


revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(op.f('ix_changes_at'), 'changes', ['at'], unique=False)
    op.create_index(op.f('ix_ties_created_at'), 'ties', ['created_at'], unique=False)


def downgrade() -> None:
    op.drop_index(op.f('ix_ties_created_at'), table_name='ties')
    op.drop_index(op.f('ix_changes_at'), table_name='changes')

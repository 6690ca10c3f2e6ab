"""What a network learnt from its own past: the weights of the signals.

Revision ID: 0004
Revises: 0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('learnt_weights',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('learnt_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('release', sa.String(length=64), nullable=False),
    sa.Column('weights', sa.JSON(), nullable=False),
    sa.Column('examples', sa.JSON(), nullable=False),
    sa.Column('partnerships', sa.Integer(), nullable=False),
    sa.Column('judgements', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_learnt_weights'))
    )


def downgrade() -> None:
    op.drop_table('learnt_weights')

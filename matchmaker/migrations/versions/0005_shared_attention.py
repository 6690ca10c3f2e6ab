"""How a network shares out attention.

Revision ID: 0005
Revises: 0004
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('shared_attention',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('shared_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('release', sa.String(length=64), nullable=False),
    sa.Column('price', sa.JSON(), nullable=False),
    sa.Column('reach', sa.JSON(), nullable=False),
    sa.Column('community', sa.JSON(), nullable=False),
    sa.Column('unit', sa.Double(), nullable=False),
    sa.Column('floor', sa.Double(), nullable=False),
    sa.Column('gini', sa.Double(), nullable=False),
    sa.Column('coverage', sa.Double(), nullable=False),
    sa.Column('floor_share', sa.Double(), nullable=False),
    sa.Column('loss', sa.Double(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_shared_attention'))
    )


def downgrade() -> None:
    op.drop_table('shared_attention')

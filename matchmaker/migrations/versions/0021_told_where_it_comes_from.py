"""Who was told that a record of them is kept, and by what a removed record is known again.

Revision ID: 0021
Revises: 0020
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0021'
down_revision = '0020'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('origin_notices',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('stakeholder_id', sa.String(length=20), nullable=False),
    sa.Column('address', sa.String(length=320), nullable=False),
    sa.Column('mail_id', sa.String(length=20), nullable=True),
    sa.Column('link_id', sa.String(length=20), nullable=True),
    sa.Column('told_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('answered', sa.Enum('kept', 'wrong', name='answered', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['link_id'], ['mail_links.id'], name=op.f('fk_origin_notices_link_id_mail_links'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['mail_id'], ['mails.id'], name=op.f('fk_origin_notices_mail_id_mails'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['stakeholder_id'], ['stakeholders.id'], name=op.f('fk_origin_notices_stakeholder_id_stakeholders'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_origin_notices'))
    )
    with op.batch_alter_table('origin_notices', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_origin_notices_stakeholder_id'), ['stakeholder_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_origin_notices_mail_id'), ['mail_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_origin_notices_link_id'), ['link_id'], unique=False)

    op.create_table('removals',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('subject', sa.String(length=20), nullable=False),
    sa.Column('known', sa.Enum('source', 'address', 'name', name='known', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('shelf', sa.Integer(), nullable=False),
    sa.Column('hash', sa.String(length=96), nullable=False),
    sa.Column('by_link', sa.Boolean(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_removals'))
    )
    with op.batch_alter_table('removals', schema=None) as batch_op:
        batch_op.create_index('ix_removals_shelf', ['known', 'shelf'], unique=False)
        batch_op.create_index(batch_op.f('ix_removals_subject'), ['subject'], unique=False)


def downgrade() -> None:
    op.drop_table('removals')
    op.drop_table('origin_notices')

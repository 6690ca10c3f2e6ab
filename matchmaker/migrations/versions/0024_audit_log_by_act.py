"""The audit log is found by act and by account, the newest first.

Revision ID: 0024
Revises: 0023
"""

from __future__ import annotations

from alembic import op


revision = '0024'
down_revision = '0023'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('audit_entries', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_audit_entries_account_id'))
        batch_op.create_index('ix_audit_entries_account', ['account_id', 'id'], unique=False)
        batch_op.create_index('ix_audit_entries_act', ['act', 'id'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('audit_entries', schema=None) as batch_op:
        batch_op.drop_index('ix_audit_entries_act')
        batch_op.drop_index('ix_audit_entries_account')
        batch_op.create_index(batch_op.f('ix_audit_entries_account_id'), ['account_id'], unique=False)

"""Mail that comes in, files of messages, quiet hours of one's own, what an introduction is worth.

Revision ID: 0009
Revises: 0008
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None

TABLES = ('mails', 'notification_preferences', 'unsubscriptions')
OLD = ('asked', 'reminder', 'introduced', 'declined', 'waits', 'meeting', 'outcome', 'follow_up', 'ended', 'partners', 'message', 'digest')
NEW = ('invited', 'returned')


def upgrade() -> None:
    op.create_table('message_files',
    sa.Column('id', sa.String(length=20), nullable=False),
    sa.Column('message_id', sa.String(length=20), nullable=False),
    sa.Column('name', sa.String(length=255), nullable=False),
    sa.Column('mime', sa.String(length=127), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['message_id'], ['introduction_messages.id'], name=op.f('fk_message_files_message_id_introduction_messages'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_message_files'))
    )
    with op.batch_alter_table('message_files', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_message_files_message_id'), ['message_id'], unique=False)

    with op.batch_alter_table('accounts', schema=None) as batch_op:
        batch_op.add_column(sa.Column('quiet_from', sa.Integer(), server_default='21', nullable=False))
        batch_op.add_column(sa.Column('quiet_until', sa.Integer(), server_default='7', nullable=False))

    with op.batch_alter_table('introductions', schema=None) as batch_op:
        batch_op.add_column(sa.Column('worth', sa.Double(), nullable=True))

    with op.batch_alter_table('introduction_messages', schema=None) as batch_op:
        batch_op.add_column(sa.Column('came_as', sa.String(length=255), nullable=True))
        batch_op.create_unique_constraint(batch_op.f('uq_introduction_messages_came_as'), ['came_as'])

    _allow(OLD + NEW)


def downgrade() -> None:
    for table in TABLES:
        op.execute(f"DELETE FROM {table} WHERE kind IN {NEW}")
    _allow(OLD)
    with op.batch_alter_table('introduction_messages', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('uq_introduction_messages_came_as'), type_='unique')
        batch_op.drop_column('came_as')

    with op.batch_alter_table('introductions', schema=None) as batch_op:
        batch_op.drop_column('worth')

    with op.batch_alter_table('accounts', schema=None) as batch_op:
        batch_op.drop_column('quiet_until')
        batch_op.drop_column('quiet_from')

    op.drop_table('message_files')


def _allow(kinds: tuple[str, ...]) -> None:
    """Let the tables hold mails of these kinds."""
    for table in TABLES:
        name = f'ck_{table}_mailkind'
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_constraint(batch_op.f(name), type_='check')
            batch_op.create_check_constraint(batch_op.f(name), f"kind IN {kinds}")

"""Parts of members, invitations to roles, and the consents by which somebody acts for a stakeholder.

Revision ID: 0012
Revises: 0010
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None

TABLES = ('mails', 'notification_preferences', 'unsubscriptions')
OLD = ('asked', 'reminder', 'introduced', 'declined', 'waits', 'meeting', 'outcome', 'follow_up', 'ended', 'partners', 'message', 'invited', 'returned', 'digest', 'register', 'reset', 'address', 'security')
NEW = ('role', 'acting')


def upgrade() -> None:
    _allow(OLD + NEW)
    # Whoever is a member today is an owner: nobody else could invite the first one.
    with op.batch_alter_table('role_grants', schema=None) as batch_op:
        batch_op.add_column(sa.Column('part', sa.String(length=32), server_default='owner', nullable=False))
        batch_op.create_check_constraint(batch_op.f('ck_role_grants_part'), "part IN ('editor', 'owner')")

    with op.batch_alter_table('audit_entries', schema=None) as batch_op:
        batch_op.add_column(sa.Column('acting_for', sa.String(length=20), nullable=True))
        batch_op.create_index(batch_op.f('ix_audit_entries_acting_for'), ['acting_for'], unique=False)

    op.create_table('role_invitations',
    sa.Column('id', sa.String(length=20), nullable=False),
    sa.Column('address', sa.String(length=320), nullable=False),
    sa.Column('role', sa.Enum('member', 'official', 'organiser', 'administrator', name='role', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('part', sa.Enum('editor', 'owner', name='part', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('place', sa.String(length=20), nullable=False),
    sa.Column('inviter_id', sa.String(length=20), nullable=True),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('accepted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('accepted_by', sa.String(length=20), nullable=True),
    sa.Column('declined_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("(role = 'administrator') = (place = '')", name=op.f('ck_role_invitations_only_administrators_everywhere')),
    sa.ForeignKeyConstraint(['accepted_by'], ['accounts.id'], name=op.f('fk_role_invitations_accepted_by_accounts'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['inviter_id'], ['accounts.id'], name=op.f('fk_role_invitations_inviter_id_accounts'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_role_invitations'))
    )
    with op.batch_alter_table('role_invitations', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_role_invitations_accepted_by'), ['accepted_by'], unique=False)
        batch_op.create_index(batch_op.f('ix_role_invitations_address'), ['address'], unique=False)
        batch_op.create_index(batch_op.f('ix_role_invitations_inviter_id'), ['inviter_id'], unique=False)
        batch_op.create_index('ix_role_invitations_place', ['role', 'place'], unique=False)

    op.create_table('acting_consents',
    sa.Column('id', sa.String(length=20), nullable=False),
    sa.Column('stakeholder_id', sa.String(length=20), nullable=False),
    sa.Column('role', sa.Enum('member', 'official', 'organiser', 'administrator', name='role', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('place', sa.String(length=20), nullable=False),
    sa.Column('account_id', sa.String(length=20), nullable=True),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('given_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('given_by', sa.String(length=20), nullable=True),
    sa.Column('until', sa.Date(), nullable=True),
    sa.Column('refused_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("(given_at IS NULL) = (until IS NULL)", name=op.f('ck_acting_consents_given_until')),
    sa.CheckConstraint("(role = 'administrator') = (place = '')", name=op.f('ck_acting_consents_only_administrators_everywhere')),
    sa.CheckConstraint("role <> 'member'", name=op.f('ck_acting_consents_no_members')),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_acting_consents_account_id_accounts'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['given_by'], ['accounts.id'], name=op.f('fk_acting_consents_given_by_accounts'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['stakeholder_id'], ['stakeholders.id'], name=op.f('fk_acting_consents_stakeholder_id_stakeholders'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_acting_consents'))
    )
    with op.batch_alter_table('acting_consents', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_acting_consents_account_id'), ['account_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_acting_consents_given_by'), ['given_by'], unique=False)
        batch_op.create_index(batch_op.f('ix_acting_consents_stakeholder_id'), ['stakeholder_id'], unique=False)


def downgrade() -> None:
    op.drop_table('acting_consents')
    op.drop_table('role_invitations')

    with op.batch_alter_table('audit_entries', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_audit_entries_acting_for'))
        batch_op.drop_column('acting_for')

    with op.batch_alter_table('role_grants', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_role_grants_part'), type_='check')
        batch_op.drop_column('part')

    for table in TABLES:
        op.execute(f"DELETE FROM {table} WHERE kind IN {NEW}")
    _allow(OLD)


def _allow(kinds: tuple[str, ...]) -> None:
    """Let the tables hold mails of these kinds."""
    for table in TABLES:
        name = f'ck_{table}_mailkind'
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_constraint(batch_op.f(name), type_='check')
            batch_op.create_check_constraint(batch_op.f(name), f"kind IN {kinds}")

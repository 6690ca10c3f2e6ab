"""Introductions and what belongs to them, the outbox of mails, the rules and members of pilots.

Revision ID: 0008
Revises: 0007
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('unsubscriptions',
    sa.Column('address', sa.String(length=320), nullable=False),
    sa.Column('kind', sa.Enum('asked', 'reminder', 'introduced', 'declined', 'waits', 'meeting', 'outcome', 'follow_up', 'ended', 'partners', 'message', 'digest', name='mailkind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('address', 'kind', name=op.f('pk_unsubscriptions'))
    )
    op.create_table('blocks',
    sa.Column('stakeholder_id', sa.String(length=20), nullable=False),
    sa.Column('other_id', sa.String(length=20), nullable=False),
    sa.Column('account_id', sa.String(length=20), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['other_id'], ['stakeholders.id'], name=op.f('fk_blocks_other_id_stakeholders'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['stakeholder_id'], ['stakeholders.id'], name=op.f('fk_blocks_stakeholder_id_stakeholders'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('stakeholder_id', 'other_id', name=op.f('pk_blocks'))
    )
    with op.batch_alter_table('blocks', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_blocks_other_id'), ['other_id'], unique=False)

    op.create_table('notification_preferences',
    sa.Column('account_id', sa.String(length=20), nullable=False),
    sa.Column('kind', sa.Enum('asked', 'reminder', 'introduced', 'declined', 'waits', 'meeting', 'outcome', 'follow_up', 'ended', 'partners', 'message', 'digest', name='mailkind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('channel', sa.Enum('at_once', 'daily', 'weekly', 'never', name='channel', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_notification_preferences_account_id_accounts'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('account_id', 'kind', name=op.f('pk_notification_preferences'))
    )
    op.create_table('pilot_members',
    sa.Column('pilot_id', sa.String(length=20), nullable=False),
    sa.Column('stakeholder_id', sa.String(length=20), nullable=False),
    sa.Column('invited_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('invited_by', sa.String(length=20), nullable=True),
    sa.Column('joined_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('left_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['pilot_id'], ['pilots.id'], name=op.f('fk_pilot_members_pilot_id_pilots'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['stakeholder_id'], ['stakeholders.id'], name=op.f('fk_pilot_members_stakeholder_id_stakeholders'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('pilot_id', 'stakeholder_id', name=op.f('pk_pilot_members'))
    )
    with op.batch_alter_table('pilot_members', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_pilot_members_stakeholder_id'), ['stakeholder_id'], unique=False)

    op.create_table('introductions',
    sa.Column('id', sa.String(length=20), nullable=False),
    sa.Column('a_id', sa.String(length=20), nullable=False),
    sa.Column('b_id', sa.String(length=20), nullable=False),
    sa.Column('pair', sa.String(length=41), nullable=False),
    sa.Column('origin', sa.Enum('suggestion', 'proposal', 'need', 'hand', name='origin', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('proposal_id', sa.String(length=20), nullable=True),
    sa.Column('need_id', sa.String(length=20), nullable=True),
    sa.Column('pilot_id', sa.String(length=20), nullable=True),
    sa.Column('region', sa.String(length=8), nullable=False),
    sa.Column('state', sa.Enum('drafted', 'proposed', 'held', 'asked', 'accepted', 'introduced', 'meeting_agreed', 'met', 'step_agreed', 'partnership', 'declined', 'expired', 'withdrawn', 'closed', name='state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('consent_a', sa.Enum('open', 'asked', 'yes', 'no', name='consent_a', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('consent_b', sa.Enum('open', 'asked', 'yes', 'no', name='consent_b', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('confirmed_a', sa.Boolean(), nullable=False),
    sa.Column('confirmed_b', sa.Boolean(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('first_step', sa.String(), nullable=False),
    sa.Column('message', sa.String(), nullable=False),
    sa.Column('created_by', sa.String(length=20), nullable=True),
    sa.Column('broker_id', sa.String(length=20), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('state_since', sa.DateTime(timezone=True), nullable=False),
    sa.Column('rings_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('rung', sa.Integer(), nullable=False),
    sa.Column('postponed', sa.Integer(), nullable=False),
    sa.Column('meeting_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('meeting_minutes', sa.Integer(), nullable=True),
    sa.Column('meeting_where', sa.String(), nullable=False),
    sa.Column('joint_what', sa.String(), nullable=False),
    sa.Column('joint_who', sa.String(), nullable=False),
    sa.Column('joint_by', sa.Date(), nullable=True),
    sa.Column('joint_done_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('decline_reason', sa.Enum('no_time', 'other_subject', 'known', 'far', 'later', 'unsaid', name='declinereason', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('close_reason', sa.Enum('no_fit', 'no_answer', 'no_means', 'elsewhere', 'not_sent', name='closereason', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('tie_id', sa.String(length=20), nullable=True),
    sa.CheckConstraint('a_id <> b_id', name=op.f('ck_introductions_two')),
    sa.ForeignKeyConstraint(['a_id'], ['stakeholders.id'], name=op.f('fk_introductions_a_id_stakeholders'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['b_id'], ['stakeholders.id'], name=op.f('fk_introductions_b_id_stakeholders'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['need_id'], ['needs.id'], name=op.f('fk_introductions_need_id_needs'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['pilot_id'], ['pilots.id'], name=op.f('fk_introductions_pilot_id_pilots'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['proposal_id'], ['proposals.id'], name=op.f('fk_introductions_proposal_id_proposals'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['tie_id'], ['ties.id'], name=op.f('fk_introductions_tie_id_ties'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_introductions'))
    )
    with op.batch_alter_table('introductions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_introductions_a_id'), ['a_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_introductions_b_id'), ['b_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_introductions_broker_id'), ['broker_id'], unique=False)
        batch_op.create_index('ix_introductions_clock', ['rings_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_introductions_created_at'), ['created_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_introductions_created_by'), ['created_by'], unique=False)
        batch_op.create_index('ix_introductions_desk', ['state', 'state_since', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_introductions_pilot_id'), ['pilot_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_introductions_region'), ['region'], unique=False)
        batch_op.create_index('uq_introductions_pair', ['pair'], unique=True, sqlite_where=sa.text("state NOT IN ('partnership', 'declined', 'expired', 'withdrawn', 'closed')"), postgresql_where=sa.text("state NOT IN ('partnership', 'declined', 'expired', 'withdrawn', 'closed')"))

    op.create_table('broker_notes',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('introduction_id', sa.String(length=20), nullable=False),
    sa.Column('account_id', sa.String(length=20), nullable=True),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['introduction_id'], ['introductions.id'], name=op.f('fk_broker_notes_introduction_id_introductions'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_broker_notes'))
    )
    with op.batch_alter_table('broker_notes', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_broker_notes_introduction_id'), ['introduction_id'], unique=False)

    op.create_table('introduction_messages',
    sa.Column('id', sa.String(length=20), nullable=False),
    sa.Column('introduction_id', sa.String(length=20), nullable=False),
    sa.Column('mover', sa.Enum('a', 'b', 'broker', 'clock', name='mover', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('account_id', sa.String(length=20), nullable=True),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('reported_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('reported_by', sa.Enum('a', 'b', name='side', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.ForeignKeyConstraint(['introduction_id'], ['introductions.id'], name=op.f('fk_introduction_messages_introduction_id_introductions'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_introduction_messages'))
    )
    with op.batch_alter_table('introduction_messages', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_introduction_messages_introduction_id'), ['introduction_id'], unique=False)

    op.create_table('introduction_steps',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('introduction_id', sa.String(length=20), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('step', sa.Enum('propose', 'hold', 'resume', 'ask', 'accept', 'decline', 'postpone', 'introduce', 'agree_meeting', 'report_met', 'report_missed', 'agree_step', 'confirm', 'close', 'withdraw', 'expire', name='step', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('mover', sa.Enum('a', 'b', 'broker', 'clock', name='mover', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('before', sa.Enum('drafted', 'proposed', 'held', 'asked', 'accepted', 'introduced', 'meeting_agreed', 'met', 'step_agreed', 'partnership', 'declined', 'expired', 'withdrawn', 'closed', name='before', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('after', sa.Enum('drafted', 'proposed', 'held', 'asked', 'accepted', 'introduced', 'meeting_agreed', 'met', 'step_agreed', 'partnership', 'declined', 'expired', 'withdrawn', 'closed', name='after', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('account_id', sa.String(length=20), nullable=True),
    sa.Column('note', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['introduction_id'], ['introductions.id'], name=op.f('fk_introduction_steps_introduction_id_introductions'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_introduction_steps'))
    )
    with op.batch_alter_table('introduction_steps', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_introduction_steps_account_id'), ['account_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_introduction_steps_introduction_id'), ['introduction_id'], unique=False)

    op.create_table('mails',
    sa.Column('id', sa.String(length=20), nullable=False),
    sa.Column('key', sa.String(length=128), nullable=False),
    sa.Column('kind', sa.Enum('asked', 'reminder', 'introduced', 'declined', 'waits', 'meeting', 'outcome', 'follow_up', 'ended', 'partners', 'message', 'digest', name='mailkind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('address', sa.String(length=320), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('language', sa.String(length=8), nullable=False),
    sa.Column('account_id', sa.String(length=20), nullable=True),
    sa.Column('stakeholder_id', sa.String(length=20), nullable=True),
    sa.Column('introduction_id', sa.String(length=20), nullable=True),
    sa.Column('params', sa.JSON(), nullable=False),
    sa.Column('state', sa.Enum('waiting', 'sent', 'dropped', 'dead', name='mailstate', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('error', sa.String(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_mails_account_id_accounts'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['introduction_id'], ['introductions.id'], name=op.f('fk_mails_introduction_id_introductions'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['stakeholder_id'], ['stakeholders.id'], name=op.f('fk_mails_stakeholder_id_stakeholders'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mails')),
    sa.UniqueConstraint('key', name=op.f('uq_mails_key'))
    )
    with op.batch_alter_table('mails', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_mails_account_id'), ['account_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_mails_address'), ['address'], unique=False)
        batch_op.create_index('ix_mails_due', ['state', 'due_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_mails_introduction_id'), ['introduction_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_mails_stakeholder_id'), ['stakeholder_id'], unique=False)

    op.create_table('offered_times',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('introduction_id', sa.String(length=20), nullable=False),
    sa.Column('starts_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('place', sa.String(), nullable=False),
    sa.Column('offered_by', sa.Enum('a', 'b', 'broker', 'clock', name='mover', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.ForeignKeyConstraint(['introduction_id'], ['introductions.id'], name=op.f('fk_offered_times_introduction_id_introductions'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_offered_times')),
    sa.UniqueConstraint('introduction_id', 'starts_at', name=op.f('uq_offered_times_introduction_id_starts_at'))
    )
    with op.batch_alter_table('offered_times', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_offered_times_introduction_id'), ['introduction_id'], unique=False)

    op.create_table('disclosures',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('introduction_id', sa.String(length=20), nullable=False),
    sa.Column('of_id', sa.String(length=20), nullable=False),
    sa.Column('to_id', sa.String(length=20), nullable=False),
    sa.Column('fields', sa.JSON(), nullable=False),
    sa.Column('consent_id', sa.Integer(), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['consent_id'], ['introduction_steps.id'], name=op.f('fk_disclosures_consent_id_introduction_steps'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['introduction_id'], ['introductions.id'], name=op.f('fk_disclosures_introduction_id_introductions'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['of_id'], ['stakeholders.id'], name=op.f('fk_disclosures_of_id_stakeholders'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['to_id'], ['stakeholders.id'], name=op.f('fk_disclosures_to_id_stakeholders'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_disclosures')),
    sa.UniqueConstraint('introduction_id', 'of_id', 'to_id', name=op.f('uq_disclosures_introduction_id_of_id_to_id'))
    )
    with op.batch_alter_table('disclosures', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_disclosures_introduction_id'), ['introduction_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_disclosures_of_id'), ['of_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_disclosures_to_id'), ['to_id'], unique=False)

    op.create_table('mail_links',
    sa.Column('id', sa.String(length=20), nullable=False),
    sa.Column('mail_id', sa.String(length=20), nullable=False),
    sa.Column('introduction_id', sa.String(length=20), nullable=True),
    sa.Column('side', sa.String(length=1), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('used_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['introduction_id'], ['introductions.id'], name=op.f('fk_mail_links_introduction_id_introductions'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['mail_id'], ['mails.id'], name=op.f('fk_mail_links_mail_id_mails'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mail_links'))
    )
    with op.batch_alter_table('mail_links', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_mail_links_introduction_id'), ['introduction_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_mail_links_mail_id'), ['mail_id'], unique=False)

    with op.batch_alter_table('pilots', schema=None) as batch_op:
        batch_op.add_column(sa.Column('about', sa.String(), server_default='', nullable=False))
        batch_op.add_column(sa.Column('brokered', sa.Boolean(), server_default=sa.true(), nullable=False))
        batch_op.add_column(sa.Column('weekly_requests', sa.Integer(), server_default='5', nullable=False))
        batch_op.add_column(sa.Column('open_limit', sa.Integer(), server_default='10', nullable=False))
        batch_op.add_column(sa.Column('languages', sa.JSON(), server_default='[]', nullable=False))
        batch_op.add_column(sa.Column('starts_on', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('ends_on', sa.Date(), nullable=True))



def downgrade() -> None:
    with op.batch_alter_table('pilots', schema=None) as batch_op:
        batch_op.drop_column('ends_on')
        batch_op.drop_column('starts_on')
        batch_op.drop_column('languages')
        batch_op.drop_column('open_limit')
        batch_op.drop_column('weekly_requests')
        batch_op.drop_column('brokered')
        batch_op.drop_column('about')

    with op.batch_alter_table('mail_links', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_mail_links_mail_id'))
        batch_op.drop_index(batch_op.f('ix_mail_links_introduction_id'))

    op.drop_table('mail_links')
    with op.batch_alter_table('disclosures', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_disclosures_to_id'))
        batch_op.drop_index(batch_op.f('ix_disclosures_of_id'))
        batch_op.drop_index(batch_op.f('ix_disclosures_introduction_id'))

    op.drop_table('disclosures')
    with op.batch_alter_table('offered_times', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_offered_times_introduction_id'))

    op.drop_table('offered_times')
    with op.batch_alter_table('mails', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_mails_stakeholder_id'))
        batch_op.drop_index(batch_op.f('ix_mails_introduction_id'))
        batch_op.drop_index('ix_mails_due')
        batch_op.drop_index(batch_op.f('ix_mails_address'))
        batch_op.drop_index(batch_op.f('ix_mails_account_id'))

    op.drop_table('mails')
    with op.batch_alter_table('introduction_steps', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_introduction_steps_introduction_id'))
        batch_op.drop_index(batch_op.f('ix_introduction_steps_account_id'))

    op.drop_table('introduction_steps')
    with op.batch_alter_table('introduction_messages', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_introduction_messages_introduction_id'))

    op.drop_table('introduction_messages')
    with op.batch_alter_table('broker_notes', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_broker_notes_introduction_id'))

    op.drop_table('broker_notes')
    with op.batch_alter_table('introductions', schema=None) as batch_op:
        batch_op.drop_index('uq_introductions_pair', sqlite_where=sa.text("state NOT IN ('partnership', 'declined', 'expired', 'withdrawn', 'closed')"), postgresql_where=sa.text("state NOT IN ('partnership', 'declined', 'expired', 'withdrawn', 'closed')"))
        batch_op.drop_index(batch_op.f('ix_introductions_region'))
        batch_op.drop_index(batch_op.f('ix_introductions_pilot_id'))
        batch_op.drop_index('ix_introductions_desk')
        batch_op.drop_index(batch_op.f('ix_introductions_created_by'))
        batch_op.drop_index(batch_op.f('ix_introductions_created_at'))
        batch_op.drop_index('ix_introductions_clock')
        batch_op.drop_index(batch_op.f('ix_introductions_broker_id'))
        batch_op.drop_index(batch_op.f('ix_introductions_b_id'))
        batch_op.drop_index(batch_op.f('ix_introductions_a_id'))

    op.drop_table('introductions')
    with op.batch_alter_table('pilot_members', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_pilot_members_stakeholder_id'))

    op.drop_table('pilot_members')
    op.drop_table('notification_preferences')
    with op.batch_alter_table('blocks', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_blocks_other_id'))

    op.drop_table('blocks')
    op.drop_table('unsubscriptions')

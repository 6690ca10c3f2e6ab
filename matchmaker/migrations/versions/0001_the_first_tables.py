"""The first tables.

Revision ID: 0001
Revises: 
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('accounts',
    sa.Column('id', sa.String(length=20), nullable=False),
    sa.Column('email', sa.String(length=320), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('password_hash', sa.String(), nullable=False),
    sa.Column('language', sa.String(length=8), nullable=False),
    sa.Column('demo_part', sa.String(length=16), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('disabled_at', sa.DateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_accounts')),
    sa.UniqueConstraint('demo_part', name=op.f('uq_accounts_demo_part')),
    sa.UniqueConstraint('email', name=op.f('uq_accounts_email'))
    )
    op.create_table('audit_entries',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('account_id', sa.String(length=20), nullable=True),
    sa.Column('act', sa.String(length=64), nullable=False),
    sa.Column('subject', sa.String(length=64), nullable=False),
    sa.Column('details', sa.JSON(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_audit_entries'))
    )
    with op.batch_alter_table('audit_entries', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_audit_entries_account_id'), ['account_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_audit_entries_at'), ['at'], unique=False)
        batch_op.create_index(batch_op.f('ix_audit_entries_subject'), ['subject'], unique=False)

    op.create_table('changes',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('account_id', sa.String(length=20), nullable=True),
    sa.Column('stakeholder_id', sa.String(length=20), nullable=False),
    sa.Column('subject', sa.String(length=20), nullable=False),
    sa.Column('field', sa.String(length=64), nullable=False),
    sa.Column('before', sa.JSON(), nullable=False),
    sa.Column('after', sa.JSON(), nullable=False),
    sa.Column('source', sa.String(length=32), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_changes'))
    )
    with op.batch_alter_table('changes', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_changes_stakeholder_id'), ['stakeholder_id'], unique=False)

    op.create_table('imports',
    sa.Column('id', sa.String(length=20), nullable=False),
    sa.Column('filename', sa.String(), nullable=False),
    sa.Column('ties_filename', sa.String(), nullable=False),
    sa.Column('source', sa.String(length=64), nullable=False),
    sa.Column('state', sa.Enum('looking', 'uploaded', 'queued', 'done', 'refused', 'undoing', 'undone', name='importstate', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('strict', sa.Boolean(), nullable=False),
    sa.Column('mapping', sa.JSON(), nullable=False),
    sa.Column('ties_mapping', sa.JSON(), nullable=False),
    sa.Column('decisions', sa.JSON(), nullable=False),
    sa.Column('preview', sa.JSON(), nullable=False),
    sa.Column('counts', sa.JSON(), nullable=False),
    sa.Column('ties_counts', sa.JSON(), nullable=False),
    sa.Column('message', sa.JSON(), nullable=False),
    sa.Column('job_id', sa.String(length=20), nullable=True),
    sa.Column('account_id', sa.String(length=20), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('finished_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('undone_at', sa.DateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_imports'))
    )
    with op.batch_alter_table('imports', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_imports_account_id'), ['account_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_imports_source'), ['source'], unique=False)

    op.create_table('jobs',
    sa.Column('id', sa.String(length=20), nullable=False),
    sa.Column('kind', sa.String(length=64), nullable=False),
    sa.Column('payload', sa.JSON(), nullable=False),
    sa.Column('state', sa.Enum('queued', 'running', 'done', 'dead', name='jobstate', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('leased_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('done', sa.Integer(), nullable=False),
    sa.Column('total', sa.Integer(), nullable=False),
    sa.Column('error', sa.String(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('finished_at', sa.DateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_jobs'))
    )
    with op.batch_alter_table('jobs', schema=None) as batch_op:
        batch_op.create_index('ix_jobs_due', ['state', 'due_at'], unique=False)

    op.create_table('network_revision',
    sa.Column('id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('revision', sa.BigInteger(), nullable=False),
    sa.CheckConstraint('id = 1', name=op.f('ck_network_revision_single_row')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_network_revision'))
    )
    op.create_table('pilots',
    sa.Column('id', sa.String(length=20), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pilots'))
    )
    op.create_table('saved_mappings',
    sa.Column('signature', sa.String(length=64), nullable=False),
    sa.Column('mapping', sa.JSON(), nullable=False),
    sa.Column('account_id', sa.String(length=20), nullable=True),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('signature', name=op.f('pk_saved_mappings'))
    )
    op.create_table('stakeholders',
    sa.Column('id', sa.String(length=20), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('kind', sa.Enum('enterprise', 'innovator', 'policymaker', 'support', name='kind', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('about', sa.String(), nullable=False),
    sa.Column('country', sa.String(length=2), nullable=False),
    sa.Column('region', sa.String(length=8), nullable=False),
    sa.Column('place', sa.String(), nullable=False),
    sa.Column('lat', sa.Double(), nullable=True),
    sa.Column('lon', sa.Double(), nullable=True),
    sa.Column('languages', sa.JSON(), nullable=False),
    sa.Column('themes', sa.JSON(), nullable=False),
    sa.Column('website', sa.String(), nullable=False),
    sa.Column('email', sa.String(), nullable=False),
    sa.Column('legal_form', sa.String(), nullable=False),
    sa.Column('people', sa.String(length=16), nullable=False),
    sa.Column('founded', sa.Integer(), nullable=True),
    sa.Column('stage', sa.String(length=32), nullable=False),
    sa.Column('authority_level', sa.String(length=32), nullable=False),
    sa.Column('support_type', sa.String(length=32), nullable=False),
    sa.Column('audiences', sa.JSON(), nullable=False),
    sa.Column('verified_on', sa.Date(), nullable=True),
    sa.Column('opted_out', sa.Boolean(), nullable=False),
    sa.Column('hidden', sa.Boolean(), nullable=False),
    sa.Column('source', sa.String(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('(lat IS NULL) = (lon IS NULL)', name=op.f('ck_stakeholders_coordinates_in_pairs')),
    sa.CheckConstraint('lat BETWEEN -90 AND 90', name=op.f('ck_stakeholders_latitude')),
    sa.CheckConstraint('lon BETWEEN -180 AND 180', name=op.f('ck_stakeholders_longitude')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_stakeholders'))
    )
    with op.batch_alter_table('stakeholders', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_stakeholders_name'), ['name'], unique=False)
        batch_op.create_index(batch_op.f('ix_stakeholders_region'), ['region'], unique=False)

    op.create_table('throttles',
    sa.Column('key', sa.String(length=128), nullable=False),
    sa.Column('since', sa.DateTime(timezone=True), nullable=False),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_throttles'))
    )
    op.create_table('touched',
    sa.Column('stakeholder_id', sa.String(length=20), nullable=False),
    sa.Column('revision', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('stakeholder_id', name=op.f('pk_touched'))
    )
    with op.batch_alter_table('touched', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_touched_revision'), ['revision'], unique=False)

    op.create_table('aliases',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('stakeholder_id', sa.String(length=20), nullable=False),
    sa.Column('source', sa.String(length=64), nullable=False),
    sa.Column('source_id', sa.String(length=256), nullable=False),
    sa.Column('seen', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['stakeholder_id'], ['stakeholders.id'], name=op.f('fk_aliases_stakeholder_id_stakeholders'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_aliases')),
    sa.UniqueConstraint('source', 'source_id', name=op.f('uq_aliases_source_source_id'))
    )
    with op.batch_alter_table('aliases', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_aliases_source_id'), ['source_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_aliases_stakeholder_id'), ['stakeholder_id'], unique=False)

    op.create_table('import_rows',
    sa.Column('import_id', sa.String(length=20), nullable=False),
    sa.Column('part', sa.String(length=16), nullable=False),
    sa.Column('number', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('outcome', sa.String(length=16), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('subject', sa.String(length=20), nullable=True),
    sa.Column('reasons', sa.JSON(), nullable=False),
    sa.Column('changes', sa.JSON(), nullable=False),
    sa.Column('before', sa.JSON(), nullable=False),
    sa.Column('undo', sa.String(length=16), nullable=False),
    sa.ForeignKeyConstraint(['import_id'], ['imports.id'], name=op.f('fk_import_rows_import_id_imports'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('import_id', 'part', 'number', name=op.f('pk_import_rows'))
    )
    op.create_table('needs',
    sa.Column('id', sa.String(length=20), nullable=False),
    sa.Column('stakeholder_id', sa.String(length=20), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('cooperation', sa.JSON(), nullable=False),
    sa.Column('themes', sa.JSON(), nullable=False),
    sa.Column('reach', sa.Enum('local', 'regional', 'national', 'european', name='reach', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('valid_until', sa.Date(), nullable=True),
    sa.Column('state', sa.Enum('open', 'met', 'withdrawn', 'expired', name='statementstate', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('confirmed_on', sa.Date(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['stakeholder_id'], ['stakeholders.id'], name=op.f('fk_needs_stakeholder_id_stakeholders'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_needs'))
    )
    with op.batch_alter_table('needs', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_needs_stakeholder_id'), ['stakeholder_id'], unique=False)

    op.create_table('offers',
    sa.Column('id', sa.String(length=20), nullable=False),
    sa.Column('stakeholder_id', sa.String(length=20), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('cooperation', sa.JSON(), nullable=False),
    sa.Column('themes', sa.JSON(), nullable=False),
    sa.Column('reach', sa.Enum('local', 'regional', 'national', 'european', name='reach', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('valid_until', sa.Date(), nullable=True),
    sa.Column('state', sa.Enum('open', 'met', 'withdrawn', 'expired', name='statementstate', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('confirmed_on', sa.Date(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['stakeholder_id'], ['stakeholders.id'], name=op.f('fk_offers_stakeholder_id_stakeholders'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_offers'))
    )
    with op.batch_alter_table('offers', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_offers_stakeholder_id'), ['stakeholder_id'], unique=False)

    op.create_table('pilot_regions',
    sa.Column('pilot_id', sa.String(length=20), nullable=False),
    sa.Column('region', sa.String(length=8), nullable=False),
    sa.ForeignKeyConstraint(['pilot_id'], ['pilots.id'], name=op.f('fk_pilot_regions_pilot_id_pilots'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('pilot_id', 'region', name=op.f('pk_pilot_regions'))
    )
    op.create_table('role_grants',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.String(length=20), nullable=False),
    sa.Column('role', sa.Enum('member', 'official', 'organiser', 'administrator', name='role', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('place', sa.String(length=20), nullable=False),
    sa.Column('granted_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("(role = 'administrator') = (place = '')", name=op.f('ck_role_grants_only_administrators_everywhere')),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_role_grants_account_id_accounts'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_role_grants')),
    sa.UniqueConstraint('account_id', 'role', 'place', name=op.f('uq_role_grants_account_id_role_place'))
    )
    with op.batch_alter_table('role_grants', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_role_grants_place'), ['place'], unique=False)

    op.create_table('sign_ins',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('secret_hash', sa.String(length=64), nullable=False),
    sa.Column('account_id', sa.String(length=20), nullable=False),
    sa.Column('agent', sa.String(), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_sign_ins_account_id_accounts'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sign_ins')),
    sa.UniqueConstraint('secret_hash', name=op.f('uq_sign_ins_secret_hash'))
    )
    with op.batch_alter_table('sign_ins', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sign_ins_account_id'), ['account_id'], unique=False)

    op.create_table('suggestion_verdicts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('stakeholder_id', sa.String(length=20), nullable=False),
    sa.Column('other_id', sa.String(length=20), nullable=False),
    sa.Column('need_id', sa.String(length=20), nullable=True),
    sa.Column('verdict', sa.Enum('saved', 'hidden', 'not_relevant', name='verdict', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('reason', sa.Enum('known', 'far', 'other_subject', 'later', name='dismissal', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('account_id', sa.String(length=20), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['other_id'], ['stakeholders.id'], name=op.f('fk_suggestion_verdicts_other_id_stakeholders'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['stakeholder_id'], ['stakeholders.id'], name=op.f('fk_suggestion_verdicts_stakeholder_id_stakeholders'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_suggestion_verdicts')),
    sa.UniqueConstraint('stakeholder_id', 'other_id', name=op.f('uq_suggestion_verdicts_stakeholder_id_other_id'))
    )
    with op.batch_alter_table('suggestion_verdicts', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_suggestion_verdicts_other_id'), ['other_id'], unique=False)

    op.create_table('ties',
    sa.Column('id', sa.String(length=20), nullable=False),
    sa.Column('a_id', sa.String(length=20), nullable=False),
    sa.Column('b_id', sa.String(length=20), nullable=False),
    sa.Column('kind', sa.String(length=32), nullable=False),
    sa.Column('label', sa.String(), nullable=False),
    sa.Column('since', sa.Integer(), nullable=True),
    sa.Column('confirmed_a', sa.Boolean(), nullable=False),
    sa.Column('confirmed_b', sa.Boolean(), nullable=False),
    sa.Column('source', sa.String(length=64), nullable=False),
    sa.Column('import_id', sa.String(length=20), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('a_id < b_id', name=op.f('ck_ties_ordered')),
    sa.ForeignKeyConstraint(['a_id'], ['stakeholders.id'], name=op.f('fk_ties_a_id_stakeholders'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['b_id'], ['stakeholders.id'], name=op.f('fk_ties_b_id_stakeholders'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ties')),
    sa.UniqueConstraint('a_id', 'b_id', 'label', name=op.f('uq_ties_a_id_b_id_label'))
    )
    with op.batch_alter_table('ties', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_ties_a_id'), ['a_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_ties_b_id'), ['b_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_ties_import_id'), ['import_id'], unique=False)

    op.execute("INSERT INTO network_revision (id, revision) VALUES (1, 0)")


def downgrade() -> None:
    with op.batch_alter_table('ties', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_ties_import_id'))
        batch_op.drop_index(batch_op.f('ix_ties_b_id'))
        batch_op.drop_index(batch_op.f('ix_ties_a_id'))

    op.drop_table('ties')
    with op.batch_alter_table('suggestion_verdicts', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_suggestion_verdicts_other_id'))

    op.drop_table('suggestion_verdicts')
    with op.batch_alter_table('sign_ins', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_sign_ins_account_id'))

    op.drop_table('sign_ins')
    with op.batch_alter_table('role_grants', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_role_grants_place'))

    op.drop_table('role_grants')
    op.drop_table('pilot_regions')
    with op.batch_alter_table('offers', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_offers_stakeholder_id'))

    op.drop_table('offers')
    with op.batch_alter_table('needs', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_needs_stakeholder_id'))

    op.drop_table('needs')
    op.drop_table('import_rows')
    with op.batch_alter_table('aliases', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_aliases_stakeholder_id'))
        batch_op.drop_index(batch_op.f('ix_aliases_source_id'))

    op.drop_table('aliases')
    with op.batch_alter_table('touched', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_touched_revision'))

    op.drop_table('touched')
    op.drop_table('throttles')
    with op.batch_alter_table('stakeholders', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_stakeholders_region'))
        batch_op.drop_index(batch_op.f('ix_stakeholders_name'))

    op.drop_table('stakeholders')
    op.drop_table('saved_mappings')
    op.drop_table('pilots')
    op.drop_table('network_revision')
    with op.batch_alter_table('jobs', schema=None) as batch_op:
        batch_op.drop_index('ix_jobs_due')

    op.drop_table('jobs')
    with op.batch_alter_table('imports', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_imports_source'))
        batch_op.drop_index(batch_op.f('ix_imports_account_id'))

    op.drop_table('imports')
    with op.batch_alter_table('changes', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_changes_stakeholder_id'))

    op.drop_table('changes')
    with op.batch_alter_table('audit_entries', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_audit_entries_subject'))
        batch_op.drop_index(batch_op.f('ix_audit_entries_at'))
        batch_op.drop_index(batch_op.f('ix_audit_entries_account_id'))

    op.drop_table('audit_entries')
    op.drop_table('accounts')

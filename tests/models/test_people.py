"""What the migration makes of roles that were there before parts were: members become owners."""

from __future__ import annotations

from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import text

from matchmaker.config import Settings
from matchmaker.core.actors import Grant
from matchmaker.core.entities import Role
from matchmaker.db import Database
from matchmaker.instance import alembic_config, migration_engine, open_database
from matchmaker.services import accounts
from tests.factories import grant, make_account, make_stakeholder

STEP = "0012"


def migrate(database: Database, *, down: bool) -> None:
    """Go to the step before parts, or to the newest."""
    config, engine = alembic_config(), migration_engine(database)
    before = ScriptDirectory.from_config(config).get_revision(STEP).down_revision
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        if down:
            command.downgrade(config, str(before))
        else:
            command.upgrade(config, "head")
        connection.commit()
    engine.dispose()


def test_whoever_was_a_member_is_an_owner(sqlite_settings: Settings) -> None:
    database = open_database(sqlite_settings)
    with database.transaction() as session:
        own = make_stakeholder(session).id
        account = make_account(session)
        grant(session, account, Role.MEMBER, own)
        grant(session, account, Role.OFFICIAL, "DE11")
    migrate(database, down=True)
    with database.reading() as session:
        columns = session.execute(text("SELECT * FROM role_grants")).keys()
        assert "part" not in columns
    migrate(database, down=False)
    with database.reading() as session:
        found = accounts.list_grants(session, account.id)
    assert set(found) == {Grant(Role.MEMBER, own), Grant(Role.OFFICIAL, "DE11")}
    database.dispose()

"""Alembic migrations: `versions/` holds one file per step, in order."""

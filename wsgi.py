"""The one place where an app is made at import, for servers that want a module: `gunicorn wsgi:app`."""

from __future__ import annotations

from matchmaker.app import create_app

app = create_app()

"""The one place where an app is made at import, for servers that want a module: `gunicorn wsgi:app`."""

from __future__ import annotations

import atexit

from matchmaker.app import create_app
from matchmaker.services import suggestions

app = create_app()
# The last numbers of the exposure log, when the server ends this process.
atexit.register(suggestions.hand_over, app.extensions["database"])

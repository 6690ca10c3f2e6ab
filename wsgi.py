"""The one place where an app is made at import, for servers that want a module: `gunicorn wsgi:app`."""

from __future__ import annotations

import atexit
from datetime import UTC, datetime
from threading import Thread

from matchmaker.app import create_app
from matchmaker.services import suggestions

app = create_app()
database = app.extensions["database"]
# The last numbers of the exposure log, when the server ends this process.
atexit.register(suggestions.hand_over, database)
# The first reader of this process need not wait for the network to be read. Should the database be away, the
# thread ends with its error in the log, and the first reader finds out anew.
Thread(target=suggestions.warm, args=[database], kwargs={"now": datetime.now(UTC)}, daemon=True).start()

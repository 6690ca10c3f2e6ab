"""Write the list of addresses that tests/architecture/test_doors.py keeps."""

from __future__ import annotations

import tempfile

from matchmaker.app import create_app
from matchmaker.config import Settings
from tests.architecture.test_doors import KEPT, addresses

with tempfile.TemporaryDirectory() as folder:
    app = create_app(Settings(instance=folder))
    KEPT.write_text("\n".join(addresses(app)) + "\n", "utf-8")
    app.extensions["database"].dispose()

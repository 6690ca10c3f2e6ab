"""One build step that setup.cfg cannot say: a wheel without its installed assets or catalogues is refused."""

from __future__ import annotations

import sys
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).parent


class BuildWithAssets(build_py):
    """Copies the package as ever, after looking whether all that pages need is there."""

    def run(self) -> None:
        """Refuse to build a wheel whose pages would have no type faces or no translations."""
        if not self.editable_mode:
            vendor = [path for path in (ROOT / "static" / "vendor").rglob("*") if path.is_file()]
            catalogues = (ROOT / "matchmaker" / "translations").glob("*/LC_MESSAGES/*.po")
            uncompiled = [path for path in catalogues if not path.with_suffix(".mo").is_file()]
            if not vendor or uncompiled:
                sys.exit("The assets or the compiled catalogues are missing. Run: make assets catalogues")
        super().run()


setup(cmdclass={"build_py": BuildWithAssets})

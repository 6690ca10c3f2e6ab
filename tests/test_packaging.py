"""An installed wheel serves its pages from any folder, and the locks hold all that it needs."""

from __future__ import annotations

import configparser
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = (
    "matchmaker",
    "templates",
    "static",
    "setup.cfg",
    "setup.py",
    "pyproject.toml",
    "README.md",
    "LICENSE",
)

FETCH = """
import sys
from pathlib import Path
import matchmaker
from matchmaker.app import create_app
from matchmaker.config import Settings
from matchmaker.paths import STATIC, TEMPLATES

package = Path(matchmaker.__file__).parent
assert package.is_relative_to(sys.argv[1]), package
assert TEMPLATES == package / "templates" and STATIC == package / "static"
app = create_app(Settings(instance=sys.argv[2]))
client = app.test_client()
assert client.get("/healthz").status_code == 200
page = client.get("/", headers={"Accept-Language": "de"})
assert page.status_code == 200 and b"</html>" in page.data and b'lang="de"' in page.data
for path in ("css/tokens.css", "vendor/htmx.min.js"):
    assert client.get(f"/static/{path}").status_code == 200, path
print("served")
"""


def copy_sources(target: Path) -> Path:
    """The files that a build reads, away from the checkout, so that building leaves nothing behind in it."""
    target.mkdir()
    for name in SOURCES:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=shutil.ignore_patterns("__pycache__"))
        elif source.exists():
            shutil.copy(source, target / name)
    return target


def build(source: Path, target: Path) -> subprocess.CompletedProcess[str]:
    """Build a wheel the way `pip wheel` does, without fetching anything."""
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--no-index",
               "--quiet", "--wheel-dir", str(target), str(source)]  # fmt: skip
    return subprocess.run(command, capture_output=True, text=True, cwd=target.parent)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    done = build(copy_sources(folder / "source"), folder / "built")
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = (folder / "built").glob("matchmaker-*.whl")
    return built


def test_an_installed_wheel_serves_a_page_from_any_folder(wheel: Path, tmp_path: Path) -> None:
    installed, elsewhere = tmp_path / "installed", tmp_path / "elsewhere"
    elsewhere.mkdir()
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
    done = subprocess.run(
        [sys.executable, "-c", FETCH, str(installed), str(elsewhere / "instance")],
        cwd=elsewhere, env={**os.environ, "PYTHONPATH": str(installed)}, capture_output=True, text=True,
    )  # fmt: skip
    assert done.stdout.strip() == "served", done.stderr


def test_the_wheel_holds_everything_that_is_no_python(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder, inside in (("templates", "matchmaker/templates"), ("static", "matchmaker/static"),
                           ("matchmaker", "matchmaker")):  # fmt: skip
        for path in (ROOT / folder).rglob("*"):
            hidden = any(part.startswith((".", "__pycache__")) for part in path.relative_to(ROOT).parts)
            if path.is_file() and not hidden:
                assert f"{inside}/{path.relative_to(ROOT / folder).as_posix()}" in names


def test_the_wheel_holds_the_licence_and_nothing_of_the_tests(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert any(name.endswith("LICENSE") for name in names)
    assert not [name for name in names if name.startswith(("tests/", "instance/", "docs/"))]
    assert not [name for name in names if "__pycache__" in name]


def test_a_wheel_without_its_assets_is_refused(tmp_path: Path) -> None:
    source = copy_sources(tmp_path / "source")
    shutil.rmtree(source / "static" / "vendor", ignore_errors=True)
    done = build(source, tmp_path / "built")
    assert done.returncode != 0
    assert "make assets catalogues" in done.stdout + done.stderr


def requirements(section: str, name: str) -> set[str]:
    """The names that setup.cfg asks for."""
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg", "utf-8")
    lines = config[section][name].split()
    return {re.split(r"[<>=\[!~;]", line)[0].lower() for line in lines if not line.startswith("#")}


def locked(name: str) -> dict[str, tuple[str, bool]]:
    """What a lock holds: name -> its versions, and whether every one has hashes."""
    entries: dict[str, tuple[str, bool]] = {}
    for block in re.split(r"\n(?=\S)", (ROOT / name).read_text("utf-8")):
        if found := re.match(r"([\w.-]+)(?:\[[\w,]+\])?==(\S+)", block):
            version, hashed = entries.get(found[1], ("", True))
            entries[found[1]] = (f"{version} {found[2]}".strip(), hashed and "--hash=sha256:" in block)
    return entries


def test_the_locks_hold_what_setup_cfg_asks_for() -> None:
    runtime, dev = locked("requirements.lock"), locked("requirements-dev.lock")
    needed = requirements("options", "install_requires") | requirements("options.extras_require", "build")
    tools = requirements("options.extras_require", "test") | requirements("options.extras_require", "dev")
    assert needed <= set(runtime), "run: make lock"
    assert needed | tools <= set(dev), "run: make lock"


def test_the_tests_run_against_the_versions_that_a_site_runs() -> None:
    runtime, dev = locked("requirements.lock"), locked("requirements-dev.lock")
    assert {name: dev.get(name) for name in runtime} == runtime


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock", "requirements-assets.lock"])
def test_every_locked_file_has_its_hash_and_no_lock_names_an_address(name: str) -> None:
    assert all(hashed for _version, hashed in locked(name).values())
    assert "://" not in (ROOT / name).read_text("utf-8")

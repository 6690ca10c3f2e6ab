from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from matchmaker.core import compiled

# It also asks the memory for what lies far behind the array, which must not matter.
# A module of its own on disk, since numba keeps what it compiled by the file that a function comes from.
MODULE = """
from matchmaker.core.compiled import ahead, compiled, sealed

@compiled
def total(values):
    found = 0.0
    for i in range(values.size):
        ahead(values, i + 1000)
        found += values[i]
    return found
"""
HIGH = """
import numpy as np
from matchmaker.core.compiled import compiled, lowest, over

@compiled
def places(values, at, least):
    bits, found = over(values, at, least), [0]
    while bits:
        found.append(at + lowest(bits))
        bits &= bits - np.uint64(1)
    return found[1:]

def found():
    values = np.zeros(65, np.float32)
    values[[0, 1, 5, 64]] = 9.0, 3.0, np.inf, 2.5
    values[[7, 8]] = np.nan, 2.0
    return [int(one) for one in places(values, 1, np.float32(2.0))]
"""
ASKED = "import numpy as np, sums; print(sums.total(sums.sealed(np.arange(5.0))))"


def asking(folder: Path, code: str = ASKED, **environment: str) -> subprocess.Popen[str]:
    (folder / "sums.py").write_text(MODULE, encoding="utf-8")
    root = Path(compiled.__file__).parents[2]
    paths = os.pathsep.join([str(folder), str(root)])
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", code],
        env=os.environ | {"PYTHONPATH": paths} | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def answers(process: subprocess.Popen[str]) -> str:
    out, errors = process.communicate(timeout=120)
    assert process.returncode == 0, errors
    return out.strip()


def test_a_function_gives_the_same_compiled_and_as_plain_python(tmp_path: Path) -> None:
    assert answers(asking(tmp_path)) == "10.0"
    assert answers(asking(tmp_path, NUMBA_DISABLE_JIT="1")) == "10.0"


def test_64_comparisons_at_once_give_the_same_compiled_and_as_plain_python(tmp_path: Path) -> None:
    (tmp_path / "high.py").write_text(HIGH, encoding="utf-8")
    for off in "01":
        process = asking(tmp_path, "import high; print(high.found())", NUMBA_DISABLE_JIT=off)
        assert answers(process) == "[1, 5, 64]"


def test_what_was_compiled_is_kept_where_the_setting_says(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    answers(asking(tmp_path, NUMBA_CACHE_DIR=str(kept), NUMBA_DISABLE_JIT="0"))
    assert any(kept.rglob("*.nbi"))


def test_without_any_folder_to_keep_it_in_each_process_compiles_for_itself(tmp_path: Path) -> None:
    # No folder can lie below a file, not even for root: not the one set, not one beside the source, no home.
    (tmp_path / "__pycache__").write_text("", encoding="utf-8")
    (tmp_path / "file").write_text("", encoding="utf-8")
    nowhere = str(tmp_path / "file" / "below")
    process = asking(tmp_path, NUMBA_CACHE_DIR=nowhere, HOME=nowhere, XDG_CACHE_HOME=nowhere,
                     PYTHONDONTWRITEBYTECODE="1")  # fmt: skip
    assert answers(process) == "10.0"
    assert not list(tmp_path.rglob("*.nbi"))


def test_processes_that_compile_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    started = [asking(tmp_path, NUMBA_CACHE_DIR=str(tmp_path / "kept")) for _ in range(3)]
    assert [answers(one) for one in started] == ["10.0"] * 3


def test_a_missing_numba_leaves_plain_functions(tmp_path: Path) -> None:
    # A name that stands for nothing in sys.modules is a failed import.
    code = "import sys; sys.modules['numba'] = None; " + ASKED
    (tmp_path / "sums.py").write_text(MODULE, encoding="utf-8")
    root = Path(compiled.__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code + "; from matchmaker.core.compiled import COMPILES; print(COMPILES)"],
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(tmp_path), str(root)])},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.split() == ["10.0", "False"]

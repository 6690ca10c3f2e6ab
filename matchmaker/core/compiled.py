"""Loops over arrays as machine code: the one place that knows numba, and what to do where it cannot compile.

A module of such loops imports this one at its head and is itself imported where it is first needed, inside a
function: loading numba costs a fifth of a second of processor, which `matchmaker --help` must not pay. Loops
that call each other stand in one file, because numba tells by the file whether its cache is still true.

numba compiles once for each kind of arguments, and an array that may not be written is another kind than one
that may. So hand over the arrays of an index always read-only (`sealed`) and working arrays always writable.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from matchmaker.core.sealing import sealed as sealed

P = ParamSpec("P")
R = TypeVar("R")


try:
    import numba
except ImportError:
    _numba: Any = None
else:
    _numba = numba

COMPILES = bool(_numba) and not _numba.config.DISABLE_JIT
"""Whether `compiled` compiles; else such functions run as plain Python: right, but a hundred times slower."""


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """The same function as machine code: other threads run meanwhile, no index is checked, x / 0 is infinite.

    It is compiled at its first call and kept on disk: where NUMBA_CACHE_DIR says, else beside its source,
    else in the home of the account. Files there are replaced as a whole, so processes may do so at once.
    Where none of these can be written, each process compiles for itself.
    """
    if not COMPILES:
        return function
    try:
        made = _numba.njit(nogil=True, error_model="numpy", cache=True)(function)
    except RuntimeError:
        # No folder for the cache: numba says so as soon as it is asked to keep anything.
        made = _numba.njit(nogil=True, error_model="numpy")(function)
    ready: Callable[P, R] = made
    return ready

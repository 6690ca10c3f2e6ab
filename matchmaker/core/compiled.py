"""Loops over arrays as machine code: the one place that knows numba, and what to do where it cannot compile.

A module of such loops imports this one at its head and is itself imported where it is first needed, inside a
function: loading numba costs a fifth of a second of processor, which `matchmaker --help` must not pay. Loops
that call each other stand in one file, because numba tells by the file whether its cache is still true.

numba compiles once for each kind of arguments, and an array that may not be written is another kind than one
that may. So hand over the arrays of an index always read-only (`sealed`) and working arrays always writable.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any, ParamSpec, TypeVar

import numpy as np

from matchmaker.core.sealing import sealed as sealed

P = ParamSpec("P")
R = TypeVar("R")


try:
    import numba
    import numba.extending
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


def _ahead(_array: Any, _at: Any) -> None:
    """Nothing, where nothing is compiled."""


def _instruction() -> Callable[[Any, Any], None]:
    """The instruction of the processor that `ahead` is in a compiled loop."""
    cgutils: Any = import_module("numba.core.cgutils")
    ir, types = cgutils.ir, _numba.types

    def ahead(_typing: Any, array: Any, _at: Any) -> Any:
        def made(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            data = context.make_array(signature.args[0])(context, builder, arguments[0]).data
            place = builder.bitcast(builder.gep(data, [arguments[1]]), cgutils.voidptr_t)
            number = ir.IntType(32)
            kind = ir.FunctionType(ir.VoidType(), [cgutils.voidptr_t, number, number, number])
            fetch = cgutils.get_or_insert_function(builder.module, kind, "llvm.prefetch.p0")
            # The numbers say: to read, to be kept as near as can be, data and no instructions.
            builder.call(fetch, [place, number(0), number(3), number(1)])
            return context.get_dummy_value()

        return types.void(array, types.intp), made

    found: Callable[[Any, Any], None] = _numba.extending.intrinsic(ahead)
    return found


ahead: Callable[[Any, Any], None] = _instruction() if COMPILES else _ahead
"""Within a loop: ask the memory for the line where entry `at` of an array lies, and do not wait for it.

Nothing is read, so `at` need not even be an entry. As plain Python it does nothing.
"""


def _over(array: Any, at: Any, least: Any) -> Any:
    """The same as plain Python."""
    return np.uint64(sum(1 << j for j in range(64) if array[at + j] > least))


def _lowest(bits: Any) -> Any:
    """The same as plain Python."""
    return (int(bits) & -int(bits)).bit_length() - 1


def _compared() -> Callable[[Any, Any, Any], Any]:
    """What `over` is in a compiled loop: 64 comparisons side by side."""
    cgutils: Any = import_module("numba.core.cgutils")
    ir, types = cgutils.ir, _numba.types

    def over(_typing: Any, array: Any, _at: Any, least: Any) -> Any:
        def made(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            data = context.make_array(signature.args[0])(context, builder, arguments[0]).data
            kind = ir.VectorType(data.type.pointee, 64)
            place = builder.bitcast(builder.gep(data, [arguments[1]]), kind.as_pointer())
            empty = ir.Constant(kind, ir.Undefined)
            bar = builder.insert_element(empty, arguments[2], ir.Constant(ir.IntType(32), 0))
            spread = ir.Constant(ir.VectorType(ir.IntType(32), 64), [0] * 64)
            found = builder.load(place, align=4)
            bits = builder.fcmp_ordered(">", found, builder.shuffle_vector(bar, empty, spread))
            return builder.bitcast(bits, ir.IntType(64))

        return types.uint64(array, types.intp, array.dtype), made

    found: Callable[[Any, Any, Any], Any] = _numba.extending.intrinsic(over)
    return found


def _counted() -> Callable[[Any], Any]:
    """What `lowest` is in a compiled loop."""
    cgutils: Any = import_module("numba.core.cgutils")
    ir, types = cgutils.ir, _numba.types

    def lowest(_typing: Any, _bits: Any) -> Any:
        def made(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
            return builder.cttz(arguments[0], ir.Constant(ir.IntType(1), 0))

        return types.int64(types.uint64), made

    found: Callable[[Any], Any] = _numba.extending.intrinsic(lowest)
    return found


over: Callable[[Any, Any, Any], Any] = _compared() if COMPILES else _over
"""Within a loop: which of 64 entries of an array of float32, from `at` on, exceed a float32; one bit each."""

lowest: Callable[[Any], Any] = _counted() if COMPILES else _lowest
"""Within a loop: the number of the lowest bit that is set in 64 of them, at least one of which is."""

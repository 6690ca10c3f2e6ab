"""The figures of STYLE's budgets; `python -m tests.architecture.measure` prints them."""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.architecture.source import (
    ROOT,
    TEMPLATES,
    Function,
    Module,
    body_lines,
    modules,
    read_module,
    templates,
)


@dataclass(frozen=True)
class Spread:
    """The middle, the ninth tenth and the largest of some lengths."""

    median: float
    p90: float
    largest: int

    def __str__(self) -> str:
        return f"{self.median:g}/{self.p90:g}/{self.largest}"


def spread(lengths: Sequence[int]) -> Spread:
    """The spread of some lengths; nothing at all counts as zero."""
    ordered = sorted(lengths) or [0]
    return Spread(ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.9)], ordered[-1])


def file_lengths() -> list[int]:
    """Lines of every module that says anything: the one-line `__init__` files would only flatter."""
    return [module.lines for module in modules() if module.lines > 1]


def function_lengths() -> list[int]:
    """Lines of every function without its docstring."""
    return [body_lines(function) for module in modules() for function in module.functions()]


def template_lengths() -> list[int]:
    """Lines of every template."""
    return [len((TEMPLATES / path).read_text("utf-8").splitlines()) for path in templates()]


def test_modules() -> list[Module]:
    """Every file below tests/."""
    return [read_module(path) for path in sorted((ROOT / "tests").rglob("*.py"))]


def untyped(function: Function) -> bool:
    """Whether an argument or the result has no type."""
    arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    named = [one for one in arguments if one.arg not in {"self", "cls"}]
    return function.returns is None or any(one.annotation is None for one in named)


def public_things(module: Module) -> list[tuple[str, bool]]:
    """The module, its public classes, functions and methods; each with whether it has a docstring."""
    found = [(module.name, ast.get_docstring(module.tree) is not None)]
    holders: list[tuple[str, ast.Module | ast.ClassDef]] = [(module.name, module.tree)]
    while holders:
        prefix, holder = holders.pop()
        for node in holder.body:
            if not isinstance(node, ast.ClassDef | Function) or node.name.startswith("_"):
                continue
            found.append((f"{prefix}.{node.name}", ast.get_docstring(node) is not None))
            if isinstance(node, ast.ClassDef):
                holders.append((f"{prefix}.{node.name}", node))
    return found


def comments(module: Module) -> int:
    """How many lines carry a comment."""
    tokens = tokenize.generate_tokens(io.StringIO(module.text).readline)
    return sum(token.type == tokenize.COMMENT for token in tokens)


def code_lines(paths: Sequence[Path]) -> int:
    """Lines that are not empty."""
    return sum(bool(line.strip()) for path in paths for line in path.read_text("utf-8").splitlines())


def main() -> None:
    """Print the figures as one table."""
    total = sum(module.lines for module in modules())
    functions = [function for module in modules() for function in module.functions()]
    things = [has for module in modules() for _name, has in public_things(module)]
    tests = code_lines([module.path for module in test_modules()])
    code = code_lines([module.path for module in modules()])
    rows = {
        "files (median/p90/largest)": str(spread(file_lengths())),
        "functions": str(spread(function_lengths())),
        "templates": str(spread(template_lengths())),
        "typed": f"{100 * sum(not untyped(one) for one in functions) / len(functions):.0f}%",
        "docstrings": f"{100 * sum(things) / len(things):.0f}%",
        "comments per 100 lines": f"{100 * sum(comments(one) for one in modules()) / total:.1f}",
        "test lines / code lines": f"{tests} / {code} = {tests / code:.2f}",
    }
    for name, value in rows.items():
        print(f"{name:28} {value}")  # noqa: T201 - this is what the command is for


if __name__ == "__main__":
    main()

"""The program's own source, read for the tests about it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "matchmaker"
TEMPLATES = ROOT / "templates"

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Import:
    """One imported name: `module` and, with `from`, the name taken out of it."""

    module: str
    name: str
    line: int
    for_types: bool
    in_function: bool

    @property
    def top(self) -> str:
        """The package that it comes from."""
        return self.module.partition(".")[0]


@dataclass(frozen=True)
class Module:
    """One file of the package."""

    name: str
    path: Path
    text: str
    tree: ast.Module

    @property
    def layer(self) -> str:
        """The folder, or the file at the top of the package, that it belongs to."""
        return [*self.name.split("."), ""][1]

    @property
    def lines(self) -> int:
        """How long the file is."""
        return len(self.text.splitlines())

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Everything in the file, walked once for all tests: there are hundreds of thousands."""
        return tuple(ast.walk(self.tree))

    @cached_property
    def imports(self) -> tuple[Import, ...]:
        """All imports, wherever they stand."""
        return tuple(self._imports())

    def _imports(self) -> Iterator[Import]:
        for node, for_types, in_function in _walk(self.tree, for_types=False, in_function=False):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    yield Import(alias.name, "", node.lineno, for_types, in_function)
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"{self.name}: relative import"
                for alias in node.names:
                    yield Import(node.module or "", alias.name, node.lineno, for_types, in_function)

    def functions(self) -> Iterator[Function]:
        """All functions and methods."""
        return (node for node in self.nodes if isinstance(node, Function))

    def calls(self) -> Iterator[ast.Call]:
        """All calls."""
        return (node for node in self.nodes if isinstance(node, ast.Call))


@cache
def modules() -> tuple[Module, ...]:
    """Every module of the package; what Alembic wrote is not ours to judge."""
    return tuple(
        read_module(path)
        for path in sorted(PACKAGE.rglob("*.py"))
        if "versions" not in path.parts and "__pycache__" not in path.parts
    )


def read_module(path: Path) -> Module:
    """One file, parsed."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    text = path.read_text("utf-8")
    return Module(name, path, text, ast.parse(text, str(path)))


def of_layers(*layers: str) -> list[Module]:
    """The modules of these layers."""
    return [module for module in modules() if module.layer in layers]


def templates() -> list[Path]:
    """Every template, as a path below templates/."""
    files = (path for path in TEMPLATES.rglob("*") if path.suffix in {".html", ".txt", ".svg", ".xml"})
    return sorted(path.relative_to(TEMPLATES) for path in files)


def called(call: ast.Call) -> str:
    """The last name of what is called: `b` in `a.b()`."""
    match call.func:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
    return ""


def body_lines(function: Function) -> int:
    """The length of a function without its docstring; decorators do not count."""
    length = (function.end_lineno or function.lineno) - function.lineno + 1
    if ast.get_docstring(function, clean=False) is not None:
        doc = function.body[0]
        length -= (doc.end_lineno or doc.lineno) - doc.lineno + 1
    return length


def _walk(node: ast.AST, *, for_types: bool, in_function: bool) -> Iterator[tuple[ast.AST, bool, bool]]:
    for child in ast.iter_child_nodes(node):
        types = for_types or (isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test))
        inside = in_function or isinstance(child, Function)
        yield child, types, inside
        yield from _walk(child, for_types=types, in_function=inside)

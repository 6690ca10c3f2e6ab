"""Which way the arrows point (DESIGN: The house): each layer imports only what it may."""

from __future__ import annotations

import ast
import dataclasses
import importlib
import subprocess
import sys
from collections.abc import Iterator
from enum import Enum
from types import ModuleType

import pytest

from matchmaker.services import ORDER
from tests.architecture.source import Import, Module, called, modules, of_layers

# What each layer may import from the package besides itself. "core values" are enums, frozen values and
# constants of core, and its closed lists of words; "models types" may be used in annotations only.
MAY: dict[str, set[str]] = {
    "": set(),
    "core": set(),
    "store": {"core", "errors", "paths"},
    "db": set(),
    "errors": {"core"},
    "paths": set(),
    "permissions": {"core", "errors"},
    "config": {"core", "errors", "paths"},
    "i18n": {"core", "errors", "paths"},
    "logs": {"config"},
    "mail": {"core", "errors", "i18n", "paths"},
    "models": {"core", "db"},
    "migrations": {"models", "db"},
    "backup": {"db", "errors"},
    "instance": {"backup", "config", "db", "errors", "paths"},
    # services take `Database` from db for the short transactions of their own (throttle, security audit).
    "services": {"core", "store", "models", "permissions", "errors", "mail", "i18n", "db"},
    "context": {"config", "core", "db", "errors", "i18n", "services"},
    "web": {"services", "permissions", "errors", "i18n", "context", "core values", "models types", "paths"},
    "api": {"services", "permissions", "errors", "i18n", "context", "core values", "models types"},
    "cli": {"services", "db", "errors", "config", "mail", "core values", "models types", "instance", "i18n",
            "backup", "logs", "app", "jobs", "permissions"},
    "jobs": {"services", "db", "errors", "config", "mail", "core values", "models types", "instance", "i18n",
             "logs"},
}  # fmt: skip

FRAMEWORKS = {"flask", "flask_babel", "flask_login", "flask_wtf", "werkzeug", "wtforms"}
# Besides what MAY says of our own: libraries that a layer never imports.
NEVER: dict[str, set[str]] = {
    "core": FRAMEWORKS | {"sqlalchemy", "alembic", "jinja2", "babel", "os", "pathlib", "shutil", "tempfile",
                          "io", "time", "secrets", "uuid", "sqlite3", "glob", "subprocess"},
    "store": FRAMEWORKS | {"sqlalchemy", "alembic"},
    "models": FRAMEWORKS,
    "permissions": FRAMEWORKS | {"sqlalchemy"},
    "errors": FRAMEWORKS | {"sqlalchemy"},
    "db": FRAMEWORKS,
    "i18n": FRAMEWORKS,
    "mail": FRAMEWORKS | {"sqlalchemy"},
    "services": FRAMEWORKS,
    "web": {"sqlalchemy", "alembic"},
    "api": {"sqlalchemy", "alembic"},
    "cli": FRAMEWORKS | {"sqlalchemy", "alembic"},
    "jobs": FRAMEWORKS | {"sqlalchemy", "alembic"},
}  # fmt: skip

# Closed lists and the sentences made of them: doors look words up here, in the reader's language.
WORDS = ("matchmaker.core.vocabulary", "matchmaker.core.words", "matchmaker.core.explain")
# Libraries that take long to load: a module that needs one may be imported where it is first used.
HEAVY = {"sklearn", "scipy", "numpy", "networkx", "networkit", "openpyxl", "numba", "waitress", "gunicorn",
         "rapidfuzz"}  # fmt: skip

READS_OR_WRITES_FILES = {"open", "read_text", "write_text", "read_bytes", "write_bytes", "mkdir", "unlink"}


def ours(module: Module) -> Iterator[tuple[Import, str]]:
    """Imports from the package, each with the layer that it reaches into."""
    for item in module.imports:
        if item.top == "matchmaker":
            parts = f"{item.module}.{item.name}".split(".")
            yield item, parts[1] if len(parts) > 1 else ""


def is_value(item: Import) -> bool:
    """Whether a name of core is an enum, a frozen value, a constant, or out of its lists of words."""
    if f"{item.module}.{item.name}".startswith(WORDS):
        return True
    found = getattr(importlib.import_module(item.module), item.name, None)
    if isinstance(found, type):
        return issubclass(found, Enum) or dataclasses.is_dataclass(found) or issubclass(found, tuple)
    # A whole module of core (found as None or as a module) is more than a value.
    return found is not None and not callable(found) and not isinstance(found, ModuleType)


def is_for_types(module: Module, item: Import) -> bool:
    """Whether an imported name is used in annotations only."""
    places = (ast.arg, ast.AnnAssign, ast.FunctionDef)
    annotations = [
        found
        for node in module.nodes
        if isinstance(node, places)
        if (found := node.returns if isinstance(node, ast.FunctionDef) else node.annotation) is not None
    ]
    named = {id(name) for one in annotations for name in ast.walk(one) if isinstance(name, ast.Name)}
    used = [node for node in module.nodes if isinstance(node, ast.Name) and node.id == item.name]
    return item.for_types or all(id(node) in named for node in used)


def refusal(module: Module, item: Import, layer: str) -> str | None:
    """Why an import is against the arrows, or None."""
    may = MAY[module.layer]
    where = f"{module.path.name}:{item.line} ({module.name}) imports {item.module}.{item.name}"
    if layer in may or layer == module.layer:
        return None
    if layer == "core" and "core values" in may:
        fine = is_value(item) or is_for_types(module, item)
        return None if fine else f"{where}: doors take only enums and values from core"
    if layer == "models" and "models types" in may:
        return None if is_for_types(module, item) else f"{where}: doors take models for types only"
    return f"{where}: {module.layer} may not import {layer}"


def test_each_layer_imports_only_what_it_may() -> None:
    app = {"app"}  # the list of what is plugged in imports everything
    checked = [module for module in modules() if module.layer not in app]
    unknown = {module.layer for module in checked} - set(MAY)
    assert not unknown, f"say in MAY what these may import: {unknown}"
    faults = [fault for module in checked for item, layer in ours(module)
              if (fault := refusal(module, item, layer))]  # fmt: skip
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("layer", sorted(NEVER))
def test_no_layer_imports_a_library_that_is_not_for_it(layer: str) -> None:
    faults = [
        f"{module.path}:{item.line} imports {item.module}"
        for module in of_layers(layer)
        for item in module.imports
        if item.top in NEVER[layer] and not item.for_types
    ]
    assert not faults, "\n".join(faults)


def test_a_service_calls_only_services_below_it() -> None:
    faults = []
    for module in of_layers("services"):
        parts = module.name.split(".")
        if len(parts) < 3:
            continue
        for item, layer in ours(module):
            reached = f"{item.module}.{item.name}".split(".")[2:3]
            if layer != "services" or not reached or reached[0] == parts[2]:
                continue
            if ORDER.index(reached[0]) < ORDER.index(parts[2]):
                faults.append(f"{module.name} calls {reached[0]}, which stands above it in ORDER")
    assert not faults, "\n".join(faults)


def test_every_service_has_its_place_in_the_order() -> None:
    found = {module.name.split(".")[2] for module in of_layers("services") if module.name.count(".") > 1}
    assert found == set(ORDER)


def loads_slowly(name: str) -> bool:
    """Whether a module of ours imports a heavy library as soon as it is loaded."""
    found = [module for module in modules() if module.name == name]
    return any(item.top in HEAVY and not item.in_function for module in found for item in module.imports)


def test_no_import_of_ours_hides_in_a_function() -> None:
    faults = [
        f"{module.path}:{item.line} imports {item.module}"
        for module in modules()
        for item, _layer in ours(module)
        if item.in_function
        and not loads_slowly(item.module)
        and not loads_slowly(f"{item.module}.{item.name}")
    ]
    assert not faults, "\n".join(faults)


def test_core_is_free_of_frameworks_when_it_is_loaded() -> None:
    code = (
        "import importlib, pkgutil, sys, matchmaker.core as core\n"
        "for found in pkgutil.walk_packages(core.__path__, 'matchmaker.core.'):\n"
        "    importlib.import_module(found.name)\n"
        "print(*sorted({'flask', 'sqlalchemy', 'jinja2', 'babel'} & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_the_package_itself_imports_nothing() -> None:
    (package,) = [module for module in modules() if module.name == "matchmaker"]
    assert not list(package.imports)


def unseeded(call: ast.Call) -> bool:
    """Whether a call draws from chance that nobody can repeat."""
    text = ast.unparse(call.func)
    if text.endswith("default_rng") or text == "random.Random":
        return not call.args and not call.keywords
    return text.startswith(("random.", "np.random.", "numpy.random.")) and text not in {
        "random.Random", "np.random.default_rng", "numpy.random.default_rng",
    }  # fmt: skip


def test_core_and_services_never_read_the_clock() -> None:
    clocks = {"now", "utcnow", "today", "monotonic", "perf_counter"}
    faults = [
        f"{module.path}:{call.lineno} {ast.unparse(call)}"
        for module in of_layers("core", "services", "models", "permissions")
        for call in module.calls()
        if isinstance(call.func, ast.Attribute) and called(call) in clocks
    ]
    assert not faults, "\n".join(faults)


def test_core_draws_only_from_seeded_chance() -> None:
    faults = [
        f"{module.path}:{call.lineno} {ast.unparse(call)}"
        for module in of_layers("core")
        for call in module.calls()
        if unseeded(call)
    ]
    assert not faults, "\n".join(faults)


def test_files_are_read_and_written_in_the_store_alone() -> None:
    faults = [
        f"{module.path}:{call.lineno} {ast.unparse(call)[:80]}"
        for module in of_layers("core", "services", "models", "permissions", "web", "api")
        for call in module.calls()
        if called(call) in READS_OR_WRITES_FILES
    ]
    assert not faults, "\n".join(faults)


def test_nobody_commits_but_the_edge() -> None:
    faults = [
        f"{module.path}:{call.lineno} {ast.unparse(call)}"
        for module in of_layers("core", "store", "models", "services", "web", "api", "cli", "jobs")
        for call in module.calls()
        if called(call) == "commit"
    ]
    assert not faults, "\n".join(faults)


def test_doors_never_query() -> None:
    queries = {"execute", "scalars", "scalar", "query", "select"}
    faults = [
        f"{module.path}:{call.lineno} {ast.unparse(call)[:80]}"
        for module in of_layers("web", "api", "cli", "jobs")
        for call in module.calls()
        if called(call) in queries
    ]
    assert not faults, "\n".join(faults)

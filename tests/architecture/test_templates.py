"""Every template is reached from a view, a mail or an error page, and imports nothing in vain."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from fnmatch import fnmatchcase

import pytest
from jinja2 import Environment, FileSystemLoader, nodes

from tests.architecture.source import TEMPLATES, modules, templates

NAMES = [path.as_posix() for path in templates()]
ENVIRONMENT = Environment(loader=FileSystemLoader(TEMPLATES), extensions=["jinja2.ext.i18n", "jinja2.ext.do"])


def parsed(name: str) -> nodes.Template:
    """A template as a tree."""
    return ENVIRONMENT.parse((TEMPLATES / name).read_text("utf-8"), name)


def named_in_code() -> set[str]:
    """The names of templates that stand in the code; what an f-string fills in becomes a star."""
    found = set()
    for module in modules():
        for node in module.nodes:
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                parts = (part.value if isinstance(part, ast.Constant) else "*" for part in node.values)
                found.add("".join(str(part) for part in parts))
    return {name for name in found if name.endswith((".html", ".txt", ".svg", ".xml"))}


def named_in(name: str) -> Iterator[str]:
    """The templates that a template extends, includes or imports; a star where it is worked out."""
    kinds = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)
    for node in parsed(name).find_all(kinds):
        assert isinstance(node, kinds)
        source = node.template
        if isinstance(source, nodes.Const):
            yield source.value
        elif isinstance(source, nodes.List):
            yield from (item.value for item in source.items if isinstance(item, nodes.Const))
        else:
            constants = [part.value for part in source.find_all(nodes.Const)]
            yield "*".join(["", *map(str, constants), ""])


def matching(patterns: set[str]) -> set[str]:
    """The templates that these names or patterns mean."""
    return {name for name in NAMES if any(fnmatchcase(name, pattern) for pattern in patterns)}


def imported(tree: nodes.Template) -> set[str]:
    """The names that a template imports."""
    names = {item.target for item in tree.find_all(nodes.Import)}
    for item in tree.find_all(nodes.FromImport):
        names |= {name[1] if isinstance(name, tuple) else name for name in item.names}
    return names


def test_every_template_is_reached() -> None:
    reached = matching(named_in_code())
    waiting = set(reached)
    while waiting:
        found = matching(set(named_in(waiting.pop())))
        waiting |= found - reached
        reached |= found
    assert reached == set(NAMES)


def test_every_template_named_in_the_code_exists() -> None:
    folders = tuple(sorted({name.partition("/")[0] + "/" for name in NAMES}))
    missing = {name for name in named_in_code() if name.startswith(folders) and not matching({name})}
    assert not missing


@pytest.mark.parametrize("name", NAMES)
def test_no_template_imports_what_it_does_not_use(name: str) -> None:
    tree = parsed(name)
    used = {node.name for node in tree.find_all(nodes.Name) if node.ctx == "load"}
    assert imported(tree) <= used


@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith(".html")])
def test_no_template_holds_a_style_or_a_script(name: str) -> None:
    text = (TEMPLATES / name).read_text("utf-8")
    # Mails must carry their own styles: mail programs load no style sheet.
    allowed = name.startswith("emails/")
    assert allowed or (" style=" not in text and "<style" not in text)
    assert "<script>" not in text


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("components/")])
def test_a_component_is_one_macro_of_the_same_name(name: str) -> None:
    macros = [macro.name for macro in parsed(name).find_all(nodes.Macro) if not macro.name.startswith("_")]
    assert macros == [name.removeprefix("components/").partition(".")[0]]

"""Every message of the code can be found by the catalogues."""

from __future__ import annotations

import ast

from tests.architecture.source import Module, modules

ERRORS = {"NotAllowed", "NotFound", "Conflict", "TooMany", "Invalid"}
MARKS = {"_", "_l", "N_", "gettext", "ngettext"}


def test_no_message_hides_in_an_f_string() -> None:
    """What reads messages out of the code does not look into f-strings before Python 3.12."""
    hidden = [
        f"{module.path}:{call.lineno}"
        for module in modules()
        for text in module.nodes
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in MARKS
        and call.args
        and isinstance(call.args[0], ast.Constant)
    ]
    assert not hidden


def test_an_error_with_a_name_for_its_words_has_them_marked() -> None:
    """What reads messages out of the code sees the words where an error is raised, not behind a name."""
    raised = {
        call.args[0].id
        for module in modules()
        for call in module.calls()
        if isinstance(call.func, ast.Name)
        and call.func.id in ERRORS
        and call.args
        and isinstance(call.args[0], ast.Name)
    }
    bare = [f"{module.path}:{name}" for module in modules() for name in _bare_words(module) if name in raised]
    assert not bare


def _bare_words(module: Module) -> list[str]:
    """The names of this module that stand for words without a mark."""
    return [
        target.id
        for node in module.tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
        for target in node.targets
        if isinstance(target, ast.Name)
    ]

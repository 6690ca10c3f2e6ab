"""Every message of the code can be found by the catalogues."""

from __future__ import annotations

import ast

from tests.architecture.source import modules

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

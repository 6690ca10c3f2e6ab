"""What every door must do: say its permission, keep its address."""

from __future__ import annotations

import ast
from pathlib import Path

from flask import Flask

from matchmaker.permissions import TABLE
from tests.architecture.source import Function, body_lines, of_layers

KEPT = Path(__file__).parent.parent / "urls.txt"
LONGEST_VIEW = 15


def addresses(app: Flask) -> list[str]:
    """Every address of the app with its methods, as tests/urls.txt keeps them."""
    rules = (rule for rule in app.url_map.iter_rules())
    return sorted(
        f"{rule} {' '.join(sorted((rule.methods or set()) - {'HEAD', 'OPTIONS'}))}" for rule in rules
    )


def test_every_route_says_which_permission_it_needs(sqlite_app: Flask) -> None:
    views = {name: view for name, view in sqlite_app.view_functions.items() if name != "static"}
    assert views
    unknown = {name for name, view in views.items() if getattr(view, "permission", None) not in TABLE}
    assert not unknown


def test_every_permission_is_needed_somewhere() -> None:
    texts = [module.text for module in of_layers("web", "api", "cli", "services")]
    unused = {name for name in TABLE if not any(f'"{name}"' in text for text in texts)}
    assert not unused


def test_no_address_comes_or_goes_unnoticed(sqlite_app: Flask) -> None:
    found = addresses(sqlite_app)
    kept = KEPT.read_text("utf-8").splitlines()
    gone, new = sorted(set(kept) - set(found)), sorted(set(found) - set(kept))
    assert not gone, (
        "these links would break: send them on to their new place, or take them out of tests/urls.txt"
    )
    assert not new, "add these to tests/urls.txt (make urls)"


def test_reading_never_shares_its_address_with_a_write_that_get_could_trigger(sqlite_app: Flask) -> None:
    both = [
        str(rule) for rule in sqlite_app.url_map.iter_rules() if {"GET", "POST"} <= (rule.methods or set())
    ]
    assert not both, "one view per method: a view that takes both is too easily run by GET"


def is_view(function: Function) -> bool:
    """Whether a function is registered on a blueprint."""
    return any("allow(" in ast.unparse(decorator) for decorator in function.decorator_list)


def test_views_parse_call_and_answer() -> None:
    long = {
        f"{module.name}.{function.name}": body_lines(function)
        for module in of_layers("web", "api")
        for function in module.functions()
        if is_view(function) and body_lines(function) > LONGEST_VIEW + 10
    }
    assert not long, f"a view has about {LONGEST_VIEW} lines; move what it knows into a service"

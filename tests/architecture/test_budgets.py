"""The budgets that keep every file small enough to be read in one go."""

from __future__ import annotations

from tests.architecture import measure
from tests.architecture.source import TEMPLATES, body_lines, modules, templates

LONGEST_FILE, LONGEST_FUNCTION, LONGEST_TEMPLATE = 400, 50, 150


def test_no_file_is_too_long() -> None:
    long = {str(one.path): one.lines for one in [*modules(), *measure.test_modules()]
            if one.lines > LONGEST_FILE}  # fmt: skip
    assert not long


def test_files_are_short_as_a_rule() -> None:
    found = measure.spread(measure.file_lengths())
    assert found.median <= 90
    assert found.p90 <= 250


def test_no_function_is_too_long() -> None:
    long = {
        f"{module.name}.{function.name}": length
        for module in modules()
        for function in module.functions()
        if (length := body_lines(function)) > LONGEST_FUNCTION
    }
    assert not long


def test_functions_are_short_as_a_rule() -> None:
    found = measure.spread(measure.function_lengths())
    assert found.median <= 8
    assert found.p90 <= 25


def test_templates_are_short() -> None:
    long = {
        str(path): length
        for path in templates()
        if (length := len((TEMPLATES / path).read_text("utf-8").splitlines())) > LONGEST_TEMPLATE
    }
    assert not long
    assert measure.spread(measure.template_lengths()).median <= 40


def test_every_function_says_its_types() -> None:
    missing = [
        f"{module.name}.{function.name}"
        for module in modules()
        for function in module.functions()
        if measure.untyped(function)
    ]
    assert not missing


def test_every_public_thing_says_what_it_is() -> None:
    missing = [name for module in modules() for name, has in measure.public_things(module) if not has]
    assert not missing


def test_no_folder_is_a_drawer_for_all_sorts_of_things() -> None:
    drawers = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers"}
    assert not [module.name for module in modules() if drawers & set(module.name.split("."))]

"""The codes that the program's sources have."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.check.test_mistakes import codes_of_sources

ROOT = Path(__file__).parents[2]
_CODE = re.compile(r"[a-z]+(-[a-z]+)+|encoding|bidi")
_MAKERS = {"mistake", "Problem", "Phrase", "problem", "_problem", "_refused", "_stop", "_both", "Failure"}


def codes() -> set[str]:
    """Every code that a problem can have."""
    rooms = [path for path in (ROOT / "generator").rglob("*.py") if "check" not in path.relative_to(ROOT).parts]
    found = {code for path in rooms for code in _codes(ast.parse(path.read_text(encoding="utf-8")))}
    return found | codes_of_sources()


def _codes(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "code":
            yield from _texts(node.value)
        elif isinstance(node, ast.Call) and _name(node.func) in _MAKERS:
            for argument in node.args:
                yield from _texts(argument) if isinstance(argument, ast.Constant) else ()


def _texts(node: ast.AST) -> Iterator[str]:
    for inner in ast.walk(node):
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str) and _CODE.fullmatch(inner.value):
            yield inner.value


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")

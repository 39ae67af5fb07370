from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest

import generator
from generator import write
from generator.cli import main
from generator.errors import Problem


class Ran(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@dataclass
class Validation:
    problems: tuple[Problem, ...] = ()
    objects: int = 0
    validated: int = 0
    skipped: int = 0
    unseen: tuple[str, ...] = ()
    unused: tuple[Problem, ...] = ()
    exceptions: tuple[Problem, ...] = ()


@dataclass
class Change:
    path: str
    verb: str


@dataclass
class Changes:
    files: tuple[Change, ...] = ()
    unchanged: int = 0
    problems: tuple[Problem, ...] = ()
    foreign: tuple[str, ...] = ()
    staged: tuple[str, ...] = ()
    wanted: dict[str, bytes] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with an environment `production` and a service `orders`; the current folder."""
    root = tmp_path / "repository"
    for path in ("config/platform.yaml", "config/services/orders.yaml", "environments/production.yaml"):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("services:\n  oders:\n    image: {tag: v1}\n")
    monkeypatch.chdir(root)
    for name in ("NO_COLOR", "GITHUB_ACTIONS"):
        monkeypatch.delenv(name, raising=False)
    return root


@pytest.fixture
def run(root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command line in this process, in the repository."""
    monkeypatch.chdir(root)

    def run(*arguments: str) -> Ran:
        code = main(arguments)
        return Ran(code, *capsys.readouterr())

    return run


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Puts functions in the place of the pipeline's."""

    def replace(**functions: Any) -> None:
        fake = SimpleNamespace(**{"is_free": write.is_free, "put": write.put, **functions})
        monkeypatch.setitem(sys.modules, "generator.pipeline", fake)
        monkeypatch.setattr(generator, "pipeline", fake, raising=False)

    return replace


def raising(error: BaseException) -> Callable[..., Any]:
    """A function that fails in a certain way."""

    def fail(*_: object) -> Any:
        raise error

    return fail

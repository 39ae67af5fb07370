"""One shop with its branches, copied for each test; and the program that git calls."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.branches import setup
from tests.branches.month import Clone, copy, repository
from tests.branches.pinned import program

Cloned = Callable[..., Clone]


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Clone:
    """The shop on `main`, and all its branches; never changed."""
    return repository(tmp_path_factory.mktemp("shop") / "start")


@pytest.fixture(scope="session")
def cartwright(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program, beside the strategy, in a folder of its own."""
    return program(tmp_path_factory.mktemp("program"))


@pytest.fixture
def cloned(shop: Clone, cartwright: Path, tmp_path: Path) -> Cloned:
    """A copy of the shop: as git makes it, with driver and hooks, or with the strategy too."""

    def clone(how: str = "hooks") -> Clone:
        found = copy(shop, tmp_path / "clone", str(cartwright.parent) if how == "strategy" else "")
        if how != "alone":
            fix(found, cartwright)
        return found

    return clone


def fix(clone: Clone, cartwright: Path) -> None:
    """What `cartwright doctor --fix` does in a clone."""
    for part in setup.parts(clone.root, cartwright, "everywhere" if clone.path else "nowhere"):
        setup.fix(clone.root, part)

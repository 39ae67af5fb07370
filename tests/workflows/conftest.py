"""The scripts of the workflows can be imported here as they import each other."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / ".github" / "scripts"))

from tests.workflows.github import GitHub, Storage


@pytest.fixture
def github() -> Iterator[GitHub]:
    """GitHub on loopback, with nothing in it."""
    with Storage() as storage, GitHub(storage) as server:
        yield server

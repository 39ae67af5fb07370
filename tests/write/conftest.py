"""Repositories, with and without git."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.write.repository import Repository


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    fresh = Repository(tmp_path / "repository")
    fresh.root.mkdir()
    fresh.git("init", "--quiet")
    return fresh


@pytest.fixture
def folder(tmp_path: Path) -> Repository:
    fresh = Repository(tmp_path / "folder")
    fresh.root.mkdir()
    return fresh

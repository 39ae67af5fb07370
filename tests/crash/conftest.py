"""What every test of dying runs has around it."""

from __future__ import annotations

import pytest

from generator import pipeline
from tests.crash.writers import rendered


@pytest.fixture(autouse=True)
def no_helm_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "render", rendered)

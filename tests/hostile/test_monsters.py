"""Any bytes give data, or problems with places, within 2 seconds and 300 MiB."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.hostile.cases import ROOT
from tests.hostile.monsters import MEBIBYTES, MONSTERS, SECONDS


@pytest.fixture(scope="module")
def outcomes() -> dict[str, tuple[str, float, int]]:
    """name -> what came of it, the CPU time and the memory that it took."""
    command = [sys.executable, "-m", "tests.hostile.monsters"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return dict(json.loads(ran.stdout))


@pytest.mark.parametrize("name", MONSTERS)
def test_the_reader_survives(name: str, outcomes: dict[str, tuple[str, float, int]]) -> None:
    said, seconds, mebibytes = outcomes[name]

    assert not said.startswith("crash"), said
    assert (seconds < SECONDS, mebibytes < MEBIBYTES) == (True, True)

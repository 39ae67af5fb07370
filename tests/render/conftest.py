"""The engines that every rendering test runs on: the library, and the helm program in two major versions."""

from __future__ import annotations

import pytest

from generator import tools
from generator.render import Engine
from generator.render.in_process import InProcess
from generator.render.library import is_here
from generator.render.program import HelmProgram

ENGINES = ("in-process", "helm3", "helm4")


def engine_of(name: str) -> Engine:
    if name == "in-process":
        if not is_here():
            pytest.skip("helm-python-sdk has no wheel for this machine: the helm program serves")
        return InProcess(workers=1)
    program = tools.find(name)
    if program is None:
        pytest.skip(f"`{name}` is missing: run `make tools`")
    return HelmProgram(program)


@pytest.fixture(params=ENGINES, scope="session")
def engine(request: pytest.FixtureRequest) -> Engine:
    return engine_of(request.param)

"""The engines for the tests that ask for them, and in the end what was only simulated."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator import pipeline
from generator.nouns import Generated
from generator.tree import DiskTree
from tests.e2e.engines import Engines
from tests.e2e.made_up import MADE_UP
from tests.e2e.repository import Repository
from tests.e2e.server import Server
from tests.e2e.site import Site, bootstrapped, started

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def dev(engines: Engines, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The environment dev, brought up by the commands of its BOOTSTRAP.md."""
    return bootstrapped(started(engines, "dev", Repository(tmp_path_factory.mktemp("dev"))))


@pytest.fixture(scope="session")
def engines() -> Iterator[Engines]:
    """Whatever runs is taken down after the last test, also after a failure or an interrupt."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with Engines(ROOT / ".e2e") as engines:
        yield engines


@pytest.fixture(scope="session")
def shop() -> Generated:
    """All that follows from this repository's own input."""
    return pipeline.generated(DiskTree(ROOT))


@pytest.fixture(scope="module")
def server(engines: Engines) -> Server:
    """An API server with its controllers and the platform's CRDs; no nodes, no Argo CD."""
    return engines.up("server", "server")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What a green run does not say."""
    terminalreporter.section("simulated, not proved")
    terminalreporter.write_line(
        f"{', '.join(MADE_UP)}: made up by the stack. Which claim rests on what: docs/proved.md"
    )

"""How every test runs: the same examples each time, nothing of this machine's settings, and under CI no skips."""

from __future__ import annotations

import os
import signal
from collections.abc import Generator, Iterator

import pytest
from hypothesis import settings

settings.register_profile("ci", derandomize=True, max_examples=100, deadline=None)
settings.register_profile("nightly", max_examples=5000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # of a shell in the background: programs inherit it
    signal.signal(signal.SIGINT, signal.default_int_handler)

MUST_RUN = os.environ.get("CI") == "true"
UNSET = ("COLUMNS", "FORCE_COLOR", "GITHUB_ACTIONS", "NO_COLOR")


def unskipped(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turn a skip into a failure that says why; an expected failure is no skip."""
    if MUST_RUN and report.outcome == "skipped" and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{reason}\nCI=true: every test must run here"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    unskipped(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    unskipped(report)
    return report


@pytest.fixture(autouse=True, scope="session")
def settings_of_nobody() -> Iterator[None]:
    """Git knows no user's configuration and no surrounding repository; colors and widths are ours; nothing is kept
    between runs, unless `make test-cache` says where."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CARTWRIGHT_CACHE", os.environ.get("CARTWRIGHT_CACHE", "off"))
        for name in [*UNSET, *(name for name in os.environ if name.startswith("GIT_"))]:
            patch.delenv(name, raising=False)
        patch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        for role in ("AUTHOR", "COMMITTER"):
            patch.setenv(f"GIT_{role}_NAME", "Test")
            patch.setenv(f"GIT_{role}_EMAIL", "test@example.com")
        yield

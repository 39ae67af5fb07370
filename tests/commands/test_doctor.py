import sys
from collections.abc import Callable

import pytest

from generator.commands import machine
from generator.console.findings import Finding, finding_lines
from generator.console.screen import Look
from tests.commands.conftest import Run

HERE = Finding(name="git", found="2.47.3", serves="generate", required=True)
OPTIONAL = Finding(name="kubeconform", serves="`make kubeconform`", remedy="run `make tools`")
LACKS = Finding(name="git", serves="generate", remedy="install git", required=True)


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    return lambda *findings: monkeypatch.setattr(machine, "findings", lambda: list(findings))


def test_doctor_is_content_when_only_the_optional_lacks(run: Run, found: Callable[..., None]):
    found(HERE, OPTIONAL)

    assert run("doctor") == (
        0,
        "ok       git          2.47.3 (for generate)\nabsent   kubeconform  for `make kubeconform`: run `make tools`\n",
        "",
    )


def test_doctor_exits_1_where_something_needed_lacks(run: Run, found: Callable[..., None]):
    found(LACKS)

    assert run("doctor", "-q") == (1, "missing  git  for generate: install git\n", "")


def test_quiet_doctor_prints_nothing_when_content(run: Run, found: Callable[..., None]):
    found(HERE, OPTIONAL)

    assert run("doctor", "-q") == (0, "", "")


def test_on_a_terminal_there_are_marks():
    assert [line[0] for line in finding_lines([HERE, OPTIONAL, LACKS], Look(rich=True))] == ["✓", "-", "✗"]


def test_an_engine_lacks_only_where_neither_is_there(monkeypatch: pytest.MonkeyPatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(machine, "_helm_in_process", lambda: "")

    neither = {finding.name: finding for finding in machine.findings()}
    monkeypatch.setattr(machine, "_helm_in_process", lambda: "0.2.2")
    one = {finding.name: finding for finding in machine.findings()}

    assert [neither[name].required and neither[name].lacks for name in ("git", "helm in process", "helm")] == [True] * 3
    assert not one["helm in process"].lacks
    assert one["helm"].lacks
    assert not one["helm"].required


def test_this_machine_has_at_least_its_python():
    python, *_ = machine.findings()

    assert python.found == ".".join(map(str, sys.version_info[:3]))

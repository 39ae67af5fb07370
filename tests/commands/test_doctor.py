import sys
from collections.abc import Callable
from dataclasses import replace

import pytest

from generator import merging
from generator.branches.setup import Part
from generator.commands import machine
from generator.console.findings import Finding, finding_lines
from generator.console.screen import Look
from tests.commands.conftest import Run

HERE = Finding(name="git", found="2.47.3", serves="generate", required=True)
OPTIONAL = Finding(name="kubeconform", serves="`make kubeconform`", remedy="run `make tools`")
LACKS = Finding(name="git", serves="generate", remedy="install git", required=True)


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    monkeypatch.setattr(merging, "parts", lambda _: None)
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


DRIVER = Part("merge.cartwright.driver", "missing", "cartwright merge-driver")
HOOK = Part(".husky/post-merge", "theirs", "cartwright merge-hook post-merge")
STRATEGY = Part("pull.twohead", "broken", "cartwright")


def test_what_a_clone_lacks_for_merges_is_told_with_the_remedy():
    found = [*machine.clone([DRIVER, HOOK, STRATEGY]), *machine.clone([])]

    assert list(finding_lines(found, Look())) == [
        "absent   merge driver    for git: a conflict in generated files needs nobody: run `cartwright doctor --fix`",
        "absent   merge hooks     for git: generated files follow a merge or a rebase: "
        "`.husky/post-merge` is yours; `cartwright doctor --fix` says what is missing there",
        "missing  merge strategy  for git merge: what one side removed and the other changed, too: "
        "git does not find `git-merge-cartwright`, so it merges nothing; "
        "install cartwright for yourself (pipx, uv tool), or `cartwright doctor --fix`",
        "absent   merge driver    for git: a conflict in generated files needs nobody: "
        "install the `cartwright` program, which git calls, and keep the repository under git",
    ]


def test_fixing_says_what_it_does_and_what_it_leaves(
    run: Run, found: Callable[..., None], monkeypatch: pytest.MonkeyPatch
):
    found(HERE)
    fixed: list[str] = []
    right = [replace(part, state="right") for part in (DRIVER, HOOK)]
    monkeypatch.setattr(merging, "parts", lambda _: right if fixed else [DRIVER, HOOK, STRATEGY])
    monkeypatch.setattr(merging, "fix", lambda _, part: fixed.append(part.place))

    assert run("doctor", "--fix").out == (
        "  create  merge.cartwright.driver\n"
        "  leave   .husky/post-merge, which is yours; ours is `cartwright merge-hook post-merge`\n"
        "  remove  pull.twohead\n"
        "ok       git           2.47.3 (for generate)\n"
        "ok       merge driver  set up (for git: a conflict in generated files needs nobody)\n"
        "ok       merge hooks   set up (for git: generated files follow a merge or a rebase)\n"
    )
    assert fixed == ["merge.cartwright.driver", ".husky/post-merge", "pull.twohead"]


def test_without_a_clone_there_is_nothing_to_fix(run: Run, found: Callable[..., None], monkeypatch: pytest.MonkeyPatch):
    found(HERE)
    monkeypatch.setattr(merging, "parts", lambda _: [])

    assert run("doctor", "--fix") == (
        2,
        "",
        "error: no merges to set up here\n"
        "  help: run it in a clone of the repository, with the `cartwright` program installed, which git calls\n",
    )

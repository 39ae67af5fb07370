"""From a line of YAML to the comment: the real commands, their artifact, and the workflow that posts it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.repositories import WEB, environment, files, over
from tests.workflows.github import GitHub
from tests.workflows.repositories import git, write
from tests.workflows.steps import ROOT, Ended, runner, step, workflow_run

NAME = "generate --check, validate, diff"
SCALED = {"scaling": {"min": 2, "max": 6, "cpu": 70}}
ENVIRONMENTS = {"dev": environment(1), "production": environment(2, "shop.example.org", production=True)}


def committed(where: Path, message: str, service: Any, **production: Any) -> str:
    """The input, what follows from it, and a commit of both."""
    environments = {**ENVIRONMENTS, "production": over(ENVIRONMENTS["production"], {"services": {"api": production}})}
    for path, raw in files({"api": over(WEB, service)}, environments).items():
        (where / path).parent.mkdir(parents=True, exist_ok=True)
        (where / path).write_bytes(raw)
    assert run(where, "generate").returncode == 0
    write(where, {}, message)
    return git(where, "rev-parse", "HEAD")


def run(where: Path, *arguments: str) -> Any:
    command = [sys.executable, "-m", "generator", "--root", str(where), *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=False)


def judged(where: Path, base: str, head: str) -> Ended:
    """What the pull request's own run says, by the cartwright of this repository."""
    command = where.parent / "temp" / "cartwright" / "command.json"
    command.parent.mkdir(parents=True, exist_ok=True)
    command.write_text(json.dumps([sys.executable, "-P", "-m", "generator"]))
    given = {
        "RUNNER_TEMP": str(where.parent / "temp"),
        "GITHUB_SHA": head,
        "PYTHONPATH": str(ROOT),
    }
    event = {"pull_request": {"number": 7, "head": {"sha": head, "ref": "topic"}, "base": {"sha": base, "ref": "main"}}}
    return step(".", NAME, where, event=event, given=given)


def posted(github: GitHub, where: Path, ended: Ended, head: str, run: int) -> Ended:
    """What the other workflow makes of the artifact."""
    github.pulls.clear()
    pull = github.pull(7, head)
    folder = Path(ended.outputs["posting"])
    github.artifact(run, {path.name: path.read_bytes() for path in folder.iterdir()})
    event = workflow_run(pull, run)
    return step(".github/actions/post", "the comment and the checks", where, event=event, given=runner(github))


def test_a_line_of_yaml_is_told_where_it_is_read(github: GitHub, tmp_path: Path) -> None:
    work = tmp_path / "work"
    work.mkdir()
    git(work, "init", "--quiet", "--initial-branch", "main")
    (work / ".gitignore").write_text("github_*\n")
    base = committed(work, "main", SCALED)
    git(work, "checkout", "--quiet", "-b", "topic")
    first = committed(work, "more of it", SCALED, scaling={"min": 3})

    ended = judged(work, base, first)
    assert ended.code == 0, ended.text
    assert ended.outputs["changed"] == '["production"]'
    assert posted(github, tmp_path, ended, first, 50).code == 0

    (body,) = github.bodies(7)
    assert "spec.minReplicas: 2 → 3" in body
    assert "\u200b" not in body
    assert {each["name"]: each["output"]["title"].partition(",")[0] for each in github.checks} == {
        "cartwright / dev": "no changes",
        "cartwright / production": "changes",
    }

    second = committed(work, "as it was", SCALED)
    ended = judged(work, base, second)
    assert ended.code == 0, ended.text
    assert posted(github, tmp_path, ended, second, 51).code == 0
    assert ["**Nothing changes** in any environment." in body for body in github.bodies(7)] == [True]

"""A repository with a pull request, and a cartwright that says what a test wants to hear."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FAKE = """
import json, sys
from pathlib import Path
said = json.loads(Path({said!r}).read_text())
arguments = sys.argv[1:]
with Path({asked!r}).open("a") as file:
    file.write(json.dumps(arguments) + "\\n")
command = arguments[2]
print(said.get("prints", ""))
if command == "diff" and "--out" in arguments:
    body = said.get(arguments[arguments.index("--format") + 1])
    if body is not None:
        Path(arguments[-1]).write_text(body if isinstance(body, str) else json.dumps(body))
for name, text in said.get("writes", {{}}).items():
    path = Path(arguments[1]) / name
    path.unlink() if text is None else (path.parent.mkdir(parents=True, exist_ok=True), path.write_text(text))
sys.exit(said.get(command, 0))
"""


@dataclass(frozen=True)
class Clone:
    """A checked-out repository, and the commits of its one pull request."""

    folder: Path
    base: str
    head: str
    merge: str

    def event(self, **more: Any) -> dict[str, Any]:
        """The event of the pull request."""
        sides = {"head": {"sha": self.head, "ref": "topic"}, "base": {"sha": self.base, "ref": "main"}}
        return {"pull_request": {"number": 7, **sides, **more}}


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def clone(folder: Path) -> Clone:
    """A main branch with a commit of its own, a topic branch, and their merge, which is checked out."""
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch", "main")
    write(folder, {"charts/api/values.yaml": "a: 1\n", "charts/api/old.yaml": "x\n", "README.md": "x\n"}, "one")
    git(folder, "checkout", "--quiet", "-b", "topic")
    write(folder, {"environments/production.yaml": "replicas: 3\n"}, "topic")
    git(folder, "checkout", "--quiet", "main")
    write(folder, {"OTHER.md": "x\n"}, "two")
    git(folder, "checkout", "--quiet", "--detach")
    git(folder, "merge", "--quiet", "--no-ff", "-m", "merge", "topic")
    return Clone(folder, *(git(folder, "rev-parse", name) for name in ("main", "topic", "HEAD")))


def write(folder: Path, files: Mapping[str, str], message: str) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "-m", message)


def cartwright(where: Path, **said: Any) -> dict[str, str]:
    """What earlier steps leave behind: a command, which says and writes what it is told."""
    temporary = where / "temp"
    (temporary / "cartwright").mkdir(parents=True)
    (where / "said.json").write_text(json.dumps(said))
    program = where / "fake.py"
    program.write_text(FAKE.format(said=str(where / "said.json"), asked=str(where / "asked")))
    (temporary / "cartwright" / "command.json").write_text(json.dumps([sys.executable, str(program)]))
    return {"RUNNER_TEMP": str(temporary)}


def asked(where: Path) -> list[list[str]]:
    """What the command was asked."""
    return [json.loads(line) for line in (where / "asked").read_text().splitlines()]


def report(**more: Any) -> dict[str, Any]:
    """A report as `cartwright diff --format json` writes it, with nothing in it."""
    return {
        "schema": "diff/v1",
        "result": "different",
        "headline": "production: 3 pods restart",
        "base": "a" * 40,
        "head": "b" * 40,
        "coverage": {"rendered": 3, "applications": 3, "unseen": [], "text": "3 of 3 Applications rendered"},
        "notes": [],
        "environments": [
            {"name": "dev", "production": False, "affected": False, "capacity": None},
            {"name": "production", "production": True, "affected": True, "capacity": None},
        ],
        "applications": [],
        "changes": [],
        "findings": [],
        "failures": [],
        **more,
    }


def change(environment: str, verdict: str = "in-place update") -> dict[str, Any]:
    """One object that changes."""
    resource = {"group": "apps", "kind": "Deployment", "namespace": "shop", "name": "api"}
    return {"environment": environment, "application": "api", "resource": resource, "verdict": verdict, "edits": []}


def finding(environment: str, severity: str, *, proved: bool = True, acknowledged: str = "") -> dict[str, Any]:
    """One finding."""
    return {
        "rule": "D02",
        "severity": severity,
        "environment": environment,
        "application": "api",
        "resource": None,
        "message": "the volume is deleted",
        "proved": proved,
        "acknowledged": acknowledged,
    }

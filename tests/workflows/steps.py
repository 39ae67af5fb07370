"""The steps of our actions as a runner starts them: in their own shell, with their own environment."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tests.workflows.github import ID, REPOSITORY, TOKEN, GitHub

ROOT = Path(__file__).parents[2]
EXPRESSION = re.compile(r"\$\{\{ *([\w.-]+) *\}\}")


@dataclass(frozen=True)
class Ended:
    """How a step ended."""

    code: int
    text: str
    outputs: Mapping[str, str] = field(default_factory=dict)
    summary: str = ""


def step(folder: str, name: str, where: Path, *, event: Any, given: Mapping[str, str], **inputs: str) -> Ended:
    """Run one step of the action in a folder of ours; `given` is what a runner and earlier steps would set."""
    action = yaml.safe_load((ROOT / folder / "action.yml").read_text(encoding="utf-8"))
    (found,) = [each for each in action["runs"]["steps"] if each.get("name") == name]
    defaults = {key: str(value.get("default", "")) for key, value in action["inputs"].items()}
    values = {f"inputs.{key.replace('_', '-')}": value for key, value in {**defaults, **inputs}.items()}
    values = {key: value.replace("${{ github.token }}", TOKEN) for key, value in values.items()} | dict(given)
    files = {key: where / key.lower() for key in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "GITHUB_EVENT_PATH")}
    for file in files.values():
        file.write_text("", encoding="utf-8")
    files["GITHUB_EVENT_PATH"].write_text(json.dumps(event), encoding="utf-8")
    environment = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "GITHUB_ACTION_PATH": str(ROOT / folder),
        **{key: value for key, value in given.items() if key.isupper()},
        **{key: str(file) for key, file in files.items()},
        **{key: EXPRESSION.sub(lambda each: values[each[1]], value) for key, value in found.get("env", {}).items()},
    }
    shell = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", found["run"]]
    done = subprocess.run(shell, cwd=where, env=environment, capture_output=True, text=True, timeout=60, check=False)
    written = files["GITHUB_OUTPUT"].read_text(encoding="utf-8").splitlines()
    outputs = {key: value for key, _, value in (line.partition("=") for line in written)}
    return Ended(done.returncode, done.stdout + done.stderr, outputs, files["GITHUB_STEP_SUMMARY"].read_text())


def runner(github: GitHub) -> dict[str, str]:
    """What every runner sets."""
    return {
        "GITHUB_API_URL": github.url,
        "GITHUB_GRAPHQL_URL": f"{github.url}/graphql",
        "GITHUB_SERVER_URL": "https://github.com",
        "GITHUB_REPOSITORY": REPOSITORY,
    }


def workflow_run(pull: Mapping[str, Any], run: int, *, attempt: int = 1, event: str = "pull_request") -> dict[str, Any]:
    """The event of a workflow that follows the run of another, which was made for this pull request."""
    head = pull["head"]
    told = {
        "id": run,
        "run_attempt": attempt,
        "event": event,
        "conclusion": "success",
        "head_sha": head["sha"],
        "head_branch": head["ref"],
        "head_repository": head["repo"],
        "html_url": f"https://github.com/{REPOSITORY}/actions/runs/{run}",
        "pull_requests": [],
    }
    return {"workflow_run": told, "repository": {"id": ID, "full_name": REPOSITORY}}


def environment(name: str, objects: int = 0, findings: int = 0, *, failed: bool = False) -> dict[str, Any]:
    """One environment of a posting."""
    return {"name": name, "objects": objects, "findings": findings, "failed": failed}


def posting(pull: Mapping[str, Any], *environments: Mapping[str, Any], **more: Any) -> dict[str, str]:
    """The files of an artifact, as a run of cartwright writes them."""
    what = {
        "schema": "cartwright-posting/v1",
        "pull_request": pull["number"],
        "head": pull["head"]["sha"],
        "state": "changes",
        "environments": environments,
        **more,
    }
    return {"posting.json": json.dumps(what), "comment.md": COMMENT}


COMMENT = """<!-- cartwright:diff:v1:main -->
### production: 3 pods restart, nothing is deleted

| env | + | ~ | - |
|---|---|---|---|
| **production** | 0 | 3 | 0 |

<details><summary>production: 3 objects</summary>

```diff
! spec.replicas: 2 → 3
```

</details>
"""

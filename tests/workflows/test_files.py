"""What workflows and actions may do, to the letter; zizmor and actionlint look at the rest (`make workflows`)."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
ACTIONS = [ROOT / "action.yml", *sorted((ROOT / ".github" / "actions").rglob("action.yml"))]
SCRIPTS = sorted((ROOT / ".github" / "scripts").rglob("*.py"))
PRIVILEGED = ("diff-comment.yml", "regenerate.yml")
USED = r"[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+"


def workflow(name: str) -> dict[Any, Any]:
    found: dict[Any, Any] = yaml.safe_load((ROOT / ".github" / "workflows" / name).read_text(encoding="utf-8"))
    return found


def action(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("path", ACTIONS, ids=lambda path: str(path.relative_to(ROOT)))
def test_an_action_puts_no_expression_into_a_shell_and_pins_what_it_uses(path: Path) -> None:
    uses = re.findall(r"uses: (.*)", path.read_text(encoding="utf-8"))
    steps = action(path)["runs"]["steps"]

    assert [line for line in uses if not re.fullmatch(USED, line)] == []
    assert [step["run"] for step in steps if "${{" in step.get("run", "")] == []


@pytest.mark.parametrize("path", ACTIONS, ids=lambda path: str(path.relative_to(ROOT)))
def test_each_input_of_an_action_is_used_and_each_that_is_used_is_there(path: Path) -> None:
    used = set(re.findall(r"inputs\.([a-z-]+)", path.read_text(encoding="utf-8")))

    assert used == set(action(path)["inputs"])


@pytest.mark.parametrize("name", PRIVILEGED)
def test_a_workflow_that_may_write_checks_nothing_out_and_runs_one_action_of_its_own(name: str) -> None:
    (job,) = workflow(name)["jobs"].values()

    assert [list(step) in (["uses"], ["uses", "with"]) for step in job["steps"]] == [True]
    assert job["steps"][0]["uses"].startswith("$/.github/actions/")


@pytest.mark.parametrize("name", PRIVILEGED)
def test_a_workflow_that_may_write_follows_the_one_that_reads(name: str) -> None:
    found = workflow(name)

    assert found[True] == {"workflow_run": {"workflows": [workflow("diff.yml")["name"]], "types": ["completed"]}}


def test_what_runs_where_the_pull_request_does_reads_alone() -> None:
    found = workflow("diff.yml")

    assert sorted(found[True]) == ["merge_group", "pull_request"]
    assert [job["permissions"] for job in found["jobs"].values()] == [{"contents": "read"}] * 2
    assert "secrets." not in (ROOT / ".github" / "workflows" / "diff.yml").read_text(encoding="utf-8")


def test_the_key_of_the_app_lies_in_an_environment_that_the_default_branch_alone_may_use() -> None:
    (job,) = workflow("regenerate.yml")["jobs"].values()

    assert job["environment"] == "regenerate"
    assert job["permissions"] == {"actions": "read", "pull-requests": "read"}


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_needs_nothing_but_the_standard_library(script: Path) -> None:
    imported = re.findall(r"^(?:from|import) (\w+)", script.read_text(encoding="utf-8"), re.MULTILINE)
    ours = {path.stem for path in SCRIPTS} | {"posting"}

    assert [name for name in imported if name not in sys.stdlib_module_names | ours] == []


@pytest.mark.parametrize("path", ACTIONS, ids=lambda path: str(path.relative_to(ROOT)))
def test_each_input_is_in_the_documentation(path: Path) -> None:
    said = (ROOT / "docs" / "pull-requests.md").read_text(encoding="utf-8")

    assert [name for name in action(path)["inputs"] if f"`{name}`" not in said] == []

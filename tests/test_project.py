"""The project's own files: pins, licence, workflow, and the measures of the house."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import generator

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
MODULES = sorted([*(ROOT / "generator").rglob("*.py"), *(ROOT / ".github" / "scripts").rglob("*.py")])
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
USED = r"[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+|\$/[\w./-]*"
"""An action by its commit, with the version that it is; or one of ours, at the commit of the workflow itself."""
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def text(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def normal(requirement: str) -> str:
    """The name in a requirement, as indexes write it."""
    name = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert name, requirement
    return re.sub(r"[-_.]+", "-", name[0]).lower()


def pinned(lock: Path) -> list[str]:
    """The logical lines of a requirement file, without comments."""
    lines = [line for line in lock.read_text(encoding="utf-8").splitlines() if not line.lstrip().startswith("#")]
    return [line for line in "\n".join(lines).replace("\\\n", " ").splitlines() if line.strip()]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_requirement_file_names_no_index_and_no_address(lock: Path) -> None:
    assert not re.search(r"index-url|find-links|trusted-host|://", lock.read_text(encoding="utf-8"))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_requirement_has_one_version_and_hashes(lock: Path) -> None:
    loose = [line for line in pinned(lock) if not re.match(r"[a-z0-9-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", line)]

    assert pinned(lock)
    assert loose == []


def test_what_the_project_needs_is_pinned() -> None:
    locked = {normal(line) for name in ("dev", "helm") for line in pinned(ROOT / "requirements" / f"{name}.txt")}

    assert {normal(line) for line in PROJECT["project"]["dependencies"]} <= locked
    assert {normal(line) for line in PROJECT["dependency-groups"]["dev"]} <= locked
    assert {normal(line) for line in PROJECT["build-system"]["requires"]} <= locked


def test_the_license_is_apache_2() -> None:
    assert PROJECT["project"]["license"] == "Apache-2.0"
    assert "Apache License\n                           Version 2.0, January 2004" in text("LICENSE")


def test_the_changelog_has_the_version_of_the_package() -> None:
    released = re.findall(r"^## \[(\d+\.\d+\.\d+)\]", text("CHANGELOG.md"), re.MULTILINE)

    assert released[0] == generator.__version__


def test_no_target_of_the_makefile_is_said_twice() -> None:
    targets = re.findall(r"^([a-z0-9-]+):(?!=)", text("Makefile"), re.MULTILINE)

    assert sorted(targets) == sorted(set(targets))


def test_each_target_of_the_makefile_that_people_call_is_in_its_help() -> None:
    targets = re.findall(r"^([a-z0-9-]+):(.*)", text("Makefile"), re.MULTILINE)

    assert [name for name, rest in targets if " ## " not in rest] == ["render"]


def jobs(workflow: Path) -> Iterator[dict[str, Any]]:
    yield from yaml.safe_load(workflow.read_text(encoding="utf-8"))["jobs"].values()


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda workflow: workflow.name)
def test_a_workflow_uses_actions_by_commit_and_names_the_version(workflow: Path) -> None:
    uses = re.findall(r"uses: (.*)", workflow.read_text(encoding="utf-8"))

    assert uses
    assert [line for line in uses if not re.fullmatch(USED, line)] == []


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda workflow: workflow.name)
def test_a_workflow_has_no_rights_but_those_of_its_jobs(workflow: Path) -> None:
    assert yaml.safe_load(workflow.read_text(encoding="utf-8"))["permissions"] == {}
    assert all("permissions" in job and "timeout-minutes" in job for job in jobs(workflow))


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda workflow: workflow.name)
def test_a_workflow_keeps_no_credentials_and_puts_no_expression_into_a_shell(workflow: Path) -> None:
    steps = [step for job in jobs(workflow) for step in job["steps"]]
    checkouts = [step for step in steps if step.get("uses", "").startswith("actions/checkout@")]

    assert all(step["with"]["persist-credentials"] is False for step in checkouts)
    assert [step["run"] for step in steps if "${{" in step.get("run", "")] == []


def test_ci_runs_on_each_python_that_the_project_names() -> None:
    (test,) = jobs(ROOT / ".github" / "workflows" / "ci.yml")
    named = [line.rpartition(" ")[2] for line in PROJECT["project"]["classifiers"] if re.search(r":: 3\.\d+$", line)]

    assert test["strategy"]["matrix"]["python"] == named


def test_under_ci_a_skipped_test_is_a_failure_that_says_why(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text(text("tests/conftest.py"), encoding="utf-8")
    (tmp_path / "test_it.py").write_text("import pytest\n\ndef test_it():\n    pytest.skip('no helm here')\n")
    (tmp_path / "test_module.py").write_text("import pytest\npytest.importorskip('no_such_module')\n")
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--continue-on-collection-errors", "."]

    done = subprocess.run(command, cwd=tmp_path, env={"CI": "true"}, capture_output=True, text=True, check=False)

    assert "1 failed, 1 error" in done.stdout
    assert "no helm here\nCI=true: every test must run here" in done.stdout
    assert "could not import 'no_such_module'" in done.stdout


def test_imports_point_down_the_list_of_rooms() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(ROOT)))
def test_a_module_is_small_and_says_what_it_is_for(module: Path) -> None:
    source = module.read_text(encoding="utf-8")
    tree = ast.parse(source)
    lines = source.count("\n")

    assert lines <= 200
    assert ast.get_docstring(tree)
    assert [f"{name} has {lines} lines" for name, lines in long_functions(tree)] == []
    assert [f"{name} nests {deep} deep" for name, deep in deep_functions(tree)] == []


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def long_functions(tree: ast.Module) -> Iterator[tuple[str, int]]:
    for function in functions(tree):
        lines = (function.end_lineno or 0) - function.lineno + 1
        if lines > 30:
            yield function.name, lines


def deep_functions(tree: ast.Module) -> Iterator[tuple[str, int]]:
    for function in functions(tree):
        if (deep := depth(function.body)) > 3:
            yield function.name, deep


def depth(body: list[ast.stmt]) -> int:
    """How deep blocks lie in each other; `elif` is no deeper than its `if`, a function in a function counts anew."""
    return max((depth_of(statement) for statement in body), default=0)


def depth_of(statement: ast.stmt) -> int:
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return 0
    if isinstance(statement, ast.Match):
        return 1 + max(depth(case.body) for case in statement.cases)
    if isinstance(statement, ast.Try | ast.TryStar):
        inner = [statement.body, statement.orelse, statement.finalbody, *(each.body for each in statement.handlers)]
        return 1 + max(map(depth, inner))
    if isinstance(statement, ast.If) and len(statement.orelse) == 1 and isinstance(statement.orelse[0], ast.If):
        return max(1 + depth(statement.body), depth_of(statement.orelse[0]))
    if isinstance(statement, ast.If | ast.For | ast.AsyncFor | ast.While | ast.With | ast.AsyncWith):
        return 1 + max(depth(statement.body), depth(getattr(statement, "orelse", [])))
    return 0

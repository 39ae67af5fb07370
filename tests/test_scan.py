"""The scan of rendered objects, with programs that print what a test wants to hear."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

SCAN = Path(__file__).parents[1] / ".ci" / "scan.py"
WAIVER = """
[[waive]]
tool = "kube-score"
check = "pod-probes"
resource = "Deployment/*"
reason = "it has none"
"""
CHECKS = [{"check": {"id": "pod-probes", "name": "Pod Probes"}, "grade": 1, "skipped": False, "comments": []}]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the scan, no waivers, and one rendered file."""
    (tmp_path / "scan.py").write_bytes(SCAN.read_bytes())
    (tmp_path / "waivers.toml").write_text("")
    (tmp_path / "rendered" / "dev").mkdir(parents=True)
    (tmp_path / "rendered" / "dev" / "api.yaml").write_text("kind: Deployment\n")
    return tmp_path


def program(folder: Path, name: str, printed: str) -> None:
    (folder / name).write_text(f"#!{sys.executable}\nprint({printed!r})\n")
    (folder / name).chmod(0o755)


def kube_score(folder: Path, checks: list[dict[str, Any]]) -> None:
    scored = {"type_meta": {"kind": "Deployment"}, "object_meta": {"name": "api"}, "file_name": "api.yaml"}
    program(folder, "kube-score", json.dumps([{**scored, "checks": checks}]))


def scan(folder: Path, tool: str) -> tuple[int, list[str]]:
    command = [sys.executable, str(folder / "scan.py"), tool, str(folder / "rendered")]
    done = subprocess.run(command, env={"PATH": str(folder)}, capture_output=True, text=True, check=False)
    return done.returncode, (done.stdout + done.stderr).splitlines()


def test_a_finding_is_a_failure(folder: Path) -> None:
    kube_score(folder, CHECKS)

    assert scan(folder, "kube-score") == (
        1,
        ["api.yaml: Deployment/api: pod-probes: Pod Probes", "kube-score: 1 files, 1 findings, 0 waived by 0 waivers"],
    )


def test_a_finding_of_checkov_names_kind_and_object(folder: Path) -> None:
    failed = {"check_id": "CKV_K8S_9", "check_name": "Readiness", "resource": "Deployment.shop.api"}
    results = {"failed_checks": [{**failed, "file_path": "/a.yaml"}], "parsing_errors": ["b.yaml"]}
    program(folder, "checkov", json.dumps({"results": results}))

    code, lines = scan(folder, "checkov")

    assert code == 1
    assert lines[:2] == [
        "a.yaml: Deployment/api: CKV_K8S_9: Readiness",
        "b.yaml: b.yaml: parsing-error: checkov could not read this file",
    ]


def test_a_waived_finding_is_counted_and_no_failure(folder: Path) -> None:
    kube_score(folder, CHECKS)
    (folder / "waivers.toml").write_text(WAIVER)

    assert scan(folder, "kube-score") == (0, ["kube-score: 1 files, 0 findings, 1 waived by 1 waivers"])


def test_a_waiver_that_waives_nothing_is_a_failure(folder: Path) -> None:
    kube_score(folder, [])
    (folder / "waivers.toml").write_text(WAIVER)

    code, lines = scan(folder, "kube-score")

    assert code == 1
    assert lines[0] == "waivers.toml: pod-probes for Deployment/* waives nothing: remove it"


def test_a_waiver_needs_a_reason(folder: Path) -> None:
    kube_score(folder, CHECKS)
    (folder / "waivers.toml").write_text(WAIVER.replace("it has none", " "))

    assert scan(folder, "kube-score") == (1, ["waivers.toml: no reason given for pod-probes"])


def test_nothing_to_look_at_is_no_success(folder: Path) -> None:
    (folder / "rendered" / "dev" / "api.yaml").unlink()

    assert scan(folder, "kube-score")[0] == 3


def test_a_program_that_prints_no_json_is_no_success(folder: Path) -> None:
    program(folder, "kube-score", "panic: runtime error")

    code, lines = scan(folder, "kube-score")

    assert code == 3
    assert lines[-1] == "kube-score printed no JSON"

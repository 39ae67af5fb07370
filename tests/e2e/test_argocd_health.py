"""The health check of Applications that we generate, given to Argo CD's own interpreter: what root waits for."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from generator.argocd.settings import HEALTH, HEALTH_CHECK
from tests.e2e.engines import CACHE

HEALTHY = {"health": {"status": "Healthy"}}
SYNCED, OTHER = {"sync": {"status": "Synced"}}, {"sync": {"status": "OutOfSync"}}
EARLY, LATE = "2026-11-24T12:27:20Z", "2026-11-24T12:27:21Z"
ONCE = {"history": [{"id": 0, "deployedAt": EARLY}], "reconciledAt": LATE}
JUST_NOW = {"history": [{"id": 0, "deployedAt": LATE}], "reconciledAt": LATE}
FAILED = {"operationState": {"phase": "Failed", "message": "the job failed"}}
ON, OFF = {"automated": {"prune": True}}, {"automated": {"enabled": False, "prune": True}}

CASES = {
    "never synced, and healthy for a moment": (ON, {**OTHER, **HEALTHY}, "Progressing", "not synced yet"),
    "synced, and not looked at since": (ON, {**OTHER, **HEALTHY, **JUST_NOW}, "Progressing", "not synced yet"),
    "synced and healthy": (ON, {**SYNCED, **HEALTHY, **ONCE}, "Healthy", ""),
    "synced, and its pods are not ready": (
        ON,
        {**SYNCED, **ONCE, "health": {"status": "Progressing"}},
        "Progressing",
        "",
    ),
    "adopted: there was nothing to do": (ON, {**SYNCED, **HEALTHY}, "Healthy", ""),
    "held back by a window": (ON, {**OTHER, **HEALTHY, **ONCE}, "Healthy", ""),
    "paused": (OFF, {**OTHER, **HEALTHY, **ONCE}, "Healthy", ""),
    "a later sync failed": (ON, {**OTHER, **HEALTHY, **ONCE, **FAILED}, "Healthy", ""),
    "the first sync failed": (ON, {**OTHER, **FAILED, "health": {"status": "Missing"}}, "Degraded", "the job failed"),
    "paused before its first sync": (OFF, {**OTHER, **HEALTHY}, "Degraded", "paused before its first sync"),
    "degraded": (ON, {**OTHER, "health": {"status": "Degraded", "message": "crash"}}, "Degraded", "crash"),
}


def judged(folder: Path, policy: dict[str, Any], status: dict[str, Any]) -> tuple[str, str]:
    """Health and message of an Application, as Argo CD finds them by our argocd-cm."""
    application = {
        "apiVersion": "argoproj.io/v1alpha1",
        "kind": "Application",
        "metadata": {"name": "shop-dev", "namespace": "argocd"},
        "spec": {"project": "shop-dev", "syncPolicy": policy},
        "status": status,
    }
    metadata = {"name": "argocd-cm", "namespace": "argocd", "labels": {"app.kubernetes.io/part-of": "argocd"}}
    settings = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": metadata, "data": {HEALTH: HEALTH_CHECK}}
    for name, body in (("application", application), ("argocd-cm", settings)):
        (folder / f"{name}.json").write_text(json.dumps(body), encoding="utf-8")
    command = [CACHE / "bin/argocd", "admin", "settings", "resource-overrides", "health", "application.json"]
    done = subprocess.run(
        [*command, "--argocd-cm-path", "argocd-cm.json"],
        cwd=folder,
        env={**os.environ, "HOME": str(folder)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    found = dict(re.findall(r"^(STATUS|MESSAGE): *(.*)$", done.stdout, re.MULTILINE))
    assert "STATUS" in found, done.stdout + done.stderr
    return found["STATUS"], found["MESSAGE"]


@pytest.mark.parametrize("case", CASES)
def test_argo_cd_judges_an_application_as_root_needs_it(tmp_path: Path, case: str) -> None:
    policy, status, health, message = CASES[case]

    assert judged(tmp_path, policy, status) == (health, message)

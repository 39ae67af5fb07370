"""The templates of a chart that uses everything, once in full."""

from __future__ import annotations

from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.repositories import POSTGRES, WEB, environment, files, generated, over

EVERYTHING: dict[str, Any] = over(
    WEB,
    {
        "description": "all at once",
        "port": None,
        "ports": {"http": 8080, "rpc": {"port": 9000, "protocol": "grpc"}, "gossip": {"port": 7946, "protocol": "udp"}},
        "command": ["serve", "--verbose"],
        "args": ["--threads", "4"],
        "env": {"MODE": "fast", "TOKEN": {"secret": "token"}, "DATABASE_URL": {"from": "db.url"}},
        "files": {
            "/etc/app.conf": "files/app.conf",
            "/etc/logo.png": "files/logo.png",
            "/etc/key.json": {"secret": "key-json"},
            "/run.sh": {"source": "files/run.sh", "mode": "0755"},
        },
        "volumes": {"/media": {"storage": "20Gi", "accessModes": ["ReadWriteMany"]}},
        "writable": {"/tmp": "64Mi", "/dev/shm": {"sizeLimit": "32Mi", "medium": "Memory"}},
        "probes": {
            "readiness": {"path": "/ready"},
            "liveness": {"exec": ["check", "--deep"]},
            "startup": {"grpc": "rpc"},
        },
        "scaling": {"min": 2, "max": 5, "cpu": 70, "memory": 80, "scaleDownWindow": "5m"},
        "metrics": {"port": "http"},
        "needs": {"db": {}, "internet": {"ports": [443]}},
        "routes": {"main": {"host": "@"}},
        "nodeSelector": {"kubernetes.io/arch": "arm64"},
        "tolerations": [{"key": "spot", "operator": "Exists", "effect": "NoSchedule"}],
        "priorityClassName": "high",
        "annotations": {"pod": {"example.com/note": "a pod"}, "service": {"example.com/note": "a service"}},
    },
)
DIGEST = "sha256:" + "0123456789abcdef" * 4
ENVIRONMENTS = {
    "dev": environment(
        1,
        "dev.example.com",
        services={"app": {"scaling": None, "replicas": 1}},
        efs={"fileSystem": "fs-01234567"},
    ),
    "prod": environment(
        2,
        "example.com",
        services={"app": {"image": {"digest": DIGEST}}},
        efs={"fileSystem": "fs-89abcdef"},
        addons={"kube-prometheus-stack": {}},
    ),
}


@pytest.fixture(scope="module")
def chart() -> dict[str, str]:
    """path in the chart -> text."""
    mounted = {"app.conf": b"threads = 4\n", "run.sh": b"#!/bin/sh\n", "logo.png": b"\x89PNG\r\n"}
    source = files({"app": without_nulls(EVERYTHING), "db": POSTGRES}, ENVIRONMENTS, mounted=mounted)
    found = generated(source).files.items()
    return {path.removeprefix("charts/app/"): text for path, text in found if path.startswith("charts/app/")}


def without_nulls(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value is not None}


def test_it_has_every_file(chart: dict[str, str], snapshot: SnapshotAssertion) -> None:
    assert sorted(chart) == snapshot


@pytest.mark.parametrize(
    "path",
    [
        *("Chart.yaml", "README.md", "values.yaml", "values/dev.yaml", "values/prod.yaml"),
        *("templates/_helpers.tpl", "templates/configmap-env.yaml", "templates/configmap-files.yaml"),
        *("templates/deployment.yaml", "templates/externalsecret.yaml", "templates/externalsecret-files.yaml"),
        "templates/hpa.yaml",
        *("templates/networkpolicy.yaml", "templates/pdb.yaml", "templates/persistentvolumeclaims.yaml"),
        "templates/service.yaml",
        *("templates/serviceaccount.yaml", "templates/servicemonitor.yaml"),
    ],
)
def test_each_file_reads_like_one_of_a_persons(path: str, chart: dict[str, str], snapshot: SnapshotAssertion) -> None:
    assert chart[path] == snapshot

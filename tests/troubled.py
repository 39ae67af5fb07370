"""A repository whose input is fine and whose objects, files and commits are not: one of each thing that `validate`
can say, in some environments and not in others."""

from __future__ import annotations

from pathlib import Path

from tests.committed import Committed, committed
from tests.repositories import WEB, WORKER, environment, files, over

DAY = "2026-12-31"
ROOTS = {"securityContext": {"runAsGroup": 0}}
WAIVED = {"waive": [{"check": "runAsGroup", "reason": "its files are root's", "until": DAY}]}
RISK = {"rule": "D02", "resource": "PersistentVolumeClaim/db", "until": DAY, "reason": "it is empty"}
EXTRA = b"""\
apiVersion: acme.example.com/v1
kind: Widget
metadata: {name: widget}
---
apiVersion: v1
kind: Service
metadata: {name: nobody}
spec: {selector: {app: nobody}, ports: [{port: 80}]}
"""
SERVICES = {
    "loose": over(WEB, {"securityContext": {"readOnlyRootFilesystem": False}}),
    "rooted": WORKER,
    "once": over(WORKER, WAIVED),
    "never": over(WORKER, WAIVED),
    "extra": over(WEB, {"objects": ["files/extra.yaml"], "slo": {"availability": 99.9}}),
}
ENVIRONMENTS = {
    "dev": environment(1, "dev.example.com"),
    "live": environment(2, "live.example.com", services={"rooted": ROOTS, "loose": {"replicas": 3}}),
    "play": environment(3, "play.example.com", podSecurity="baseline"),
    "test": environment(4, "test.example.com", services={"once": ROOTS, "rooted": ROOTS}, acknowledge=[RISK]),
}


def troubled(root: Path) -> Committed:
    """The repository, with a file missing and one too many."""
    source = files(SERVICES, ENVIRONMENTS, mounted={"extra.yaml": EXTRA})
    found = committed(root, {path: data.replace(f'"{DAY}"'.encode(), DAY.encode()) for path, data in source.items()})
    found.commit(when="2027-01-01T00:00:00+0000")
    (root / "charts/loose/values/dev.yaml").unlink()
    found.put({"charts/loose/templates/mine.yaml": b"kind: ConfigMap\n"})
    return found

"""Reports built by hand: a shop in three environments, and one of any size."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.diff.nouns import (
    NOTHING,
    Capacity,
    Change,
    Coverage,
    Edit,
    Finding,
    Identity,
    Report,
    Severity,
    State,
    Told,
    Verdict,
)
from generator.errors import Place

ENVIRONMENTS = ("development", "staging", "production")
IMAGE = "spec.template.spec.containers[api].image"


def identity(kind: str = "Deployment", name: str = "api", namespace: str = "shop") -> Identity:
    return Identity("apps" if kind in ("Deployment", "StatefulSet") else "", kind, namespace, name)


def edited(
    *edits: Edit,
    environment: str = "production",
    service: str = "api",
    kind: str = "Deployment",
    name: str = "api",
    **told: Any,
) -> Told:
    """An object that stays and changes."""
    body = {"kind": kind, "metadata": {"name": name}}
    change = Change(environment, f"{service}-{environment}", identity(kind, name), body, body, edits)
    return Told(change, told.pop("verdict", Verdict.UPDATED), **told)


def came(body: dict[str, Any], environment: str = "production", service: str = "api", **told: Any) -> Told:
    """An object that is new."""
    who = identity(body["kind"], body["metadata"]["name"])
    change = Change(environment, f"{service}-{environment}", who, None, body)
    return Told(change, told.pop("verdict", Verdict.CREATED), **told)


def went(body: dict[str, Any], environment: str = "production", service: str = "api", **told: Any) -> Told:
    """An object that is removed."""
    who = identity(body["kind"], body["metadata"]["name"])
    change = Change(environment, f"{service}-{environment}", who, body, None)
    return Told(change, told.pop("verdict", Verdict.DELETED), **told)


def found(
    rule: str = "D02",
    severity: Severity = "D",
    message: str = "the volume is deleted with all that is on it",
    environment: str = "production",
    service: str = "api",
    kind: str = "Deployment",
    name: str = "api",
    **more: Any,
) -> Finding:
    who = identity(kind, name)
    return Finding(rule, severity, environment, f"{service}-{environment}", who, message, **more)


def report(changes: Sequence[Told] = (), findings: Sequence[Finding] = (), **more: Any) -> Report:
    return Report(
        base=more.pop("base", "1a2b3c4"),
        head=more.pop("head", "5d6e7f8"),
        coverage=more.pop("coverage", Coverage(53, 53, ("keda", "karpenter"))),
        changes=tuple(changes),
        findings=tuple(findings),
        production=more.pop("production", frozenset({"production"})),
        environments=more.pop("environments", ENVIRONMENTS),
        **more,
    )


CLAIM = {
    "apiVersion": "v1",
    "kind": "PersistentVolumeClaim",
    "metadata": {"name": "backup", "labels": {"app.kubernetes.io/name": "postgres"}},
    "spec": {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "20Gi"}}},
}
WORKER = {
    "apiVersion": "apps/v1",
    "kind": "Deployment",
    "metadata": {"name": "worker"},
    "spec": {
        "replicas": 2,
        "template": {
            "spec": {
                "containers": [
                    {
                        "name": "worker",
                        "image": "registry.example.com/shop/worker:2.0.0",
                        "env": [
                            {"name": "QUEUE", "value": "mail"},
                            {"name": "SMTP_PASSWORD", "value": "correct horse"},
                        ],
                    }
                ]
            }
        },
    },
}
CONFIG = "log:\n  level: info\n  json: true\ndb:\n  pool: 10\n  timeout: 5s\ncache:\n  ttl: 60s\n"


def bumped(environment: str, pods: tuple[int, int]) -> Told:
    edit = Edit(IMAGE, "registry.example.com/shop/api:1.4.2", "registry.example.com/shop/api:1.5.0")
    noise = Edit("metadata.labels[helm.sh/chart]", "api-0.1.0", "api-0.1.1", noise="chart label")
    cause = Place("config/services/api.yaml", 3, 8)
    return edited(edit, noise, environment=environment, verdict=Verdict.RESTARTED, pods=pods, causes=(cause,))


def shop() -> Report:
    """One of everything."""
    scaled = Edit("spec.maxReplicas", 6, 9)
    config = Edit("data[app.yaml]", CONFIG, CONFIG.replace("pool: 10", "pool: 25"))
    volume = Edit("spec.volumeClaimTemplates[data].spec.resources.requests.storage", "20Gi", "50Gi")
    key = Edit("data[api-key]", "b2xkLXNlY3JldC12YWx1ZQ==", "bmV3LXNlY3JldC12YWx1ZQ==", hidden=True)
    label = Edit("metadata.labels[app.kubernetes.io/version]", "1.4.2", "1.5.0", noise="version label")
    postgres = {"service": "postgres", "name": "postgres"}
    changes = [
        *(bumped(name, pods) for name, pods in zip(ENVIRONMENTS, ((1, 1), (2, 2), (3, 9)), strict=True)),
        edited(scaled, kind="HorizontalPodAutoscaler", causes=(Place("environments/production.yaml", 42, 9),)),
        edited(
            volume,
            kind="StatefulSet",
            verdict=Verdict.BLOCKED,
            why="the API server refuses it; Argo CD tries five times, then waits for the next commit",
            rule="A21",
            causes=(Place("environments/production.yaml", 61, 16),),
            **postgres,
        ),
        went(CLAIM, service="postgres", why="pruned at the start of the sync", rule="A1"),
        *(edited(config, kind="ConfigMap", environment=name) for name in ENVIRONMENTS[:2]),
        edited(key, kind="Secret", name="api-keys"),
        *(came(WORKER, name, "worker", pods=(2, 2)) for name in ENVIRONMENTS),
        edited(
            Edit("spec.replicas", 2, 3), environment="staging", service="web", name="web", verdict=Verdict.NO_EFFECT
        ),
        edited(label, kind="Service", verdict=Verdict.NOISE),
    ]
    findings = [
        found(
            "I02",
            "X",
            "`spec.volumeClaimTemplates` of a StatefulSet cannot be changed",
            kind="StatefulSet",
            remedy="grow the claims first, then `kubectl delete statefulset postgres --cascade=orphan`",
            proved=True,
            **postgres,
        ),
        found(
            service="postgres",
            kind="PersistentVolumeClaim",
            name="backup",
            remedy="sync `Prune=false` first, then remove it",
            proved=True,
        ),
        *(
            found("O04", "O", "no pod is left meanwhile", environment=name, name="worker", service="worker")
            for name in ENVIRONMENTS
        ),
        found("O12", "W", "pods keep the old value until they restart", environment="staging", kind="ConfigMap"),
        found("S02", "S", "a role for everything", kind="ClusterRole", acknowledged="reviewed by security"),
        found("I04", "I", "the schedule holds from the next run on", kind="CronJob", name="report"),
    ]
    return report(
        changes,
        findings,
        notes=("the base is 2 commits behind main",),
        states=(
            State(
                "production",
                "postgres-production",
                ("the sync fails; nothing after it is applied",),
                ("A21",),
            ),
            State("staging", "web-staging", ("automated sync is off: nothing deploys by itself",), ("A11",), False),
        ),
        capacity=(
            Capacity("production", (2, 5), (0, 500), (0, 1 << 30), 30 << 30),
            Capacity("staging", (2, 2), (200, 200), (256 << 20, 256 << 20)),
        ),
        needs=(("web", "api"), ("api", "postgres"), ("api", "redis"), ("worker", "postgres"), ("worker", "redis")),
    )


def large(objects: int = 5_000, environments: int = 5, findings: int = 300) -> Report:
    """As many objects as asked for, no two alike, in Applications of fifty objects."""
    names = ["production", *(f"environment-{number}" for number in range(1, environments))]
    kinds = ("Deployment", "Service", "ConfigMap", "StatefulSet", "Ingress")
    changes = []
    for number in range(objects):
        where, kind = names[number % environments], kinds[number % len(kinds)]
        edits = [Edit(f"spec.field{index}", f"old {number}", f"new {number}") for index in range(1 + number % 7)]
        service = f"service-{number // 50}"
        more = {"verdict": Verdict.RESTARTED, "pods": (1, 3)} if kind == "Deployment" else {}
        name = f"object-{number}"
        changes.append(edited(*edits, environment=where, service=service, kind=kind, name=name, **more))
    alarms = [
        found(f"O{number % 20:02}", "O", f"object {number} is not served", name=f"object-{number * 5}")
        for number in range(findings)
    ]
    return report(changes, alarms, environments=names)


__all__ = ["NOTHING", "bumped", "came", "edited", "found", "identity", "large", "report", "shop", "went"]

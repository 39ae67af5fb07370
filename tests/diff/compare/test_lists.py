"""Which entry of a list is which: by its key where Kubernetes has one, else by likeness."""

from __future__ import annotations

from typing import Any

import pytest

from tests.diff.compare.objects import Object, deployment, thing, told

POD = "spec.template.spec.containers[api]"


def variable(name: str, value: str) -> Object:
    return {"name": name, "value": value}


def test_env_reorder() -> None:
    one, other = [variable("A", "1"), variable("B", "2")], [variable("B", "2"), variable("A", "1")]

    assert told(deployment(env=one), deployment(env=other)) == [f"{POD}.env: ('A', 'B') → ('B', 'A') (order changed)"]


def test_a_variable_that_changes_is_called_by_its_name() -> None:
    before, after = deployment(env=[variable("LOG_LEVEL", "info")]), deployment(env=[variable("LOG_LEVEL", "debug")])

    assert told(before, after) == [f"{POD}.env[LOG_LEVEL].value: 'info' → 'debug'"]


def test_one_before_all_others_changes_none_of_them() -> None:
    before = deployment(env=[variable("B", "2")])
    after = deployment(env=[variable("A", "1"), variable("B", "2")])

    assert told(before, after) == [f"{POD}.env[A].name: nothing → 'A'", f"{POD}.env[A].value: nothing → '1'"]


def test_duplicate_env() -> None:
    before = deployment(env=[variable("A", "1"), variable("A", "2")])
    after = deployment(env=[variable("A", "1"), variable("A", "3")])

    assert told(before, after) == [f"{POD}.env[A#2].value: '2' → '3'"]


def test_duplicate_env_in_another_order_is_another_value_as_the_last_one_counts() -> None:
    before = deployment(env=[variable("A", "1"), variable("A", "2")])
    after = deployment(env=[variable("A", "2"), variable("A", "1")])

    assert told(before, after) == [f"{POD}.env[A].value: '1' → '2'", f"{POD}.env[A#2].value: '2' → '1'"]


def test_volume_mounts_same_volume_twice() -> None:
    one, other = {"name": "data", "mountPath": "/a"}, {"name": "data", "mountPath": "/b"}
    changed = {**other, "readOnly": True}

    assert told(deployment(volumeMounts=[one, other]), deployment(volumeMounts=[changed, one])) == [
        f"{POD}.volumeMounts: ('/a', '/b') → ('/b', '/a') (order changed)",
        f"{POD}.volumeMounts[/b].readOnly: nothing → True",
    ]


def test_one_container_port_with_several_of_the_host() -> None:
    before = deployment(ports=[{"containerPort": 80, "hostPort": 8080}, {"containerPort": 80, "hostPort": 8081}])
    after = deployment(ports=[{"containerPort": 80, "hostPort": 8080}, {"containerPort": 80, "hostPort": 8082}])

    assert told(before, after) == [f"{POD}.ports[80#2].hostPort: 8081 → 8082"]


def test_one_port_of_two_protocols() -> None:
    before = thing("Service", spec={"ports": [{"port": 53, "protocol": "UDP"}, {"port": 53}]})
    after = thing("Service", spec={"ports": [{"port": 53, "targetPort": 1}, {"port": 53, "protocol": "UDP"}]})

    assert told(before, after) == [
        "spec.ports: ('53/UDP', '53') → ('53', '53/UDP') (order changed) (order)",
        "spec.ports[53].targetPort: nothing → 1",
    ]


def test_arguments_are_told_one_by_one() -> None:
    before, after = deployment(args=["--a", "--b", "--c"]), deployment(args=["--a", "--x", "--c", "--d"])

    assert told(before, after) == [f"{POD}.args[1]: '--b' → '--x'", f"{POD}.args[3]: nothing → '--d'"]


def test_arguments_in_another_order() -> None:
    assert told(deployment(args=["--a", "--b"]), deployment(args=["--b", "--a"])) == [
        f"{POD}.args: ('--a', '--b') → ('--b', '--a') (order changed)"
    ]


CASES: list[tuple[str, str, str, Any, str]] = [
    ("Deployment", "apps/v1", "volumes", {"name": "data"}, "data"),
    ("Deployment", "apps/v1", "imagePullSecrets", {"name": "hub"}, "hub"),
    ("Deployment", "apps/v1", "volumeDevices", {"devicePath": "/dev/x"}, "/dev/x"),
    ("Deployment", "apps/v1", "hostAliases", {"ip": "10.0.0.1"}, "10.0.0.1"),
    (
        *("Deployment", "apps/v1", "topologySpreadConstraints"),
        {"topologyKey": "zone", "whenUnsatisfiable": "ScheduleAnyway"},
        "zone/ScheduleAnyway",
    ),
    ("Deployment", "apps/v1", "envFrom", {"prefix": "P_", "configMapRef": {"name": "c"}}, "P_/c"),
    (
        "Deployment",
        "apps/v1",
        "tolerations",
        {"key": "gpu", "operator": "Exists", "effect": "NoSchedule"},
        "gpu/Exists/NoSchedule",
    ),
    ("Deployment", "apps/v1", "conditions", {"type": "Ready"}, "Ready"),
    ("StatefulSet", "apps/v1", "volumeClaimTemplates", {"metadata": {"name": "data"}}, "data"),
    ("Ingress", "networking.k8s.io/v1", "rules", {"host": "a.example"}, "a.example"),
    ("Ingress", "networking.k8s.io/v1", "rules", {"http": {}}, "*"),
    ("Ingress", "networking.k8s.io/v1", "paths", {"path": "/a", "pathType": "Prefix"}, "/a"),
    ("Ingress", "networking.k8s.io/v1", "paths", {"path": "/a", "pathType": "Exact"}, "/a/Exact"),
    ("Ingress", "networking.k8s.io/v1", "tls", {"secretName": "tls"}, "tls"),
    (
        *("Role", "rbac.authorization.k8s.io/v1", "rules"),
        {"apiGroups": ["apps"], "resources": ["b", "a"], "verbs": ["get"]},
        "apps/a,b",
    ),
    (
        *("RoleBinding", "rbac.authorization.k8s.io/v1", "subjects"),
        {"kind": "User", "name": "ann", "namespace": "n"},
        "User/n/ann",
    ),
    (
        *("HorizontalPodAutoscaler", "autoscaling/v2", "metrics"),
        {"type": "Resource", "resource": {"name": "cpu"}},
        "Resource/cpu",
    ),
    ("Deployment", "apps/v1", "items", {"key": "a", "path": "b"}, "a"),
    (
        "Application",
        "argoproj.io/v1alpha1",
        "sources",
        {"repoURL": "https://x", "path": "p", "ref": "r"},
        "https://x/p/r",
    ),
    (
        "Application",
        "argoproj.io/v1alpha1",
        "ignoreDifferences",
        {"group": "apps", "kind": "Deployment"},
        "apps/Deployment",
    ),
    ("PrometheusRule", "monitoring.coreos.com/v1", "groups", {"name": "api"}, "api"),
    ("PrometheusRule", "monitoring.coreos.com/v1", "rules", {"alert": "Down"}, "Down"),
    ("ServiceMonitor", "monitoring.coreos.com/v1", "endpoints", {"port": "http", "path": "/m"}, "http//m"),
    ("ExternalSecret", "external-secrets.io/v1", "data", {"secretKey": "DSN"}, "DSN"),
    ("NodePool", "karpenter.sh/v1", "requirements", {"key": "arch"}, "arch"),
    ("HTTPRoute", "gateway.networking.k8s.io/v1", "parentRefs", {"name": "gw", "sectionName": "https"}, "gw/https"),
    ("ValidatingWebhookConfiguration", "admissionregistration.k8s.io/v1", "webhooks", {"name": "w"}, "w"),
]


@pytest.mark.parametrize(("kind", "api", "field", "entry", "label"), CASES)
def test_each_list_has_its_key(kind: str, api: str, field: str, entry: Any, label: str) -> None:
    before, after = thing(kind, api, spec={field: [entry]}), thing(kind, api, spec={field: [{**entry, "x": 1}]})

    assert told(before, after) == [f"spec.{field}[{label}].x: nothing → 1"]


def test_options_of_a_sync_are_known_by_what_stands_before_their_value() -> None:
    before = thing("Application", "argoproj.io/v1alpha1", spec={"syncOptions": ["A=true", "B=true"]})
    after = thing("Application", "argoproj.io/v1alpha1", spec={"syncOptions": ["B=true", "A=false"]})

    assert told(before, after) == [
        "spec.syncOptions: ('A', 'B') → ('B', 'A') (order changed) (order)",
        "spec.syncOptions[A]: 'A=true' → 'A=false'",
    ]


@pytest.mark.parametrize("key", ["name", "key", "id"])
def test_an_unknown_kind_has_a_key_where_none_stands_twice(key: str) -> None:
    before = thing("Thing", "example.com/v1", spec={"parts": [{key: "a", "x": 1}, {key: "b"}]})
    after = thing("Thing", "example.com/v1", spec={"parts": [{key: "b"}, {key: "a", "x": 2}]})

    assert told(before, after) == [
        "spec.parts: ('a', 'b') → ('b', 'a') (order changed)",
        "spec.parts[a].x: 1 → 2",
    ]


def test_an_unknown_kind_without_a_key_is_compared_by_likeness() -> None:
    before = thing("Thing", "example.com/v1", spec={"parts": [{"name": "a", "x": 1}, {"name": "a", "x": 2}]})
    after = thing("Thing", "example.com/v1", spec={"parts": [{"x": 9}, {"name": "a", "x": 1}, {"name": "a", "x": 3}]})

    assert told(before, after) == ["spec.parts[0]: nothing → {'x': 9}", "spec.parts[1].x: 2 → 3"]


def test_a_very_long_list_is_compared_place_by_place() -> None:
    before, after = [str(number) for number in range(2000)], [str(number + 1) for number in range(2000)]

    assert (
        len(told(thing("Thing", "e.com/v1", spec={"x": before}), thing("Thing", "e.com/v1", spec={"x": after}))) == 2000
    )

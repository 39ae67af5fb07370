"""Applications: one source each, nothing at its default."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from generator.argocd.applications import applications
from generator.argocd.target import Inventory

BACKEND = Inventory(charts=("backend",), depth={"backend": 1})
ROUTED = {"backend": {"routes": {"api": {"host": "api"}}}}


def test_a_service_has_an_application_with_its_chart_and_the_environments_values(make):
    assert applications(make({"backend": {}}, BACKEND))["backend"] == {
        "apiVersion": "argoproj.io/v1alpha1",
        "kind": "Application",
        "metadata": {
            "name": "backend-dev",
            "namespace": "argocd",
            "annotations": {
                "argocd.argoproj.io/sync-wave": "1",
                "argocd.argoproj.io/manifest-generate-paths": ".",
            },
            "finalizers": ["resources-finalizer.argocd.argoproj.io/foreground"],
        },
        "spec": {
            "project": "shop-dev",
            "source": {
                "repoURL": "https://git.example.com/shop/gitops.git",
                "targetRevision": "main",
                "path": "charts/backend",
                "helm": {"releaseName": "backend", "valueFiles": ["values/dev.yaml"]},
            },
            "destination": {"server": "https://kubernetes.default.svc", "namespace": "shop"},
            "syncPolicy": {
                "automated": {"prune": True, "selfHeal": True},
                "syncOptions": ["PruneLast=true", "FailOnSharedResource=true"],
                "retry": {
                    "limit": 5,
                    "backoff": {"duration": "10s", "factor": 2, "maxDuration": "3m"},
                    "refresh": True,
                },
            },
            "revisionHistoryLimit": 5,
        },
    }


def test_the_platform_has_an_application_of_its_own_project_and_without_a_finalizer(make):
    platform = applications(make())["platform"]

    assert platform["metadata"]["name"] == "platform-dev"
    assert platform["metadata"]["annotations"]["argocd.argoproj.io/sync-wave"] == "-50"
    assert "finalizers" not in platform["metadata"]
    assert platform["spec"]["project"] == "shop-dev-platform"
    assert platform["spec"]["source"]["path"] == "argocd/dev/platform"
    assert "helm" not in platform["spec"]["source"]


def test_routes_have_an_application_where_there_are_routes(make):
    routes = applications(make(ROUTED, BACKEND))["routes"]

    assert routes["metadata"]["annotations"]["argocd.argoproj.io/sync-wave"] == "1000"
    assert routes["spec"]["source"]["path"] == "argocd/dev/routes"
    assert routes["spec"]["project"] == "shop-dev"
    assert "finalizers" not in routes["metadata"]


def test_routes_have_no_application_where_there_are_none(make):
    assert sorted(applications(make({"backend": {}}, BACKEND))) == ["backend", "platform"]


def test_a_service_without_a_chart_has_no_application(make):
    assert sorted(
        applications(
            make({"backend": {}, "db": {"kind": "external", "host": "db.example.com", "ports": {"db": 5432}}}, BACKEND)
        )
    ) == [
        "backend",
        "platform",
    ]


def test_replicas_are_the_autoscalers_where_one_rules(make):
    inventory = Inventory(charts=("backend", "worker"), autoscaled=frozenset({"backend"}))

    found = applications(make({"backend": {}, "worker": {}}, inventory))

    assert found["backend"]["spec"]["ignoreDifferences"] == [
        {"group": "apps", "kind": "Deployment", "name": "backend", "jsonPointers": ["/spec/replicas"]}
    ]
    assert found["backend"]["spec"]["syncPolicy"]["syncOptions"] == [
        "PruneLast=true",
        "FailOnSharedResource=true",
        "RespectIgnoreDifferences=true",
    ]
    assert "ignoreDifferences" not in found["worker"]["spec"]
    assert "RespectIgnoreDifferences=true" not in found["worker"]["spec"]["syncPolicy"]["syncOptions"]


def test_what_the_secrets_operator_adds_to_a_list_is_no_drift(make):
    inventory = Inventory(charts=("backend", "worker"), secretive={"backend": ("backend", "backend-migrate")})

    found = applications(make({"backend": {}, "worker": {}}, inventory))

    assert found["backend"]["spec"]["ignoreDifferences"] == [
        {
            "group": "external-secrets.io",
            "kind": "ExternalSecret",
            "name": name,
            "jqPathExpressions": [".spec.data[]?.remoteRef.nullBytePolicy"],
        }
        for name in ("backend", "backend-migrate")
    ]
    assert "RespectIgnoreDifferences=true" in found["backend"]["spec"]["syncPolicy"]["syncOptions"]
    assert "ignoreDifferences" not in found["worker"]["spec"]


def test_a_paused_service_is_not_synced_and_says_why(make):
    spec = applications(make({"backend": {}}, BACKEND, sync={"paused": {"backend": "bad release"}}))["backend"]["spec"]

    assert spec["syncPolicy"]["automated"] == {"enabled": False, "prune": True, "selfHeal": True}
    assert spec["info"] == [{"name": "paused", "value": "bad release"}]


def test_a_pin_freezes_every_application(make):
    found = applications(make(ROUTED, BACKEND, revision="v1.2.3"))

    assert {item["spec"]["source"]["targetRevision"] for item in found.values()} == {"v1.2.3"}


def test_a_chosen_namespace_is_every_destination(make):
    found = applications(make(ROUTED, BACKEND, namespace="orders"))

    assert {item["spec"]["destination"]["namespace"] for item in found.values()} == {"orders"}


def test_the_eks_capability_knows_the_cluster_by_its_arn(make):
    found = applications(make({"backend": {}}, BACKEND, argocd={"flavour": "eks-capability"}))

    assert found["backend"]["spec"]["destination"] == {
        "server": "arn:aws:eks:eu-west-1:111122223333:cluster/shop-dev",
        "namespace": "shop",
    }


OWNER = {"team": "shop", "email": "ops@example.com", "slack": "shop-alerts"}


def test_the_owners_channel_hears_of_failures(make):
    annotations = applications(make({"backend": {}}, BACKEND, owner=OWNER))["backend"]["metadata"]["annotations"]

    assert annotations["notifications.argoproj.io/subscribe.on-sync-failed.slack"] == "shop-alerts"
    assert annotations["notifications.argoproj.io/subscribe.on-health-degraded.slack"] == "shop-alerts"


@pytest.mark.parametrize(
    "keys", [{}, {"owner": {**OWNER, "slack": None}}, {"owner": OWNER, "argocd": {"flavour": "eks-capability"}}]
)
def test_nobody_subscribes_without_a_channel_or_without_a_controller(make, keys):
    annotations = applications(make({"backend": {}}, BACKEND, **keys))["backend"]["metadata"]["annotations"]

    assert not [name for name in annotations if name.startswith("notifications.")]


def test_no_optional_field_is_empty(make):
    for item in applications(make(ROUTED, BACKEND)).values():
        assert not [value for value in below(item) if value in ("", None, [], {})]


def below(value: Any) -> Iterator[Any]:
    yield value
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for child in children:
        yield from below(child)


def test_applications_live_where_argo_cd_does(make):
    found = applications(make({"backend": {}}, BACKEND, argocd={"namespace": "gitops"}))

    assert {item["metadata"]["namespace"] for item in found.values()} == {"gitops"}

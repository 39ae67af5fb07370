"""How many pods run, and how new ones take over."""

from __future__ import annotations

from typing import Any

import pytest

from tests.repositories import WEB, files, objects, over


def made(**keys: Any) -> dict[str, Any]:
    return objects(files({"app": over(WEB, keys)}), "app")


def test_replicas_stand_in_the_deployment_where_nothing_scales_it() -> None:
    assert made()["Deployment"]["spec"]["replicas"] == 1
    assert made(replicas=3)["Deployment"]["spec"]["replicas"] == 3
    assert made(replicas=0)["Deployment"]["spec"]["replicas"] == 0


def test_an_autoscaler_rules_alone() -> None:
    found = made(scaling={"min": 2, "max": 5, "cpu": 70, "memory": 80})

    assert "replicas" not in found["Deployment"]["spec"]
    assert found["HorizontalPodAutoscaler"]["spec"] == {
        "scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "app"},
        "minReplicas": 2,
        "maxReplicas": 5,
        "metrics": [
            {
                "type": "ContainerResource",
                "containerResource": {
                    "container": "app",
                    "name": name,
                    "target": {"type": "Utilization", "averageUtilization": share},
                },
            }
            for name, share in (("cpu", 70), ("memory", 80))
        ],
    }


def test_the_window_is_short_for_a_part_of_the_behavior() -> None:
    behavior = {"scaleUp": {"policies": [{"type": "Pods", "value": 4, "periodSeconds": 15}]}}
    scaling = {"min": 1, "max": 2, "cpu": 70, "scaleDownWindow": "5m", "behavior": behavior}

    assert made(scaling=scaling)["HorizontalPodAutoscaler"]["spec"]["behavior"] == {
        **behavior,
        "scaleDown": {"stabilizationWindowSeconds": 300},
    }


@pytest.mark.parametrize("keys", [{"replicas": 2}, {"scaling": {"min": 2, "max": 2, "cpu": 70}}])
def test_a_drain_may_take_one_pod_of_several_at_a_time(keys: dict[str, Any]) -> None:
    found = made(**keys)["PodDisruptionBudget"]["spec"]

    assert found["maxUnavailable"] == 1
    assert found["unhealthyPodEvictionPolicy"] == "AlwaysAllow"
    assert found["selector"]["matchLabels"] == made()["Deployment"]["spec"]["selector"]["matchLabels"]


@pytest.mark.parametrize("keys", [{}, {"replicas": 1}, {"replicas": 0}, {"scaling": {"min": 1, "max": 9, "cpu": 70}}])
def test_a_budget_never_blocks_the_drain_of_a_single_pod(keys: dict[str, Any]) -> None:
    assert "PodDisruptionBudget" not in made(**keys)


@pytest.mark.parametrize(
    ("strategy", "expected"),
    [
        ({}, {"type": "RollingUpdate", "rollingUpdate": {"maxSurge": "25%", "maxUnavailable": 0}}),
        (
            {"maxSurge": 0, "maxUnavailable": "10%"},
            {"type": "RollingUpdate", "rollingUpdate": {"maxSurge": 0, "maxUnavailable": "10%"}},
        ),
        ({"type": "Recreate"}, {"type": "Recreate"}),
    ],
)
def test_a_rollout_takes_no_pod_away_unless_told(strategy: dict[str, Any], expected: dict[str, Any]) -> None:
    assert made(strategy=strategy)["Deployment"]["spec"]["strategy"] == expected


def test_the_selector_has_the_two_labels_that_never_change() -> None:
    assert made()["Deployment"]["spec"]["selector"]["matchLabels"] == {
        "app.kubernetes.io/name": "app",
        "app.kubernetes.io/instance": "app",
    }

"""Autoscalers."""

from __future__ import annotations

from textwrap import dedent

from tests.check.shop import Body, another, shop, told

LIMITS = {
    "apiVersion": "v1",
    "kind": "LimitRange",
    "metadata": {"name": "defaults"},
    "spec": {"limits": [{"type": "Container", "defaultRequest": {"cpu": "100m"}}]},
}
SCALED = {
    "apiVersion": "keda.sh/v1alpha1",
    "kind": "ScaledObject",
    "metadata": {"name": "api"},
    "spec": {"scaleTargetRef": {"name": "ape"}, "minReplicaCount": 3, "maxReplicaCount": 2, "triggers": []},
}


def container_metric(name: str) -> Body:
    target = {"type": "Utilization", "averageUtilization": 70}
    return {"type": "ContainerResource", "containerResource": {"name": "cpu", "container": name, "target": target}}


def test_the_lower_bound_is_below_the_upper() -> None:
    it = shop()
    it["HorizontalPodAutoscaler"]["spec"]["minReplicas"] = 5

    assert told(it) == dedent(
        """\
        HorizontalPodAutoscaler/api spec.minReplicas [scaling-bounds-crossed]
          `HorizontalPodAutoscaler/api`: `minReplicas: 5` is more than `maxReplicas: 4`
          help: let `maxReplicas` be at least 5
        """
    )


def test_equal_bounds_are_fine() -> None:
    it = shop()
    it["HorizontalPodAutoscaler"]["spec"]["minReplicas"] = 4

    assert told(it) == ""


def test_an_autoscaler_scales_a_workload_that_exists() -> None:
    it = shop()
    it["HorizontalPodAutoscaler"]["spec"]["scaleTargetRef"]["name"] = "aip"

    assert told(it) == dedent(
        """\
        HorizontalPodAutoscaler/api spec.scaleTargetRef.name [scaling-target-unknown]
          `HorizontalPodAutoscaler/api` scales `Deployment/aip`, which is not in the namespace `shop`
          help: add the Deployment `aip`
        """
    )


def test_an_autoscaler_scales_a_workload_of_that_kind() -> None:
    it = shop()
    it["HorizontalPodAutoscaler"]["spec"]["scaleTargetRef"]["kind"] = "StatefulSet"

    assert told(it) == dedent(
        """\
        HorizontalPodAutoscaler/api spec.scaleTargetRef.name [scaling-target-unknown]
          `HorizontalPodAutoscaler/api` scales `StatefulSet/api`, which is not in the namespace `shop`
          help: add the StatefulSet `api`
        """
    )


def test_what_an_autoscaler_rules_is_fixed_by_nobody_else() -> None:
    it = shop()
    it["Deployment"]["spec"]["replicas"] = 3

    assert told(it) == dedent(
        """\
        Deployment/api spec.replicas [scaling-replicas-fixed]
          `Deployment/api` fixes its `replicas`, though `HorizontalPodAutoscaler/api` rules them: each sync
            would undo its work
          help: remove `replicas`
        """
    )


def test_a_workload_without_an_autoscaler_fixes_its_replicas() -> None:
    it = shop()
    del it["HorizontalPodAutoscaler"]
    it["Deployment"]["spec"]["replicas"] = 3

    assert told(it) == ""


def test_one_autoscaler_rules_a_workload() -> None:
    it = shop()
    it["again"] = another(it["HorizontalPodAutoscaler"], "apj")

    assert told(it) == dedent(
        """\
        HorizontalPodAutoscaler/apj spec.scaleTargetRef [scaling-target-twice]
          `HorizontalPodAutoscaler/apj` rules `Deployment/api`, and so does `HorizontalPodAutoscaler/api`
          help: remove one of them
        """
    )


def test_a_share_of_requests_needs_requests() -> None:
    it = shop()
    it.container["resources"] = {"requests": {"memory": "1Mi"}}

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.containers[0].resources [scaling-request-missing]
          `HorizontalPodAutoscaler/api` measures `cpu` against what is requested, and the container `api` of
            `Deployment/api` requests none
          help: add `resources.requests.cpu`
        """
    )


def test_a_limit_counts_as_a_request() -> None:
    it = shop()
    it.container["resources"] = {"limits": {"cpu": "1"}}

    assert told(it) == ""


def test_a_sidecar_counts_as_a_container() -> None:
    it = shop()
    it.pod["initContainers"][0]["restartPolicy"] = "Always"

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.initContainers[0].resources [scaling-request-missing]
          `HorizontalPodAutoscaler/api` measures `cpu` against what is requested, and the container `wait`
            of `Deployment/api` requests none
          help: add `resources.requests.cpu`
        """
    )


def test_a_limit_range_fills_in_requests() -> None:
    it = shop()
    it.container["resources"] = {}
    it["LimitRange"] = LIMITS

    assert told(it) == ""


def test_an_absolute_measure_needs_no_requests() -> None:
    it = shop()
    it.container["resources"] = {}
    metric = it["HorizontalPodAutoscaler"]["spec"]["metrics"][0]
    metric["resource"]["target"] = {"type": "AverageValue", "averageValue": "1"}

    assert told(it) == ""


def test_a_measured_container_is_in_the_pod() -> None:
    it = shop()
    it["HorizontalPodAutoscaler"]["spec"]["metrics"] = [container_metric("apo")]

    assert told(it) == dedent(
        """\
        HorizontalPodAutoscaler/api spec.metrics[0].containerResource.container [scaling-container-unknown]
          `HorizontalPodAutoscaler/api` measures the container `apo`, which `Deployment/api` lacks
          help: name a container of the pod
        """
    )


def test_a_measured_container_that_is_there_is_fine() -> None:
    it = shop()
    it["HorizontalPodAutoscaler"]["spec"]["metrics"] = [container_metric("api")]

    assert told(it) == ""


def test_a_scaled_object_is_an_autoscaler_too() -> None:
    it = shop()
    it["HorizontalPodAutoscaler"] = SCALED

    assert told(it) == dedent(
        """\
        ScaledObject/api spec.minReplicaCount [scaling-bounds-crossed]
          `ScaledObject/api`: `minReplicaCount: 3` is more than `maxReplicaCount: 2`
          help: let `maxReplicaCount` be at least 3
        ScaledObject/api spec.scaleTargetRef.name [scaling-target-unknown]
          `ScaledObject/api` scales `Deployment/ape`, which is not in the namespace `shop`
          help: add the Deployment `ape`
        ScaledObject/api spec.triggers [schema-invalid-value]
          `ScaledObject/api`: found a list at `spec.triggers`, which breaks the rule `minItems: 1`
        """
    )

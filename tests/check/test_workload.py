"""Workloads and their own pods."""

from __future__ import annotations

import copy
from textwrap import dedent

from tests.check.shop import Body, another, shop, told


def job(deployment: Body) -> Body:
    template = copy.deepcopy(deployment["spec"]["template"])
    template["spec"]["restartPolicy"] = "Never"
    return {"apiVersion": "batch/v1", "kind": "Job", "metadata": {"name": "migrate"}, "spec": {"template": template}}


def test_a_workload_finds_its_own_pods() -> None:
    it = shop()
    it["Deployment"]["spec"]["selector"]["matchLabels"]["tier"] = "front"

    assert told(it) == dedent(
        """\
        Deployment/api spec.selector [selector-mismatch]
          `Deployment/api` would not find its own pods: its selector `app.kubernetes.io/name=api,tier=front`
            misses their labels
          help: give the template every label of the selector
        """
    )


def test_a_workload_finds_its_pods_by_expressions_too() -> None:
    it = shop()
    expression = {"key": "tier", "operator": "NotIn", "values": ["back"]}
    it["Deployment"]["spec"]["selector"] = {"matchExpressions": [expression]}

    assert told(it) == dedent(
        """\
        Deployment/api spec.selector [selector-mismatch]
          `Deployment/api` would not find its own pods: its selector `tier notin (back)` misses their labels
          help: give the template every label of the selector
        """
    )


def test_a_workload_leaves_the_pods_of_others_alone() -> None:
    it = shop()
    it["again"] = another(it["Deployment"], "apj")
    it["again"]["spec"]["selector"]["matchLabels"]["tier"] = "back"

    assert told(it) == dedent(
        """\
        Deployment/api spec.selector [selector-overlap]
          `Deployment/api` would take the pods of `Deployment/apj` for its own: `app.kubernetes.io/name=api`
            fits both
          help: add a label that only its own pods have
        Deployment/apj spec.selector [selector-overlap]
          `Deployment/apj` would take the pods of `Deployment/api` for its own:
            `app.kubernetes.io/name=api,tier=back` fits both
          help: add a label that only its own pods have
        """
    )


def test_a_job_with_the_same_labels_is_no_rival() -> None:
    it = shop()
    it["Job"] = job(it["Deployment"])

    assert told(it) == ""

"""Disruption budgets."""

from __future__ import annotations

from textwrap import dedent

from tests.check.shop import Body, another, shop, told


def budget(least: int | str) -> Body:
    return {"minAvailable": least, "selector": {"matchLabels": {"app.kubernetes.io/name": "api"}}}


def test_a_budget_guards_a_pod() -> None:
    it = shop()
    it["PodDisruptionBudget"]["spec"]["selector"]["matchLabels"] = {"app": "api"}

    assert told(it) == dedent(
        """\
        PodDisruptionBudget/api spec.selector [disruption-selects-nothing]
          `PodDisruptionBudget/api` guards no pod: `app=api` fits no template in `shop`
          help: make the selector equal to labels of the pods that it is for
        """
    )


def test_one_budget_guards_a_pod() -> None:
    it = shop()
    it["again"] = another(it["PodDisruptionBudget"], "apj")

    assert told(it) == dedent(
        """\
        PodDisruptionBudget/apj spec.selector [disruption-overlap]
          `PodDisruptionBudget/apj` guards the pods of `Deployment/api`, and so does
            `PodDisruptionBudget/api`: no eviction passes both
          help: remove one of them
        """
    )


def test_a_budget_lets_one_pod_go() -> None:
    it = shop()
    it["PodDisruptionBudget"]["spec"]["maxUnavailable"] = 0

    assert told(it) == dedent(
        """\
        PodDisruptionBudget/api spec.maxUnavailable [disruption-blocks-drains]
          `PodDisruptionBudget/api` has `maxUnavailable: 0`: no pod may ever be evicted, no node drained
          help: write `maxUnavailable: 1`
        """
    )


def test_no_percent_is_no_pod() -> None:
    it = shop()
    it["PodDisruptionBudget"]["spec"]["maxUnavailable"] = "0%"

    assert told(it) == dedent(
        """\
        PodDisruptionBudget/api spec.maxUnavailable [disruption-blocks-drains]
          `PodDisruptionBudget/api` has `maxUnavailable: 0%`: no pod may ever be evicted, no node drained
          help: write `maxUnavailable: 1`
        """
    )


def test_a_small_share_is_rounded_up_to_one_pod() -> None:
    it = shop()
    it["PodDisruptionBudget"]["spec"]["maxUnavailable"] = "1%"

    assert told(it) == ""


def test_a_budget_asks_for_fewer_pods_than_the_autoscaler_keeps() -> None:
    it = shop()
    it["PodDisruptionBudget"]["spec"] = budget(2)

    assert told(it) == dedent(
        """\
        PodDisruptionBudget/api spec.minAvailable [disruption-blocks-drains]
          `PodDisruptionBudget/api` has `minAvailable: 2` of 2: no pod may be evicted, no node drained
          help: write `maxUnavailable: 1` instead
        """
    )


def test_one_pod_of_two_may_go() -> None:
    it = shop()
    it["PodDisruptionBudget"]["spec"] = budget(1)

    assert told(it) == ""


def test_a_budget_asks_for_fewer_pods_than_there_are() -> None:
    it = shop()
    del it["HorizontalPodAutoscaler"]
    it["Deployment"]["spec"]["replicas"] = 1
    it["PodDisruptionBudget"]["spec"] = budget(1)

    assert told(it) == dedent(
        """\
        PodDisruptionBudget/api spec.minAvailable [disruption-blocks-drains]
          `PodDisruptionBudget/api` has `minAvailable: 1` of 1: no pod may be evicted, no node drained
          help: write `maxUnavailable: 1` instead
        """
    )


def test_a_share_that_is_rounded_up_to_all_pods_blocks() -> None:
    it = shop()
    it["PodDisruptionBudget"]["spec"] = budget("51%")

    assert told(it) == dedent(
        """\
        PodDisruptionBudget/api spec.minAvailable [disruption-blocks-drains]
          `PodDisruptionBudget/api` has `minAvailable: 51%` of 2: no pod may be evicted, no node drained
          help: write `maxUnavailable: 1` instead
        """
    )


def test_a_share_of_half_the_pods_is_fine() -> None:
    it = shop()
    it["PodDisruptionBudget"]["spec"] = budget("50%")

    assert told(it) == ""


def test_an_autoscaler_without_a_lower_bound_keeps_one_pod() -> None:
    it = shop()
    del it["HorizontalPodAutoscaler"]["spec"]["minReplicas"]
    it["PodDisruptionBudget"]["spec"] = budget(1)

    assert told(it) == dedent(
        """\
        PodDisruptionBudget/api spec.minAvailable [disruption-blocks-drains]
          `PodDisruptionBudget/api` has `minAvailable: 1` of 1: no pod may be evicted, no node drained
          help: write `maxUnavailable: 1` instead
        """
    )

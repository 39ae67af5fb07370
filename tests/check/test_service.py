"""Services and their pods."""

from __future__ import annotations

from textwrap import dedent

from tests.check.shop import shop, told


def test_a_service_chooses_a_pod() -> None:
    it = shop()
    it["Service"]["spec"]["selector"]["app.kubernetes.io/name"] = "ap"

    assert told(it) == dedent(
        """\
        Service/api spec.selector [service-selects-nothing]
          `Service/api` chooses no pod: `app.kubernetes.io/name=ap` fits no template in `shop`
          help: make the selector equal to labels of the pods that it is for
        """
    )


def test_a_service_asks_for_all_of_its_labels() -> None:
    it = shop()
    it["Service"]["spec"]["selector"]["tier"] = "front"

    assert told(it) == dedent(
        """\
        Service/api spec.selector [service-selects-nothing]
          `Service/api` chooses no pod: `app.kubernetes.io/name=api,tier=front` fits no template in `shop`
          help: make the selector equal to labels of the pods that it is for
        """
    )


def test_a_service_in_another_namespace_does_not_see_the_pod() -> None:
    it = shop()
    it["Ingress"]["spec"]["rules"][0]["http"]["paths"].pop(0)
    del it["ServiceMonitor"]
    it["Service"]["metadata"]["namespace"] = "argocd"

    assert told(it) == dedent(
        """\
        Service/api spec.selector [service-selects-nothing]
          `Service/api` chooses no pod: `app.kubernetes.io/name=api` fits no template in `argocd`
          help: make the selector equal to labels of the pods that it is for
        """
    )


def test_a_service_without_a_selector_is_filled_by_somebody_else() -> None:
    it = shop()
    del it["Service"]["spec"]["selector"]

    assert told(it) == ""


def test_a_service_sends_to_a_port_that_its_pods_have() -> None:
    it = shop()
    it["Service"]["spec"]["ports"][0]["targetPort"] = "htpp"

    assert told(it) == dedent(
        """\
        Service/api spec.ports[0].targetPort [service-port-unknown]
          `Service/api` sends to the port `htpp`, which no pod that it chooses has
          help: did you mean `http`?
        """
    )


def test_a_service_may_send_to_a_number() -> None:
    it = shop()
    it["Service"]["spec"]["ports"][0]["targetPort"] = 5000

    assert told(it) == ""

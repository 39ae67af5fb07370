"""Network policies."""

from __future__ import annotations

from textwrap import dedent

from tests.check.shop import shop, told


def test_a_policy_is_about_a_pod() -> None:
    it = shop()
    it["NetworkPolicy"]["spec"]["podSelector"]["matchLabels"] = {"tier": "front"}

    assert told(it) == dedent(
        """\
        NetworkPolicy/api spec.podSelector [network-policy-selects-nothing]
          `NetworkPolicy/api` is about no pod: `tier=front` fits no template in `shop`
          help: make the selector equal to labels of the pods that it is for
        """
    )


def test_a_policy_about_all_pods_is_fine() -> None:
    it = shop()
    it["NetworkPolicy"]["spec"]["podSelector"] = {}

    assert told(it) == ""


def test_a_policy_lets_in_a_pod_that_exists() -> None:
    it = shop()
    it["NetworkPolicy"]["spec"]["ingress"][0]["from"][0]["podSelector"]["matchLabels"]["tier"] = "front"

    assert told(it) == dedent(
        """\
        NetworkPolicy/api spec.ingress[0].from[0].podSelector [network-peer-selects-nothing]
          `NetworkPolicy/api` has a rule from `tier=front`, which fits no pod in `shop`
          help: make the selector equal to labels of the pods that it is for, or remove the rule
        """
    )


def test_a_policy_lets_out_to_a_pod_that_exists() -> None:
    it = shop()
    it["NetworkPolicy"]["spec"]["egress"] = [{"to": [{"podSelector": {"matchLabels": {"app": "db"}}}]}]

    assert told(it) == dedent(
        """\
        NetworkPolicy/api spec.egress[0].to[0].podSelector [network-peer-selects-nothing]
          `NetworkPolicy/api` has a rule to `app=db`, which fits no pod in `shop`
          help: make the selector equal to labels of the pods that it is for, or remove the rule
        """
    )


def test_pods_of_another_namespace_are_not_ours_to_know() -> None:
    it = shop()
    peer = {"podSelector": {"matchLabels": {"app": "dns"}}, "namespaceSelector": {}}
    it["NetworkPolicy"]["spec"]["egress"] = [{"to": [peer]}]

    assert told(it) == ""


def test_a_policy_opens_a_port_of_the_pod_not_of_its_service() -> None:
    it = shop()
    it["NetworkPolicy"]["spec"]["ingress"][0]["ports"][0]["port"] = 80

    assert told(it) == dedent(
        """\
        NetworkPolicy/api spec.ingress[0].ports[0].port [network-port-unknown]
          `NetworkPolicy/api` opens the port `80`, which no pod that it is about has
          help: open a port of the pod, not of its Service
        """
    )


def test_a_policy_opens_a_named_port_of_the_pod() -> None:
    it = shop()
    it["NetworkPolicy"]["spec"]["ingress"][0]["ports"][0]["port"] = "htpp"

    assert told(it) == dedent(
        """\
        NetworkPolicy/api spec.ingress[0].ports[0].port [network-port-unknown]
          `NetworkPolicy/api` opens the port `htpp`, which no pod that it is about has
          help: did you mean `http`?
        """
    )


def test_a_pod_that_declares_no_port_may_listen_anywhere() -> None:
    it = shop()
    del it.container["ports"]
    del it.container["readinessProbe"]
    it["Service"]["spec"]["ports"][0]["targetPort"] = 5000
    it["NetworkPolicy"]["spec"]["ingress"][0]["ports"][0]["port"] = 80

    assert told(it) == ""

"""Monitors and what they scrape."""

from __future__ import annotations

from textwrap import dedent

from tests.check.shop import Body, shop, told


def pod_monitor(labels: dict[str, str], port: str) -> Body:
    spec = {"selector": {"matchLabels": labels}, "podMetricsEndpoints": [{"port": port}]}
    return {"apiVersion": "monitoring.coreos.com/v1", "kind": "PodMonitor", "metadata": {"name": "pods"}, "spec": spec}


def test_a_service_monitor_finds_a_service_by_the_services_own_labels() -> None:
    it = shop()
    it["Service"]["metadata"]["labels"] = {}

    assert told(it) == dedent(
        """\
        ServiceMonitor/api spec.selector [monitor-selects-nothing]
          `ServiceMonitor/api` finds no Service: none has the labels `app.kubernetes.io/name=api`
          help: make the selector equal to labels of the Service itself
        """
    )


def test_a_service_monitor_scrapes_a_port_of_the_service() -> None:
    it = shop()
    it["ServiceMonitor"]["spec"]["endpoints"][0]["port"] = "metrics"

    assert told(it) == dedent(
        """\
        ServiceMonitor/api spec.endpoints[0].port [monitor-port-unknown]
          `ServiceMonitor/api` scrapes the port `metrics`, which no Service that it finds has
          help: give a port of the Service the name `metrics`
        """
    )


def test_a_service_monitor_looks_into_the_namespaces_it_names() -> None:
    it = shop()
    it["ServiceMonitor"]["spec"]["namespaceSelector"] = {"matchNames": ["argocd"]}

    assert told(it) == dedent(
        """\
        ServiceMonitor/api spec.selector [monitor-selects-nothing]
          `ServiceMonitor/api` finds no Service: none has the labels `app.kubernetes.io/name=api`
          help: make the selector equal to labels of the Service itself
        """
    )


def test_a_service_monitor_may_look_into_any_namespace() -> None:
    it = shop()
    it["ServiceMonitor"]["metadata"]["namespace"] = "argocd"
    it["ServiceMonitor"]["spec"]["namespaceSelector"] = {"any": True}

    assert told(it) == ""


def test_a_pod_monitor_finds_a_pod() -> None:
    it = shop()
    it["PodMonitor"] = pod_monitor({"tier": "front"}, "http")

    assert told(it) == dedent(
        """\
        PodMonitor/pods spec.selector [monitor-selects-nothing]
          `PodMonitor/pods` finds no pod: none has the labels `tier=front`
          help: make the selector equal to labels of the pod itself
        """
    )


def test_a_pod_monitor_scrapes_a_port_of_the_pod() -> None:
    it = shop()
    it["PodMonitor"] = pod_monitor({"tier": "back"}, "https")

    assert told(it) == dedent(
        """\
        PodMonitor/pods spec.podMetricsEndpoints[0].port [monitor-port-unknown]
          `PodMonitor/pods` scrapes the port `https`, which no pod that it finds has
          help: did you mean `http`?
        """
    )


def test_a_pod_monitor_of_a_pod_that_is_there_is_fine() -> None:
    it = shop()
    it["PodMonitor"] = pod_monitor({"tier": "back"}, "http")

    assert told(it) == ""

"""A ServiceMonitor where a service has metrics and somebody reads them."""

from __future__ import annotations

from tests.repositories import WEB, environment, files, objects, over

MEASURED = over(WEB, {"metrics": {"port": "http", "path": "/stats", "interval": "1m"}})


def test_a_service_is_scraped_through_its_service_by_the_ports_name() -> None:
    monitored = environment(addons={"kube-prometheus-stack": {}})
    found = objects(files({"app": MEASURED}, {"dev": monitored}), "app")

    assert found["ServiceMonitor"]["spec"] == {
        "selector": {"matchLabels": found["Service"]["spec"]["selector"]},
        "endpoints": [{"port": "http", "path": "/stats", "interval": "1m"}],
    }


def test_nobody_scrapes_where_there_is_no_prometheus() -> None:
    assert "ServiceMonitor" not in objects(files({"app": MEASURED}), "app")


def test_a_service_without_metrics_has_no_such_template() -> None:
    monitored = environment(addons={"kube-prometheus-stack": {}})

    assert "ServiceMonitor" not in objects(files({"app": WEB}, {"dev": monitored}), "app")

"""What `web`, `worker`, `cronjob` and `external` have of their own."""

from __future__ import annotations

from typing import Any

import pytest

from tests.repositories import JOB, SMTP, WEB, WORKER, charts, environment, files, objects, over


def taken(service: dict[str, Any], *offers: str) -> dict[str, str]:
    """What another service gets of one that is called `it`."""
    env = {f"T{index}": {"from": f"it.{offer}"} for index, offer in enumerate(offers)}
    found = charts({"app": over(WORKER, {"needs": {"it": {}}, "env": env}), "it": service})["app"]
    return dict(zip(offers, found.values["dev"]["env"].values(), strict=True))


def test_a_web_offers_its_public_addresses_in_the_order_of_its_routes() -> None:
    routes = {"z": {"host": "@"}, "www": {"host": "www", "redirect": "@"}, "a": {"host": "api", "path": "/v1"}}

    assert taken(over(WEB, {"routes": routes}), "url", "urls", "domain", "domains", "address") == {
        "url": "https://shop.example.com",
        "urls": "https://shop.example.com,https://api.shop.example.com/v1",
        "domain": "shop.example.com",
        "domains": "shop.example.com,api.shop.example.com",
        "address": "it:8080",
    }


def test_a_web_needs_no_edge_for_its_public_address() -> None:
    services = {
        "app": over(WEB, {"env": {"URL": {"from": "it.url"}}}),
        "it": over(WEB, {"routes": {"r": {"host": "x"}}}),
    }

    assert charts(services)["app"].values["dev"]["env"] == {"URL": "https://x.shop.example.com"}


def test_a_worker_with_ports_has_a_service_and_offers_them() -> None:
    worker = over(WORKER, {"ports": {"rpc": {"port": 9000, "protocol": "grpc"}}})
    (port,) = objects(files({"it": worker}), "it")["Service"]["spec"]["ports"]

    assert port == {
        "name": "rpc",
        "port": 9000,
        "targetPort": "rpc",
        "protocol": "TCP",
        "appProtocol": "kubernetes.io/h2c",
    }
    assert taken(worker, "host", "port") == {"host": "it", "port": "9000"}


def test_a_worker_without_ports_has_none() -> None:
    assert "Service" not in objects(files({"it": WORKER}), "it")


@pytest.mark.parametrize(
    ("keys", "dev", "expected"),
    [
        ({}, environment(), "Etc/UTC"),
        ({}, environment(timeZone="Asia/Dhaka"), "Asia/Dhaka"),
        ({"timeZone": "Europe/Berlin"}, environment(timeZone="Asia/Dhaka"), "Europe/Berlin"),
    ],
)
def test_a_schedule_is_meant_in_its_own_time_zone_or_the_environments(
    keys: dict[str, Any], dev: dict[str, Any], expected: str
) -> None:
    assert objects(files({"it": over(JOB, keys)}, {"dev": dev}), "it")["CronJob"]["spec"]["timeZone"] == expected


def test_a_job_runs_as_it_says() -> None:
    keys = {"concurrencyPolicy": "Replace", "deadline": "2h", "history": {"failed": 0}, "suspend": True, "retries": 0}
    spec = objects(files({"it": over(JOB, keys)}), "it")["CronJob"]["spec"]

    assert {key: value for key, value in spec.items() if key != "jobTemplate"} == {
        "schedule": "0 2 * * *",
        "timeZone": "Etc/UTC",
        "concurrencyPolicy": "Replace",
        "suspend": True,
        "startingDeadlineSeconds": 3600,
        "successfulJobsHistoryLimit": 3,
        "failedJobsHistoryLimit": 0,
    }
    job = spec["jobTemplate"]["spec"]
    assert (job["backoffLimit"], job["activeDeadlineSeconds"]) == (0, 7200)
    assert job["template"]["spec"]["restartPolicy"] == "Never"


def test_a_failed_run_is_no_reason_for_argo_cd_to_stop() -> None:
    annotations = objects(files({"it": JOB}), "it")["CronJob"]["metadata"]["annotations"]

    assert annotations == {"argocd.argoproj.io/ignore-healthcheck": "true"}


def test_the_first_port_outside_is_the_first_by_name() -> None:
    ported = {**SMTP, "ports": {"tls": 465, "submission": 587}}

    assert taken(ported, "host", "port", "address") == {
        "host": "smtp.example.com",
        "port": "587",
        "address": "smtp.example.com:587",
    }

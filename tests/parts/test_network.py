"""Who may call whom: policies follow from needs and routes, and allow nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from tests.repositories import (
    JOB,
    POSTGRES,
    REDIS,
    SMTP,
    WEB,
    WORKER,
    charts,
    environment,
    files,
    generated,
    objects,
    over,
)

PUBLIC = [{"ipBlock": {"cidr": f"10.21.{number}.0/20"}} for number in (0, 16, 32)]
DATABASE = [{"ipBlock": {"cidr": f"10.21.{number}.0/24"}} for number in (48, 49, 50)]
PRIVATE = ["10.0.0.0/8", "100.64.0.0/10", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16"]
ANYWHERE = [{"ipBlock": {"cidr": "0.0.0.0/0", "except": PRIVATE}}]
MONITORED = environment(addons={"kube-prometheus-stack": {}})


def policy(services: dict[str, Any], name: str = "app", **keywords: Any) -> dict[str, Any]:
    found = charts(services, **keywords)[name].values["dev"]
    return dict(found.get("networkPolicy", {}))


def pods(name: str) -> list[dict[str, Any]]:
    return [{"podSelector": {"matchLabels": {"app.kubernetes.io/name": name}}}]


def callers(name: str) -> list[dict[str, Any]]:
    return [{"podSelector": {"matchLabels": {f"calls-{name}": "true"}}}]


def tcp(*ports: int) -> list[dict[str, Any]]:
    return [{"port": port, "protocol": "TCP"} for port in ports]


def test_a_need_is_a_way_out_for_the_one_and_a_way_in_for_the_other() -> None:
    services = {"app": over(WEB, {"needs": {"api": {}}}), "api": over(WEB, {"port": 5000})}

    assert policy(services, "app") == {"egress": {"api": {"to": pods("api"), "ports": tcp(5000)}}}
    assert policy(services, "api") == {"ingress": {"Callers": {"from": callers("api"), "ports": tcp(5000)}}}


def test_a_pod_says_whom_it_may_call_in_the_cluster() -> None:
    services = {
        "app": over(WEB, {"needs": {"api": {}, "mail": {}, "internet": {"ports": [443]}}}),
        "api": over(WEB, {"port": 5000}),
        "mail": SMTP,
    }
    labels = objects(files(services), "app")["Deployment"]["spec"]["template"]["metadata"]["labels"]

    assert {key: value for key, value in labels.items() if key.startswith("calls-")} == {"calls-api": "true"}


def test_another_caller_changes_nothing_in_the_chart_of_the_called() -> None:
    one = {"db": POSTGRES, "app": over(WEB, {"needs": {"db": {}}})}
    two = {**one, "job": over(JOB, {"needs": {"db": {}}})}
    before, after = (generated(files(services)).files for services in (one, two))

    assert [path for path in before if path.startswith("charts/db/") and before[path] != after[path]] == []


def test_a_service_that_needs_itself_may_talk_among_its_pods() -> None:
    ports = {"http": 8080, "gossip": {"port": 7946, "protocol": "udp"}}
    found = policy({"app": over(WORKER, {"ports": ports, "needs": {"app": {"order": False}}})})
    opened = [{"port": 8080, "protocol": "TCP"}, {"port": 7946, "protocol": "UDP"}]

    assert found == {
        "ingress": {"Callers": {"from": callers("app"), "ports": opened}},
        "egress": {"app": {"to": pods("app"), "ports": opened}},
    }


def test_two_that_need_each_other_may_call_each_other() -> None:
    services = {"app": over(WEB, {"needs": {"api": {}}}), "api": over(WEB, {"needs": {"app": {"order": False}}})}

    assert policy(services, "app") == {
        "ingress": {"Callers": {"from": callers("app"), "ports": tcp(8080)}},
        "egress": {"api": {"to": pods("api"), "ports": tcp(8080)}},
    }


def test_callers_reach_every_port_by_its_protocol() -> None:
    ports = {"http": 8080, "rpc": {"port": 9000, "protocol": "grpc"}, "gossip": {"port": 7946, "protocol": "udp"}}
    services = {"app": over(WORKER, {"ports": ports}), "job": over(JOB, {"needs": {"app": {}}})}
    opened = [{"port": 8080, "protocol": "TCP"}, {"port": 7946, "protocol": "UDP"}, {"port": 9000, "protocol": "TCP"}]

    assert policy(services, "app")["ingress"]["Callers"]["ports"] == opened
    assert policy(services, "job")["egress"]["app"]["ports"] == opened


def test_who_is_needed_by_nobody_is_called_by_nobody() -> None:
    found = objects(files({"app": WEB}), "app")["NetworkPolicy"]["spec"]

    assert found["policyTypes"] == ["Ingress", "Egress"]
    assert "ingress" not in found
    assert "egress" not in found


def test_a_worker_without_ports_is_no_way_to_anywhere() -> None:
    services = {"app": over(WEB, {"needs": {"jobs": {}}}), "jobs": WORKER}

    assert policy(services, "app") == {}
    assert policy(services, "jobs") == {}


def test_routes_let_in_the_load_balancer_from_the_public_subnets() -> None:
    app = over(WEB, {"routes": {"main": {"host": "@"}}})

    assert policy({"app": app}) == {"ingress": {"LoadBalancer": {"from": PUBLIC, "ports": tcp(8080)}}}


def test_a_redirect_alone_lets_nobody_in() -> None:
    app = over(WEB, {"routes": {"www": {"host": "www", "redirect": "www.example.org"}}})

    assert policy({"app": app}) == {}


def test_the_load_balancer_reaches_the_port_that_it_asks_for_health() -> None:
    app = {key: value for key, value in WEB.items() if key != "port"}
    app |= {"ports": {"http": 8080, "admin": 9090}, "probes": {"readiness": {"path": "/ready", "port": "admin"}}}

    assert policy({"app": {**app, "routes": {"main": {"host": "@"}}}})["ingress"]["LoadBalancer"]["ports"] == tcp(
        8080, 9090
    )


def test_subnets_that_are_listed_count() -> None:
    listed = environment(network={"public": ["10.21.100.0/24", "10.21.101.0/24"]})
    app = over(WEB, {"routes": {"main": {"host": "@"}}})
    found = policy({"app": app}, environments={"dev": listed})

    assert found["ingress"]["LoadBalancer"]["from"] == [
        {"ipBlock": {"cidr": "10.21.100.0/24"}},
        {"ipBlock": {"cidr": "10.21.101.0/24"}},
    ]


def test_prometheus_reaches_the_port_of_the_metrics_where_it_runs() -> None:
    services = {"app": over(WEB, {"metrics": {"port": "http"}})}
    namespace = {"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "monitoring"}}}

    assert policy(services) == {}
    assert policy(services, environments={"dev": MONITORED}) == {
        "ingress": {"Prometheus": {"from": [{**namespace, **pods("prometheus")[0]}], "ports": tcp(8080)}}
    }


@pytest.mark.parametrize(
    ("name", "datastore", "here", "to", "port"),
    [
        ("db", POSTGRES, {}, pods("db"), 5432),
        ("db", POSTGRES, {"run": "rds", "rds": {}}, DATABASE, 5432),
        ("db", POSTGRES, {"run": "external", "external": {"host": "db.example.com", "port": 6432}}, ANYWHERE, 6432),
        ("cache", REDIS, {}, pods("cache"), 6379),
        ("cache", REDIS, {"run": "elasticache", "elasticache": {}}, DATABASE, 6379),
        (
            "cache",
            REDIS,
            {"run": "external", "external": {"host": "c.example.com", "cidrs": ["10.40.0.0/22"]}},
            [{"ipBlock": {"cidr": "10.40.0.0/22"}}],
            6379,
        ),
    ],
)
def test_a_datastore_is_reached_where_it_runs(
    name: str, datastore: dict[str, Any], here: dict[str, Any], to: list[dict[str, Any]], port: int
) -> None:
    services = {"app": over(WEB, {"needs": {name: {}}}), name: datastore}
    found = policy(services, environments={"dev": environment(services={name: here})})

    assert found == {"egress": {name: {"to": to, "ports": tcp(port)}}}


def test_a_host_outside_is_reached_on_its_ports_in_its_ranges() -> None:
    job = over(JOB, {"needs": {"smtp": {}}})

    assert policy({"job": job, "smtp": SMTP}, "job") == {"egress": {"smtp": {"to": ANYWHERE, "ports": tcp(587)}}}
    ranged = {**SMTP, "ports": {"tls": 465, "submission": 587}, "cidrs": ["203.0.113.0/24"]}
    assert policy({"job": job, "smtp": ranged}, "job") == {
        "egress": {"smtp": {"to": [{"ipBlock": {"cidr": "203.0.113.0/24"}}], "ports": tcp(587, 465)}}
    }


def test_the_internet_is_everywhere_but_private_ranges() -> None:
    app = over(WEB, {"needs": {"internet": {"ports": [443, 587]}}})

    assert policy({"app": app}) == {"egress": {"Internet": {"to": ANYWHERE, "ports": tcp(443, 587)}}}


def test_who_calls_others_may_ask_for_their_names() -> None:
    services = {"app": over(WEB, {"needs": {"api": {}}}), "api": WEB}
    first, second = objects(files(services), "app")["NetworkPolicy"]["spec"]["egress"]

    assert first["ports"] == [{"port": 53, "protocol": "UDP"}, {"port": 53, "protocol": "TCP"}]
    assert second == {"to": pods("api"), "ports": tcp(8080)}


def test_each_load_balancer_comes_from_its_own_subnets_to_its_own_ports() -> None:
    ports = {"http": 8080, "admin": 9090, "idle": 7070}
    routes = {"main": {"host": "@"}, "admin": {"host": "admin", "port": "admin", "internal": True}}
    app = over({key: value for key, value in WEB.items() if key != "port"}, {"ports": ports, "routes": routes})
    private = [{"ipBlock": {"cidr": f"10.21.{number}.0/18"}} for number in (64, 128, 192)]

    assert policy({"app": app})["ingress"] == {
        "LoadBalancer": {"from": PUBLIC, "ports": tcp(8080)},
        "InternalLoadBalancer": {"from": private, "ports": tcp(9090)},
    }


@pytest.mark.parametrize(
    "service", [WEB, WORKER, JOB, POSTGRES, REDIS, over(WORKER, {"kind": "stateful", "port": 8080})]
)
def test_whatever_has_pods_may_call_the_internet(service: dict[str, Any]) -> None:
    found = policy({"app": over(service, {"needs": {"internet": {"ports": [443, 587]}}})})

    assert found["egress"] == {"Internet": {"to": ANYWHERE, "ports": tcp(443, 587)}}

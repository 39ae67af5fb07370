"""A load balancer of a service's own: what the controller is told, who comes, and who is let in."""

from __future__ import annotations

from typing import Any

import pytest

from tests.repositories import WORKER, charts, environment, files, generated, over, rendered

PREFIX = "service.beta.kubernetes.io/aws-load-balancer-"
CALLS = {"calls": {"port": 8443, "protocol": "udp"}, "calls-tcp": 8443, "http": 8080}
APP = over(WORKER, {"ports": CALLS, "loadBalancer": {"ports": {"calls-tcp": 443}}})
PUBLIC = [{"ipBlock": {"cidr": f"10.21.{number}.0/20"}} for number in (0, 16, 32)]
PRIVATE = [{"ipBlock": {"cidr": f"10.21.{number}.0/18"}} for number in (64, 128, 192)]


def values(key: str = "loadBalancer", **keys: Any) -> dict[str, Any]:
    return dict(charts({"app": over(APP, keys)})["app"].values["dev"][key])


def told(**keys: Any) -> dict[str, str]:
    return {name.removeprefix(PREFIX): text for name, text in values(**keys)["annotations"].items()}


def service(**keys: Any) -> dict[str, Any]:
    found = rendered(generated(files({"app": over(APP, keys)})))["dev"]["app"]
    (balancer,) = (one for one in found if one["metadata"]["name"] == "app-load-balancer")
    return dict(balancer)


def test_it_is_a_service_of_its_own_that_sends_to_the_pods_themselves() -> None:
    balancer = service(loadBalancer={"sources": ["203.0.113.0/24"]})

    assert balancer["spec"] == {
        "type": "LoadBalancer",
        "loadBalancerClass": "service.k8s.aws/nlb",
        "allocateLoadBalancerNodePorts": False,
        "loadBalancerSourceRanges": ["203.0.113.0/24"],
        "selector": {"app.kubernetes.io/name": "app", "app.kubernetes.io/instance": "app"},
        "ports": [{"name": "calls-tcp", "port": 443, "targetPort": 8443, "protocol": "TCP"}],
    }


def test_nobody_who_looks_for_the_service_by_its_labels_finds_two() -> None:
    assert service()["metadata"]["labels"]["app.kubernetes.io/instance"] == "app-load-balancer"


def test_the_service_itself_stays_as_it_is() -> None:
    without = {key: value for key, value in APP.items() if key != "loadBalancer"}
    one, other = (rendered(generated(files({"app": app})))["dev"]["app"] for app in (APP, without))

    assert [each for each in one if each["metadata"]["name"] == "app" and each["kind"] == "Service"] == [
        each for each in other if each["kind"] == "Service"
    ]


def test_the_controller_is_told_all_that_has_another_default() -> None:
    assert told() == {
        "attributes": "load_balancing.cross_zone.enabled=true",
        "healthcheck-port": "8080",
        "healthcheck-protocol": "TCP",
        "nlb-target-type": "ip",
        "scheme": "internet-facing",
        "target-group-attributes": "deregistration_delay.timeout_seconds=25,preserve_client_ip.enabled=true",
    }


def test_one_number_for_tcp_and_udp_is_one_listener_and_applied_by_the_server() -> None:
    shared, apart = (told(loadBalancer={"ports": {"calls": number}}) for number in (443, 8443))

    assert shared["enable-tcp-udp-listener"] == "true"
    assert shared["argocd.argoproj.io/sync-options"] == "ServerSideApply=true"
    assert not {"enable-tcp-udp-listener", "argocd.argoproj.io/sync-options"} & set(apart)


@pytest.mark.parametrize(
    ("readiness", "expected"),
    [
        ({"path": "/up"}, {"port": "8080", "protocol": "HTTP", "path": "/up"}),
        ({"path": "/up", "port": 9999, "scheme": "HTTPS"}, {"port": "9999", "protocol": "HTTPS", "path": "/up"}),
        ({"port": "calls-tcp"}, {"port": "8443", "protocol": "TCP"}),
        ({"grpc": "calls-tcp"}, {"port": "8443", "protocol": "TCP"}),
        ({"exec": ["check"]}, {"port": "8080", "protocol": "TCP"}),
        ({"path": "/up", "httpHeaders": [{"name": "Host", "value": "x"}]}, {"port": "8080", "protocol": "TCP"}),
    ],
)
def test_health_is_the_readiness_probe_as_far_as_it_can_be_asked(
    readiness: dict[str, Any], expected: dict[str, str]
) -> None:
    found = told(probes={"readiness": readiness})

    assert {key.removeprefix("healthcheck-"): found[key] for key in found if key.startswith("healthcheck-")} == expected


def test_its_host_is_under_the_domain_and_stands_where_external_dns_reads_it() -> None:
    key = "external-dns.alpha.kubernetes.io/hostname"
    balancer = {"ports": {"calls-tcp": 443}, "host": "ssh"}
    chart = charts({"app": over(APP, {"loadBalancer": balancer})})["app"]

    assert chart.values["dev"]["loadBalancer"]["annotations"][key] == "ssh.shop.example.com"
    assert key not in chart.base["loadBalancer"]["annotations"]


def test_attributes_of_an_annotation_stand_beside_ours_and_beat_them() -> None:
    given = {
        f"{PREFIX}target-group-attributes": "stickiness.enabled=true, deregistration_delay.timeout_seconds=5",
        f"{PREFIX}name": "calls",
    }
    found = told(annotations={"loadBalancer": given})

    attributes = "deregistration_delay.timeout_seconds=5,preserve_client_ip.enabled=true,stickiness.enabled=true"
    assert (found["target-group-attributes"], found["name"]) == (attributes, "calls")


def test_everybody_outside_comes_unless_sources_are_named() -> None:
    (anywhere,) = values("networkPolicy")["ingress"]["Clients"]["from"]

    assert "sources" not in values()
    assert anywhere["ipBlock"]["cidr"] == "0.0.0.0/0"
    assert "10.0.0.0/8" in anywhere["ipBlock"]["except"]


def test_an_internal_one_is_for_the_vpc() -> None:
    balancer = {"internal": True}
    ingress = values("networkPolicy", loadBalancer=balancer)["ingress"]

    assert values(loadBalancer=balancer)["sources"] == ["10.21.0.0/16"]
    assert told(loadBalancer=balancer)["scheme"] == "internal"
    assert ingress["Clients"]["from"] == [{"ipBlock": {"cidr": "10.21.0.0/16"}}]
    assert ingress["NetworkLoadBalancer"]["from"] == PRIVATE


def test_clients_come_to_the_ports_of_the_pod_and_the_load_balancer_asks_for_health() -> None:
    keys = {"loadBalancer": {"ports": {"calls": 443}, "sources": ["203.0.113.0/24", "198.51.100.0/24"]}}

    assert values("networkPolicy", **keys)["ingress"] == {
        "Clients": {
            "from": [{"ipBlock": {"cidr": "203.0.113.0/24"}}, {"ipBlock": {"cidr": "198.51.100.0/24"}}],
            "ports": [{"port": 8443, "protocol": "TCP"}, {"port": 8443, "protocol": "UDP"}],
        },
        "NetworkLoadBalancer": {"from": PUBLIC, "ports": [{"port": 8080, "protocol": "TCP"}]},
    }


def test_an_environment_may_do_without() -> None:
    dev = environment(services={"app": {"loadBalancer": None}})
    found = rendered(generated(files({"app": APP}, {"dev": dev})))["dev"]["app"]

    assert [one["metadata"]["name"] for one in found if one["kind"] == "Service"] == ["app"]

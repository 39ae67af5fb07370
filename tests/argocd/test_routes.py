"""The one Ingress of an environment."""

from __future__ import annotations

import json
from typing import Any

from generator.argocd.routes import action, ingresses

PREFIX = "alb.ingress.kubernetes.io/"
SHOP = {
    "frontend": {"routes": {"shop": {"host": "@"}, "www": {"host": "www", "redirect": "@"}}},
    "backend": {"routes": {"api": {"host": "api"}, "shop-api": {"host": "@", "path": "/api"}}},
}


def ingress(target: Any) -> dict[str, Any]:
    """The public one, which is the only one."""
    (found,) = ingresses(target).values()
    return found


def rules(target: Any) -> list[tuple[str, str, str, str]]:
    """(host, path, backend, port) in the order of the file."""
    return [
        (rule["host"], path["path"], backend["name"], backend["port"]["name"])
        for rule in ingress(target)["spec"]["rules"]
        for path in rule["http"]["paths"]
        for backend in [path["backend"]["service"]]
    ]


def annotations(target: Any) -> dict[str, str]:
    return {key.removeprefix(PREFIX): value for key, value in ingress(target)["metadata"]["annotations"].items()}


def test_one_ingress_holds_the_routes_of_all_services(make):
    found = ingress(make(SHOP))

    assert found["metadata"]["name"] == "shop"
    assert found["metadata"]["namespace"] == "shop"
    assert found["spec"]["ingressClassName"] == "alb"
    assert rules(make(SHOP)) == [
        ("api.shop.example.com", "/", "backend", "http"),
        ("shop.example.com", "/api", "backend", "http"),
        ("shop.example.com", "/", "frontend", "http"),
        ("www.shop.example.com", "/", "redirect-to-shop-example-com", "use-annotation"),
    ]


def test_the_longest_path_of_a_host_comes_first_whatever_the_services_are_called(make):
    paths = ["/", "/api", "/api/v2/admin", "/api/v2"]
    for names in ("abcd", "dcba"):
        services = {
            name: {"routes": {"r": {"host": "@", "path": path}}} for name, path in zip(names, paths, strict=True)
        }

        assert [path for _, path, _, _ in rules(make(services))] == ["/api/v2/admin", "/api/v2", "/api", "/"]


def test_a_slash_at_the_end_makes_no_path_longer(make):
    services = {
        "a": {"routes": {"r": {"host": "@", "path": "/ab/"}}},
        "b": {"routes": {"r": {"host": "@", "path": "/abc"}}},
    }

    assert [path for _, path, _, _ in rules(make(services))] == ["/abc", "/ab/"]


def test_every_path_is_a_prefix(make):
    paths = [path for rule in ingress(make(SHOP))["spec"]["rules"] for path in rule["http"]["paths"]]

    assert {path["pathType"] for path in paths} == {"Prefix"}


def test_a_route_leads_to_the_port_that_it_names(make):
    services = {
        "api": {
            "port": None,
            "ports": {"http": 8080, "admin": 9090},
            "routes": {"main": {"host": "api"}, "admin": {"host": "admin", "port": "admin"}},
        }
    }

    assert rules(make(services)) == [
        ("admin.shop.example.com", "/", "api", "admin"),
        ("api.shop.example.com", "/", "api", "http"),
    ]


def test_a_redirect_is_an_action_of_the_load_balancer(make):
    found = annotations(make(SHOP))

    assert json.loads(found["actions.redirect-to-shop-example-com"]) == {
        "type": "redirect",
        "redirectConfig": {"host": "shop.example.com", "port": "443", "protocol": "HTTPS", "statusCode": "HTTP_301"},
    }


def test_redirects_to_two_hosts_never_share_a_name():
    assert action("a-b.example.com") == "redirect-to-a--b-example-com"
    assert action("a.b.example.com") == "redirect-to-a-b-example-com"
    assert len(action("a" * 60 + ".example.com")) == 63


def test_the_load_balancer_is_public_and_speaks_tls_alone(make):
    services = {"backend": SHOP["backend"]}

    assert annotations(make(services)) == {
        "listen-ports": '[{"HTTP": 80}, {"HTTPS": 443}]',
        "load-balancer-attributes": "routing.http.drop_invalid_header_fields.enabled=true",
        "scheme": "internet-facing",
        "ssl-policy": "ELBSecurityPolicy-TLS13-1-2-2021-06",
        "ssl-redirect": "443",
        "target-type": "ip",
    }


def test_production_keeps_its_load_balancer(make):
    assert annotations(make(SHOP, production=True))["load-balancer-attributes"] == (
        "deletion_protection.enabled=true,routing.http.drop_invalid_header_fields.enabled=true"
    )


ARN = "arn:aws:acm:eu-west-1:111122223333:certificate/11111111-2222-3333-4444-55555555555"


def test_certificates_are_named_where_the_environment_names_them(make):
    assert annotations(make(SHOP, certificate=f"{ARN}5"))["certificate-arn"] == f"{ARN}5"
    assert annotations(make(SHOP, certificate=[f"{ARN}5", f"{ARN}6"]))["certificate-arn"] == f"{ARN}5,{ARN}6"


def test_a_service_adds_its_own_annotations_and_has_the_last_word(make):
    own = {PREFIX + "ssl-policy": "ELBSecurityPolicy-2016-08", "example.com/note": "x"}
    found = annotations(make({"backend": {**SHOP["backend"], "annotations": {"ingress": own}}}))

    assert found["ssl-policy"] == "ELBSecurityPolicy-2016-08"
    assert found["example.com/note"] == "x"


def test_a_service_without_routes_adds_nothing(make):
    services = {"backend": SHOP["backend"], "other": {"annotations": {"ingress": {"example.com/note": "x"}}}}

    assert "example.com/note" not in annotations(make(services))


INSIDE = {
    "shop": {"routes": {"main": {"host": "@"}, "admin": {"host": "admin", "internal": True}}},
    "tools": {"routes": {"main": {"host": "tools", "internal": True}, "old": {"host": "t", "redirect": "tools"}}},
}


def test_internal_routes_have_a_load_balancer_of_their_own(make):
    found = ingresses(make(INSIDE))

    assert [*found] == ["ingress", "internal"]
    assert [one["metadata"]["name"] for one in found.values()] == ["shop", "shop-internal"]
    assert {one["metadata"]["annotations"][f"{PREFIX}scheme"] for one in found.values()} == {
        "internet-facing",
        "internal",
    }
    hosts = {name: [rule["host"] for rule in one["spec"]["rules"]] for name, one in found.items()}
    assert hosts == {
        "ingress": ["shop.example.com", "t.shop.example.com"],
        "internal": ["admin.shop.example.com", "tools.shop.example.com"],
    }


def test_where_all_routes_are_internal_there_is_no_public_load_balancer(make):
    assert [*ingresses(make({"tools": {"routes": {"main": {"host": "tools", "internal": True}}}}))] == ["internal"]


def test_a_service_annotates_the_ingress_of_its_routes(make):
    note = "example.com/note"
    services = {
        "a": {"routes": {"r": {"host": "a"}}, "annotations": {"ingress": {note: "a"}}},
        "b": {"routes": {"r": {"host": "b", "internal": True}}, "annotations": {"ingress": {note: "b"}}},
    }

    notes = {name: one["metadata"]["annotations"][note] for name, one in ingresses(make(services)).items()}
    assert notes == {"ingress": "a", "internal": "b"}


def test_the_idle_timeout_is_one_of_the_load_balancer(make):
    services = {
        "chat": {"routes": {"r": {"host": "chat", "idleTimeout": "1h"}}},
        "shop": {"routes": {"r": {"host": "@"}, "i": {"host": "i", "internal": True, "idleTimeout": "2m"}}},
    }
    found = {
        name: one["metadata"]["annotations"][f"{PREFIX}load-balancer-attributes"]
        for name, one in ingresses(make(services)).items()
    }

    assert found == {
        "ingress": "idle_timeout.timeout_seconds=3600,routing.http.drop_invalid_header_fields.enabled=true",
        "internal": "idle_timeout.timeout_seconds=120,routing.http.drop_invalid_header_fields.enabled=true",
    }

"""Load balancers of services' own: names, hosts, and the client's address."""

from __future__ import annotations

from tests.validate.shop import API, said

SSH = "ports: {http: 8080, ssh: 2222}\n"
SERVICE = "config/services/api.yaml"
WITH = API.replace("port: 8080\n", SSH)
KEY = "service.beta.kubernetes.io/aws-load-balancer-target-group-attributes"


def test_a_service_called_like_a_load_balancer_is_told() -> None:
    api = f"{WITH}loadBalancer: {{ports: {{ssh: 22}}}}\n"

    assert said(more={SERVICE: api, "config/services/api-load-balancer.yaml": API}) == [
        f"{SERVICE}:4:1: load-balancer-name-clash: the load balancer of `api` is called `api-load-balancer`, and so is "
        "that service | rename that service"
    ]


def test_a_host_that_leads_to_the_routes_too_is_told() -> None:
    api = f"{WITH}routes: {{git: {{host: git}}}}\nloadBalancer: {{ports: {{ssh: 22}}, host: git}}\n"

    assert said(more={SERVICE: api}) == [
        f"{SERVICE}:5:40: load-balancer-host-clash: `git.dev.example.com` leads to this load balancer and to the one "
        f"of the routes: one host leads to one | give one of them another host | {SERVICE}:4:10 the route"
    ]


def test_a_host_of_two_load_balancers_is_told() -> None:
    api = f"{WITH}loadBalancer: {{ports: {{ssh: 22}}, host: git.dev.example.com}}\n"
    other = f"{WITH}loadBalancer: {{ports: {{ssh: 22}}, host: git}}\n"

    assert said(more={SERVICE: api, "config/services/b.yaml": other}) == [
        "config/services/b.yaml:4:40: load-balancer-host-clash: `git.dev.example.com` leads to this load balancer and "
        f"to another one: one host leads to one | give one of them another host | {SERVICE}:4:40 the other one"
    ]


def test_the_clients_address_is_kept() -> None:
    api = (
        f"{WITH}loadBalancer: {{ports: {{ssh: 22}}}}\n"
        f"annotations: {{loadBalancer: {{{KEY}: preserve_client_ip.enabled=false}}}}\n"
    )

    assert said(more={SERVICE: api}) == [
        f"{SERVICE}:5:100: reserved-annotation: `preserve_client_ip.enabled` is the generator's own: network policies "
        "count on the client's address | remove `preserve_client_ip.enabled`"
    ]


def test_an_annotation_needs_a_load_balancer() -> None:
    assert said(api="annotations: {loadBalancer: {a.b/c: x}}\n") == [
        f"{SERVICE}:4:30: no-effect: the annotation `a.b/c` has no effect: `api` has no load balancer of its own | add "
        "`loadBalancer`, or remove the annotation"
    ]

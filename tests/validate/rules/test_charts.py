"""What a chart needs beyond a valid model."""

from __future__ import annotations

from tests.validate.shop import API, POSTGRES, said

DATABASE = "config/services/db.yaml"


def test_a_datastore_in_the_cluster_has_an_image() -> None:
    old = POSTGRES.replace("17", "14")

    assert said(more={DATABASE: old}) == [
        "config/services/db.yaml:2:10: version-without-image: there is no official image of postgres `14` that still "
        "gets fixes | write `15`, `16`, `17` or `18`, or name an image as `inCluster.image`"
    ]
    assert said(more={DATABASE: old.replace("1Gi", "1Gi, image: {tag: 14.1-bookworm}")}) == []
    assert said(more={DATABASE: f"{old}run: rds\nrds: {{}}\n"}) == []


def test_a_route_does_not_lead_to_udp() -> None:
    udp = API.replace("port: 8080", "ports: {dns: {port: 5353, protocol: udp}}")

    assert said(more={"config/services/api.yaml": f'{udp}routes: {{a: {{host: "@"}}}}\n'}) == [
        "config/services/api.yaml:4:10: route-to-udp: the route leads to the port `dns`, which is UDP: the load "
        "balancer speaks HTTP and gRPC | name another port as `port`, or remove the route"
    ]
    assert said(more={"config/services/api.yaml": udp}) == []


def test_routes_of_a_service_lead_to_one_protocol() -> None:
    ports = API.replace("port: 8080", "ports: {http: 8080, rpc: {port: 9000, protocol: grpc}}")
    routes = 'routes:\n  a: {host: "@"}\n  b: {host: b, port: rpc}\n'

    assert said(more={"config/services/api.yaml": ports + routes}) == [
        "config/services/api.yaml:6:3: mixed-protocols: the route leads to `grpc` and another one of the service to "
        "`http`: the load balancer speaks one of them to a service | split the service in two, one for each"
        " | config/services/api.yaml:5:3 the other route"
    ]
    assert said(more={"config/services/api.yaml": ports + routes.replace(", port: rpc", "")}) == []


def test_the_annotations_that_a_chart_writes_are_its_own() -> None:
    assert said(api='annotations:\n  pod: {checksum/env: "1", example.com/note: x}\n') == [
        "config/services/api.yaml:5:9: reserved-annotation: the annotation `checksum/env` is the generator's own: it "
        "restarts the pods when a file changes | remove it, or give it another name"
    ]

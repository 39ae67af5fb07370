"""What is annotated is there."""

from __future__ import annotations

from tests.validate.shop import API, PROD, said

SERVICE = "config/services/api.yaml"


def test_an_annotation_of_the_ingress_needs_a_route() -> None:
    annotations = 'annotations:\n  ingress: {a.b/c: "1"}\n'

    assert said(api=annotations) == [
        f"{SERVICE}:5:13: no-effect: the annotation `a.b/c` has no effect: `api` has no route, and so no part in the "
        "Ingress | add a route, or remove the annotation"
    ]
    assert said(api=f"routes: {{x: {{host: x}}}}\n{annotations}") == []


def test_an_annotation_of_the_service_needs_a_port() -> None:
    worker = API.replace("kind: web", "kind: worker").replace("port: 8080\n", 'annotations: {service: {a.b/c: "1"}}\n')
    job = worker.replace("kind: worker", 'kind: cronjob\nschedule: "0 2 * * *"')

    assert said(more={SERVICE: worker}) == [
        f"{SERVICE}:3:25: no-effect: the annotation `a.b/c` has no effect: `api` has no port, and so no Service"
        " | add a port, or remove the annotation"
    ]
    assert said(more={SERVICE: job}) == [
        f"{SERVICE}:4:25: no-effect: the annotation `a.b/c` has no effect: `api` has no port, and so no Service"
        " | remove the annotation"
    ]
    assert said(more={SERVICE: f"{worker}port: 8080\n"}) == []


def test_one_environment_with_the_object_is_enough() -> None:
    api = 'routes: {x: {host: x}}\nannotations: {ingress: {a.b/c: "1"}}\n'
    dev = "services: {api: {routes: null}}\n"

    assert said(api=api, dev=dev, more={"environments/prod.yaml": PROD}) == []
    assert len(said(api=api, dev=dev)) == 1


def test_nothing_is_said_of_a_service_that_an_environment_has_wrong() -> None:
    api = 'routes: {x: {host: x}}\nannotations: {ingress: {a.b/c: "1"}}\n'
    prod = f"{PROD}services: {{api: {{runAsUser: 0}}}}\n"

    problems = said(api=api, dev="services: {api: {routes: null}}\n", more={"environments/prod.yaml": prod})

    assert "no-effect" not in "".join(problems)

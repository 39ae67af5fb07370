"""Annotations of the one Ingress of an environment."""

from __future__ import annotations

from tests.validate.shop import API, said

OTHER = "config/services/b.yaml"


def test_services_do_not_contradict_each_other() -> None:
    api = 'routes: {x: {host: x}}\nannotations:\n  ingress: {a.b/c: "1", a.b/d: "1"}\n'
    other = f'{API}routes: {{y: {{host: y}}}}\nannotations: {{ingress: {{a.b/c: "2", a.b/d: "1"}}}}\n'

    assert said(api=api, more={OTHER: other}) == [
        "config/services/b.yaml:5:25: annotation-clash: `a.b/c` is `2` here and `1` for `api`, and both share one "
        "Ingress | set it for one service, or to the same value for both | config/services/api.yaml:6:13 `api` sets it"
    ]


def test_a_service_without_routes_contradicts_nobody() -> None:
    api = 'routes: {x: {host: x}}\nannotations: {ingress: {a.b/c: "1"}}\n'
    other = f'{API}annotations: {{ingress: {{a.b/c: "2"}}}}\n'

    assert "annotation-clash" not in "".join(said(api=api, more={OTHER: other}))

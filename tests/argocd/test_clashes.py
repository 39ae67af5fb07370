"""Annotations of the shared Ingress that do not agree."""

from __future__ import annotations

from typing import Any

from generator.argocd import clashes
from generator.errors import Also, Place, Problem
from generator.nodes import Branch, Leaf
from generator.nouns import Fleet

KEY = "alb.ingress.kubernetes.io/scheme"


def layer(file: str, value: str) -> Branch:
    at = Place(file, 5, 5)
    leaf = Branch({KEY: Leaf(value, at)}, {KEY: Place(file, 5, 3)}, at)
    annotations = Branch({"ingress": leaf}, {"ingress": at}, at)
    return Branch({"annotations": annotations}, {"annotations": at}, at)


def fleet(make: Any, first: str, second: str, **more: Any) -> Fleet:
    routes = {"r": {"host": "@"}}
    services = {
        "api": {"routes": routes, "annotations": {"ingress": {KEY: first}}},
        "web": {"routes": routes, "annotations": {"ingress": {KEY: second}}, **more},
    }
    target = make(services)
    environments = ("dev", "prod")
    layers = {
        (environment, name): layer(f"config/services/{name}.yaml", value)
        for environment in environments
        for name, value in (("api", first), ("web", second))
    }
    return Fleet(
        platform=target.environment,
        environments=dict.fromkeys(environments, target.environment),
        services=dict.fromkeys(environments, target.services),
        base=target.services,
        files={},
        layers=layers,
    )


def test_two_services_that_disagree_on_an_annotation_of_the_ingress_are_told_once(make):
    assert clashes(fleet(make, "internal", "internet-facing")) == (
        Problem(
            code="annotation-clash",
            message=f"`{KEY}` is `internet-facing` here and `internal` for `api`, and both share one Ingress",
            place=Place("config/services/web.yaml", 5, 3),
            also=(Also(Place("config/services/api.yaml", 5, 3), "`api` sets it"),),
            hint="set it for one service, or to the same value for both",
        ),
    )


def test_two_services_may_say_the_same(make):
    assert clashes(fleet(make, "internal", "internal")) == ()


def test_a_service_without_routes_disagrees_with_nobody(make):
    assert clashes(fleet(make, "internal", "internet-facing", routes={})) == ()

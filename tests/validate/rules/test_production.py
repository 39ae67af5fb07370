"""Stricter rules of production."""

from __future__ import annotations

from tests.validate.shop import said

NOTE = "environments/dev.yaml:4:13 `production` is set here"


def test_a_service_has_two_pods_or_more_in_production() -> None:
    assert said(dev="production: true\n") == [
        "config/services/api.yaml:1:1: production-replicas: `api` runs 1 pod in `dev`, which is `production`; "
        f"expected 2 or more | set `replicas` to 2 or more; or `waive` it, with the reason | {NOTE}"
    ]
    assert said(dev="production: true\nservices:\n  api:\n    replicas: 0\n") == [
        "environments/dev.yaml:7:15: production-replicas: `api` runs 0 pods in `dev`, which is `production`; "
        f"expected 2 or more | set `replicas` to 2 or more; or `waive` it, with the reason | {NOTE}"
    ]
    assert said(dev="production: true\nservices: {api: {replicas: 2}}\n") == []


def test_the_fewest_pods_of_an_autoscaler_count() -> None:
    scaling = "resources: {requests: {cpu: 1m}}\nscaling: {min: 1, max: 3, cpu: 70}\n"

    assert said(dev="production: true\n", api=scaling) == [
        "config/services/api.yaml:5:16: production-replicas: `api` runs 1 pod in `dev`, which is `production`; "
        f"expected 2 or more | set `scaling.min` to 2 or more; or `waive` it, with the reason | {NOTE}"
    ]
    assert said(dev="production: true\nservices: {api: {scaling: {min: 2}}}\n", api=scaling) == []


def test_one_pod_will_do_elsewhere() -> None:
    assert said(dev="production: false\n") == []

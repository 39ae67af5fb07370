"""A limit that a variable holds is one that the container has."""

from __future__ import annotations

from tests.validate.shop import said


def test_a_limit_that_there_is_not_is_told() -> None:
    env = "env: {MB: {resource: limits.memory, divisor: 1Mi}, D: {resource: limits.ephemeral-storage}}\n"

    assert said(api=env) == [
        "config/services/api.yaml:4:22: missing-limit: `limits.memory` is what the whole node has: the container has "
        "no such limit | add `resources.limits.memory`, or take `requests.memory`"
    ]
    assert said(api=f"{env}resources: {{limits: {{memory: 64Mi}}}}\n") == []


def test_a_job_has_the_limits_of_its_service_on_its_image() -> None:
    api = (
        "resources: {limits: {memory: 64Mi}}\nbefore:\n  m:\n    args: [x]\n    env: {MB: {resource: limits.memory}}\n"
    )

    assert said(api=api) == []
    assert said(api=f"{api}    resources: {{}}\n") == [
        "config/services/api.yaml:8:26: missing-limit: `limits.memory` is what the whole node has: the container has "
        "no such limit | add `resources.limits.memory`, or take `requests.memory`"
    ]


def test_two_forms_of_one_variable_do_not_mix() -> None:
    assert said(api="env: {A: {secret: a}}\n", dev="services: {api: {env: {A: {field: status.podIP}}}}\n") == [
        "environments/dev.yaml:4:28: mixed-variants: `env.A`: `field` does not go with `secret` of a weaker layer"
        " | set `env.A.secret` to `null` here, which removes what the weaker layer says"
        " | config/services/api.yaml:4:11 `secret` is set here"
    ]

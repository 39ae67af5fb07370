"""Waivers of checks that the input alone decides."""

from __future__ import annotations

from tests.validate.shop import API, PROD, said

WAIVED = "waive: [{check: production-replicas, reason: it locks a file, until: 2027-03-01}]\n"
IDLE = "waiver-idle: `api` keeps to `production-replicas` everywhere: the waiver matches nothing | remove it"


def test_one_pod_is_enough_where_that_is_waived() -> None:
    assert said(api=WAIVED, dev="production: true\n") == []
    assert said(dev=f"production: true\nservices:\n  api:\n    {WAIVED}") == []


def test_another_check_is_not_waived_by_it() -> None:
    other = "waive: [{check: runAsGroup, reason: why, until: 2027-03-01}]\n"

    (problem,) = said(api=other, dev="production: true\n")

    assert problem.startswith("config/services/api.yaml:1:1: production-replicas: ")


def test_a_waiver_that_matches_nothing_is_removed() -> None:
    assert said(api=WAIVED) == [f"config/services/api.yaml:4:9: {IDLE}"]
    assert said(api=f"replicas: 2\n{WAIVED}", dev="production: true\n") == [f"config/services/api.yaml:5:9: {IDLE}"]
    assert said(dev=f"services:\n  api:\n    {WAIVED}") == [f"environments/dev.yaml:6:13: {IDLE}"]


def test_a_waiver_of_all_environments_matches_if_it_does_in_one() -> None:
    assert said(api=WAIVED, more={"environments/prod.yaml": f"{PROD}production: true\n"}) == []


def test_a_waiver_of_what_has_no_pods_matches_nothing() -> None:
    external = f"kind: external\nhost: a.example.com\nports: {{x: 1}}\n{WAIVED}"

    assert said(
        dev="production: true\nservices: {api: {replicas: 2}}\n", more={"config/services/x.yaml": external}
    ) == [
        "config/services/x.yaml:4:9: waiver-idle: `x` keeps to `production-replicas` everywhere: the waiver matches "
        "nothing | remove it"
    ]


def test_a_waiver_of_a_service_that_no_environment_has_is_not_judged() -> None:
    assert said(more={"config/services/b.yaml": f"{API}enabled: false\n{WAIVED}"}) == []


def test_a_waiver_without_its_three_parts_is_told() -> None:
    assert said(api="waive: [{check: production-replicas}]\n") == [
        "config/services/api.yaml:4:9: missing-key: `waive[0].reason` is missing | add `reason:`",
        "config/services/api.yaml:4:9: missing-key: `waive[0].until` is missing | add `until:`",
    ]

"""Services by name, what environments say of them, and the blocks that they must have."""

from __future__ import annotations

import pytest

from tests.validate.shop import API, POSTGRES, said

DATABASE = {"config/services/db.yaml": POSTGRES}


@pytest.mark.parametrize("name", ["loki", "platform", "routes", "root", "internet", "default-deny"])
def test_a_name_of_the_platform_or_of_an_add_on_is_reserved(name: str) -> None:
    assert said(more={f"config/services/{name}.yaml": API}) == [
        f"config/services/{name}.yaml:1:1: reserved-name: the name `{name}` is taken by the platform or an add-on"
        " | rename the file: a service is called what its file is called"
    ]


def test_a_name_that_begins_like_a_reserved_one_is_free() -> None:
    assert said(more={"config/services/loki-reader.yaml": API}) == []


def test_an_environment_names_services_that_there_are() -> None:
    assert said(dev="services:\n  backnd: {}\n  qqqq: {}\n", more={"config/services/backend.yaml": API}) == [
        "environments/dev.yaml:5:3: unknown-service: there is no service `backnd` | did you mean `backend`?",
        "environments/dev.yaml:6:3: unknown-service: there is no service `qqqq`"
        " | add `config/services/qqqq.yaml`, or remove this",
    ]
    assert said(dev="services: {api: {}}\n") == []


@pytest.mark.parametrize(
    ("services", "found"), [("[api]", "a list"), ("3", "the number `3`"), ("api", "the text `api`"), ("", "nothing")]
)
def test_services_of_an_environment_are_a_mapping(services: str, found: str) -> None:
    assert said(dev=f"services: {services}\n") == [
        f"environments/dev.yaml:4:{11 if services else 10}: wrong-type: `services`: found {found}, expected a mapping"
        " | write services by name below it, or remove the line"
    ]


@pytest.mark.parametrize(
    ("overlay", "found"), [("[v2]", "a list"), ("v2", "the text `v2`"), ("true", "`true`"), ("null", "nothing")]
)
def test_what_an_environment_says_of_a_service_is_a_mapping(overlay: str, found: str) -> None:
    assert said(dev=f"services:\n  api: {overlay}\n") == [
        f"environments/dev.yaml:5:8: wrong-type: `services.api`: found {found}, expected a mapping"
        " | write the keys that differ here below it, or remove the line"
    ]


def test_where_a_datastore_runs_has_its_block() -> None:
    assert said(dev="services: {db: {run: rds}}\n", more=DATABASE) == [
        "environments/dev.yaml:4:22: run-without-block: `run: rds` of `db` has no block `rds`"
        " | add `rds:` here or in `config/services/db.yaml`"
    ]
    assert said(more={"config/services/db.yaml": POSTGRES.replace("inCluster: {storage: 1Gi}\n", "")}) == [
        "config/services/db.yaml:1:1: run-without-block: `run: in-cluster` of `db` has no block `inCluster`"
        " | add `inCluster:` here or in `config/services/db.yaml`"
    ]
    assert said(dev="services: {db: {run: rds, rds: {}}}\n", more=DATABASE) == []


def test_blocks_of_where_it_does_not_run_lie_idle() -> None:
    block = {"config/services/db.yaml": f"{POSTGRES}external: {{host: db.example.com}}\n"}

    assert said(more=block) == []
    assert said(dev="services: {db: {run: external, inCluster: null}}\n", more=block) == []

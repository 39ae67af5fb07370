"""PostgreSQL: where its data lie, and what it offers wherever it runs."""

from __future__ import annotations

from typing import Any

import pytest

from generator.kinds.postgres.images import IMAGES
from generator.kinds.postgres.model import VERSIONS
from tests.repositories import POSTGRES, WEB, charts, container, environment, files, objects, over

OFFERED = ("host", "port", "address", "database", "user", "sslMode")


@pytest.mark.parametrize(
    ("version", "mount"),
    [("15", "/var/lib/postgresql/data"), ("17", "/var/lib/postgresql/data"), ("18", "/var/lib/postgresql")],
)
def test_the_volume_is_mounted_where_the_image_of_the_version_wants_it(version: str, mount: str) -> None:
    found = objects(files({"db": over(POSTGRES, {"version": version})}), "db")
    mounts = {one["name"]: one["mountPath"] for one in container(found["StatefulSet"])["volumeMounts"]}

    assert mounts["data"] == mount
    assert found["db-env"]["data"]["PGDATA"] == f"{mount}/pgdata"


def test_its_own_claim_survives_both_prune_and_deletion() -> None:
    found = objects(files({"db": POSTGRES}), "db")
    claim = found["PersistentVolumeClaim"]

    assert claim["metadata"]["annotations"] == {
        "argocd.argoproj.io/sync-options": "Prune=false,Delete=false",
        "helm.sh/resource-policy": "keep",
    }
    assert claim["spec"]["resources"]["requests"]["storage"] == "10Gi"
    assert claim["spec"]["storageClassName"] == "gp3"
    volumes = {one["name"]: one for one in found["StatefulSet"]["spec"]["template"]["spec"]["volumes"]}
    assert volumes["data"]["persistentVolumeClaim"]["claimName"] == claim["metadata"]["name"]
    assert "volumeClaimTemplates" not in found["StatefulSet"]["spec"]


def test_its_service_has_no_address_of_its_own_and_no_budget_blocks_a_drain() -> None:
    found = objects(files({"db": POSTGRES}), "db")

    assert found["Service"]["spec"]["clusterIP"] == "None"
    assert found["StatefulSet"]["spec"]["replicas"] == 1
    assert "PodDisruptionBudget" not in found


@pytest.mark.parametrize(
    ("image", "expected"),
    [
        ({"tag": "17.10-alpine"}, {"repository": "docker.io/library/postgres", "tag": "17.10-alpine"}),
        ({"repository": "acme/postgis", "tag": "17"}, {"repository": "docker.io/acme/postgis", "tag": "17"}),
        (
            {"digest": f"sha256:{'0' * 64}"},
            {"repository": "docker.io/library/postgres", "digest": f"sha256:{'0' * 64}"},
        ),
    ],
)
def test_another_image_may_be_given_also_for_a_version_without_one(
    image: dict[str, str], expected: dict[str, str]
) -> None:
    for version in VERSIONS:
        db = over(POSTGRES, {"version": version, "inCluster": {"image": image}})

        assert charts({"db": db})["db"].values["dev"]["image"] == expected


def test_a_version_that_gets_no_more_fixes_has_no_image() -> None:
    assert sorted({*VERSIONS} - {*IMAGES}) == ["14"]


@pytest.mark.parametrize(
    ("here", "host", "mode"),
    [
        ({}, "db", "disable"),
        ({"run": "rds", "rds": {}}, "db.dev.shop.internal", "require"),
        ({"run": "rds", "rds": {"endpoint": "x.rds.amazonaws.com"}}, "x.rds.amazonaws.com", "verify-full"),
        ({"run": "external", "external": {"host": "db.example.com"}}, "db.example.com", "prefer"),
    ],
)
def test_it_offers_the_same_wherever_it_runs(here: dict[str, Any], host: str, mode: str) -> None:
    env = {name.upper(): {"from": f"db.{name}"} for name in OFFERED}
    app = over(WEB, {"needs": {"db": {}}, "env": {**env, "URL": {"from": "db.url"}}})
    dev = environment(services={"db": here})
    found = charts({"app": app, "db": POSTGRES}, {"dev": dev})["app"].values["dev"]

    assert found["env"] == {
        "HOST": host,
        "PORT": "5432",
        "ADDRESS": f"{host}:5432",
        "DATABASE": "shop",
        "USER": "shop",
        "SSLMODE": mode,
    }
    assert found["secrets"]["template"]["URL"].endswith(f"@{host}:5432/shop?sslmode={mode}")


def test_where_aws_or_another_runs_it_there_is_no_chart() -> None:
    dev = environment(services={"db": {"run": "rds", "rds": {}}})

    assert charts({"db": POSTGRES}, {"dev": dev}) == {}

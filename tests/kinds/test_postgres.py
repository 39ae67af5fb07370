"""PostgreSQL: where its data lie, and what it offers wherever it runs."""

from __future__ import annotations

from typing import Any

import pytest

from generator.kinds.postgres.images import IMAGES
from generator.kinds.postgres.model import VERSIONS, Postgres
from tests.repositories import (
    POSTGRES,
    WEB,
    Data,
    charts,
    container,
    environment,
    files,
    generated,
    objects,
    over,
    rendered,
)

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


MORE = over(POSTGRES, {"databases": {"app": {"user": "app"}, "b": {}}, "extensions": ["pg_trgm"]})


def of_the_job(service: Data, kind: str) -> Data:
    """An object of the job that makes databases."""
    found = rendered(generated(files({"db": service})))["dev"]["db"]
    named: dict[tuple[str, str], Data] = {(one["kind"], one["metadata"]["name"]): one for one in found}
    return named[kind, {"ConfigMap": "db-databases-files"}.get(kind, "db-databases")]


def test_each_of_its_databases_has_offers_by_its_name() -> None:
    names = ("app.url", "app.user", "b.user", "b.database", "b.host", "b.password", "user")
    env = {name.replace(".", "_"): {"from": f"db.{name}"} for name in names}
    app = over(WEB, {"needs": {"db": {}}, "env": env})
    found = charts({"app": app, "db": MORE})["app"].values["dev"]

    assert found["env"] == {"app_user": "app", "b_user": "shop", "b_database": "b", "b_host": "db", "user": "shop"}
    assert found["secrets"]["data"]["b_password"] == {"service": "db", "property": "password"}
    assert found["secrets"]["data"]["db_app_password"] == {"service": "db", "property": "app-password"}
    assert found["secrets"]["template"]["app_url"].endswith("@db:5432/app?sslmode=disable")


def test_a_job_makes_what_the_image_does_not_make_and_changes_nothing_twice() -> None:
    assert of_the_job(MORE, "ConfigMap")["data"]["databases.sql"] == (
        "SELECT 'CREATE ROLE \"app\" LOGIN' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'app') \\gexec\n"
        "\\set password `printenv PASSWORD_OF_app`\n"
        "ALTER ROLE \"app\" LOGIN PASSWORD :'password';\n"
        "\\connect shop\n"
        'CREATE EXTENSION IF NOT EXISTS "pg_trgm";\n'
        "SELECT 'CREATE DATABASE \"app\"' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'app') \\gexec\n"
        'ALTER DATABASE "app" OWNER TO "app";\n'
        "\\connect app\n"
        'CREATE EXTENSION IF NOT EXISTS "pg_trgm";\n'
        "SELECT 'CREATE DATABASE \"b\"' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'b') \\gexec\n"
        'ALTER DATABASE "b" OWNER TO "shop";\n'
        "\\connect b\n"
        'CREATE EXTENSION IF NOT EXISTS "pg_trgm";\n'
    )


def test_the_job_runs_as_the_image_does_after_the_server_and_may_call_it() -> None:
    job = of_the_job(MORE, "Job")
    (psql,) = job["spec"]["template"]["spec"]["containers"]

    assert job["metadata"]["annotations"]["argocd.argoproj.io/sync-wave"] == "1"
    assert job["spec"]["template"]["spec"]["securityContext"]["runAsUser"] == 999
    assert psql["image"] == f"docker.io/library/postgres:{IMAGES['17']['tag']}"
    assert [one["name"] for one in psql["env"]] == ["POSTGRES_PASSWORD", "PASSWORD_OF_app", "PGPASSWORD"]
    way = {"podSelector": {"matchLabels": {"app.kubernetes.io/name": "db"}}}
    policy = charts({"db": MORE})["db"].values["dev"]["networkPolicy"]
    ports = [{"port": 5432, "protocol": "TCP"}]
    assert policy == {
        "ingress": {"db": {"from": [way], "ports": ports}},
        "egress": {"db": {"to": [way], "ports": ports}},
    }


def test_one_database_with_one_user_needs_no_job() -> None:
    assert "after" not in charts({"db": POSTGRES})["db"].values["dev"]
    assert "after" not in charts({"db": over(POSTGRES, {"databases": {"shop": {}}})})["db"].values["dev"]


@pytest.mark.parametrize(
    ("keys", "first", "every"),
    [
        ({"database": "a", "user": "u"}, ("a", "u"), {"a": "u"}),
        ({"databases": {"b": {"user": "u"}, "a": {}}}, ("b", "u"), {"b": "u", "a": "u"}),
        ({"user": "admin", "databases": {"b": {"user": "u"}, "a": {}}}, ("b", "admin"), {"b": "u", "a": "admin"}),
        ({"database": "a", "user": "u", "databases": {"a": {"user": "x"}}}, ("a", "u"), {"a": "x"}),
    ],
)
def test_the_first_database_and_the_user_who_may_do_all(
    keys: Data, first: tuple[str, str], every: dict[str, str]
) -> None:
    found = Postgres.model_validate({"kind": "postgres", "version": "17", **keys})

    assert (found.main_database, found.main_user) == first
    assert found.every_database == every


def test_its_parameters_are_arguments_of_the_server() -> None:
    parameters = {"max_connections": 200, "jit": False, "shared_buffers": "256MB"}
    server = container(objects(files({"db": over(POSTGRES, {"parameters": parameters})}), "db")["StatefulSet"])

    assert server["args"] == ["-c", "jit=off", "-c", "max_connections=200", "-c", "shared_buffers=256MB"]


def test_one_that_exists_says_how_it_is_encrypted() -> None:
    app = over(WEB, {"needs": {"db": {}}, "env": {"MODE": {"from": "db.sslMode"}}})
    here = {"run": "external", "external": {"host": "db.example.com", "sslMode": "verify-full"}}
    found = charts({"app": app, "db": POSTGRES}, {"dev": environment(services={"db": here})})["app"].values["dev"]

    assert found["env"] == {"MODE": "verify-full"}

"""Redis: what it keeps, and where it writes."""

from __future__ import annotations

from typing import Any

import pytest

from tests.repositories import REDIS, WEB, charts, container, environment, files, objects, over


def test_what_it_keeps_lies_on_a_volume_of_its_own() -> None:
    found = objects(files({"cache": REDIS}), "cache")
    redis = container(found["StatefulSet"])

    assert redis["command"][:5] == ["redis-server", "--dir", "/data", "--appendonly", "yes"]
    assert redis["volumeMounts"] == [{"name": "data", "mountPath": "/data"}]
    assert "PersistentVolumeClaim" in found


def test_what_it_does_not_keep_lies_in_a_sized_folder() -> None:
    dev = environment(services={"cache": {"inCluster": {"persistence": "none"}}})
    found = objects(files({"cache": REDIS}, {"dev": dev}), "cache")
    spec = found["StatefulSet"]["spec"]["template"]["spec"]

    assert container(found["StatefulSet"])["command"][3:7] == ["--appendonly", "no", "--save", ""]
    assert spec["volumes"] == [{"name": "scratch", "emptyDir": {"sizeLimit": "64Mi"}}]
    assert "PersistentVolumeClaim" not in found


def test_it_is_not_ready_while_it_reads_its_log() -> None:
    redis = container(objects(files({"cache": REDIS}), "cache")["StatefulSet"])

    assert redis["readinessProbe"]["exec"]["command"] == ["redis-cli", "-e", "ping"]


@pytest.mark.parametrize(
    ("here", "url"),
    [
        ({}, "redis://cache:6379"),
        ({"run": "elasticache", "elasticache": {}}, "redis://cache.dev.shop.internal:6379"),
        ({"run": "elasticache", "elasticache": {"tls": True}}, "rediss://cache.dev.shop.internal:6379"),
        ({"run": "external", "external": {"host": "c.example.com", "port": 6380}}, "redis://c.example.com:6380"),
    ],
)
def test_its_url_says_where_it_runs(here: dict[str, Any], url: str) -> None:
    app = over(WEB, {"needs": {"cache": {}}, "env": {"URL": {"from": "cache.url"}}})
    dev = environment(services={"cache": here})

    assert charts({"app": app, "cache": REDIS}, {"dev": dev})["app"].values["dev"]["env"] == {"URL": url}


def test_valkey_is_another_program_of_the_same_kind() -> None:
    valkey = over(REDIS, {"engine": "valkey", "version": "9"})
    found = objects(files({"cache": valkey}), "cache")
    server = container(found["StatefulSet"])

    assert server["image"].startswith("docker.io/valkey/valkey:9.")
    assert server["command"][0] == "valkey-server"
    assert server["readinessProbe"]["exec"]["command"] == ["valkey-cli", "-e", "ping"]


@pytest.mark.parametrize(
    ("engine", "variables"), [("redis", ["REDISCLI_AUTH"]), ("valkey", ["REDISCLI_AUTH", "VALKEYCLI_AUTH"])]
)
def test_its_password_is_in_a_secret_where_its_client_finds_it_too(engine: str, variables: list[str]) -> None:
    found = objects(files({"cache": over(REDIS, {"engine": engine, "password": True})}), "cache")
    server = container(found["StatefulSet"])

    assert server["command"][-2:] == ["--requirepass", "$(REDISCLI_AUTH)"]
    assert [one["name"] for one in server["env"]] == variables
    assert {one["remoteRef"]["property"] for one in found["ExternalSecret"]["spec"]["data"]} == {"password"}


@pytest.mark.parametrize(
    ("here", "address"),
    [
        ({}, "redis://:{}@cache:6379"),
        ({"run": "elasticache", "elasticache": {"tls": True}}, "rediss://:{}@cache.dev.shop.internal:6379"),
        ({"run": "external", "external": {"host": "c.example.com", "tls": True}}, "rediss://:{}@c.example.com:6379"),
    ],
)
def test_a_url_with_its_password_is_composed_in_the_cluster(here: dict[str, Any], address: str) -> None:
    cache = over(REDIS, {"password": True})
    app = over(WEB, {"needs": {"cache": {}}, "env": {"URL": {"from": "cache.url"}, "PW": {"from": "cache.password"}}})
    dev = environment(services={"cache": here})
    found = charts({"app": app, "cache": cache}, {"dev": dev})["app"].values["dev"]

    assert found["secrets"]["template"] == {
        "PW": "{{ .PW }}",
        "URL": address.format('{{ .cache_password | urlquery | replace "+" "%20" }}'),
    }
    assert found["secrets"]["data"]["PW"] == {"service": "cache", "property": "password"}


def test_its_settings_are_words_of_its_command() -> None:
    config = {"maxmemory-policy": "allkeys-lru", "databases": 32, "activedefrag": True, "io": "normal 0 0"}
    command = container(objects(files({"cache": over(REDIS, {"config": config})}), "cache")["StatefulSet"])["command"]

    assert command[9:] == [
        *("--activedefrag", "yes"),
        *("--databases", "32"),
        *("--io", "normal", "0", "0"),
        *("--maxmemory-policy", "allkeys-lru"),
    ]


def test_another_image_may_have_another_user() -> None:
    found = objects(files({"cache": over(REDIS, {"inCluster": {"runAsUser": 1001}})}), "cache")

    assert found["StatefulSet"]["spec"]["template"]["spec"]["securityContext"]["runAsUser"] == 1001

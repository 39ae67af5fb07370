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

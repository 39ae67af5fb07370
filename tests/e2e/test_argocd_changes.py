"""Edits of the input, each a commit: what becomes of them in the cluster, one after the other."""

from __future__ import annotations

from typing import Any

from tests.e2e.site import Site

ENVIRONMENT = "environments/dev.yaml"
BACKEND = "config/services/backend.yaml"
CLEANUP = """\
kind: cronjob
schedule: "0 3 * * *"
image: {repository: arifhossaincse22/dhakacart-backend, tag: v1.0.0}
command: [node, cleanup.js]
runAsUser: 1001
resources: {requests: {cpu: 50m, memory: 64Mi}, limits: {memory: 128Mi}}
"""


def uids(objects: list[dict[str, Any]]) -> set[str]:
    return {one["metadata"]["uid"] for one in objects}


def test_a_new_image_rolls_the_pods_after_the_job_before_them(dev: Site) -> None:
    old, others = uids(dev.pods("backend")), uids(dev.pods("frontend"))
    job = dev.get("batch/v1", "jobs", "backend-schema")
    dev.repository.edit(ENVIRONMENT, "  backend:\n    image: {tag: v1.0.0}", "  backend:\n    image: {tag: v1.0.1}")

    dev.change("backend v1.0.1")

    assert dev.images("backend") == {"v1.0.1"}
    assert not uids(dev.pods("backend")) & old
    assert uids(dev.pods("frontend")) == others
    again = dev.get("batch/v1", "jobs", "backend-schema")
    assert again["metadata"]["uid"] != job["metadata"]["uid"]
    assert again["status"]["succeeded"] == 1


def test_a_higher_floor_adds_pods(dev: Site) -> None:
    old = uids(dev.pods("frontend"))
    dev.repository.edit(ENVIRONMENT, "scaling: {min: 1, max: 2}", "scaling: {min: 2, max: 2}")

    dev.change("two pods of the frontend")

    dev.until(lambda: len(dev.pods("frontend")) == 2, "two pods of the frontend")
    assert old < uids(dev.pods("frontend"))


def test_a_new_variable_rolls_the_pods(dev: Site) -> None:
    old = uids(dev.pods("backend"))
    dev.repository.edit(ENVIRONMENT, "env: {NODE_ENV: development}", "env: {NODE_ENV: development, LOG_LEVEL: debug}")

    dev.change("the backend tells more")

    assert dev.get("v1", "configmaps", "backend-env")["data"]["LOG_LEVEL"] == "debug"
    assert not uids(dev.pods("backend")) & old


def test_a_volume_grows_in_place(dev: Site) -> None:
    claim, pods = dev.get("v1", "persistentvolumeclaims", "postgres-data"), uids(dev.pods("postgres"))
    dev.repository.edit("config/services/postgres.yaml", "storage: 10Gi", "storage: 20Gi")

    dev.change("room for more orders")

    grown = dev.get("v1", "persistentvolumeclaims", "postgres-data")
    assert grown["spec"]["resources"]["requests"]["storage"] == "20Gi"
    assert grown["metadata"]["uid"] == claim["metadata"]["uid"]
    assert uids(dev.pods("postgres")) == pods


def test_a_renamed_route_changes_the_one_ingress(dev: Site) -> None:
    before, pods = dev.get("networking.k8s.io/v1", "ingresses", "dhakacart"), uids(dev.pods("backend"))
    dev.repository.edit(BACKEND, "api: {host: api, path: /}", "api: {host: rest, path: /}")

    dev.change("rest instead of api")

    after = dev.get("networking.k8s.io/v1", "ingresses", "dhakacart")
    hosts = {rule["host"] for rule in after["spec"]["rules"]}
    assert "rest.dev.dhakacart.com" in hosts
    assert "api.dev.dhakacart.com" not in hosts
    assert after["metadata"]["uid"] == before["metadata"]["uid"]
    assert uids(dev.pods("backend")) == pods


def test_a_service_of_a_kind_that_no_project_knew_comes_up(dev: Site) -> None:
    project = dev.server.get(f"/apis/argoproj.io/v1alpha1/namespaces/{dev.argo.home}/appprojects/dhakacart-dev")
    assert project is not None
    assert {"group": "batch", "kind": "CronJob"} not in project["spec"]["namespaceResourceWhitelist"]
    dev.repository.write("config/services/cleanup.yaml", CLEANUP)

    dev.change("a job that cleans up")

    assert "cleanup-dev" in dev.argo.applications
    assert dev.get("batch/v1", "cronjobs", "cleanup")["spec"]["timeZone"] == "Asia/Dhaka"


def test_a_service_that_is_removed_goes_and_its_volume_stays(dev: Site) -> None:
    claim = dev.get("v1", "persistentvolumeclaims", "redis-data")
    managed = "  redis:\n    run: elasticache\n    elasticache: {class: cache.t3.micro, replicas: 1}\n"
    dev.repository.remove("config/services/redis.yaml")
    dev.repository.edit(BACKEND, "  redis: {}\n", "")
    dev.repository.edit(BACKEND, "  REDIS_HOST: {from: redis.host}\n  REDIS_PORT: {from: redis.port}\n", "")
    dev.repository.edit("environments/production.yaml", managed, "")

    dev.change("no redis")

    assert "redis-dev" not in dev.argo.applications
    assert dev.server.get(dev.path("apps/v1", "statefulsets", "redis")) is None
    assert dev.server.get(dev.path("v1", "services", "redis")) is None
    assert dev.pods("redis") == []
    left = dev.get("v1", "persistentvolumeclaims", "redis-data")
    assert (left["metadata"]["uid"], left["status"]["phase"]) == (claim["metadata"]["uid"], "Bound")

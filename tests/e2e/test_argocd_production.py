"""A real Argo CD brings up `production`, whose datastores are elsewhere, on a stack of its own."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.e2e.argo import health, sync
from tests.e2e.engines import Engines
from tests.e2e.repository import Repository
from tests.e2e.site import Site, bootstrapped, started

FILE = "environments/production.yaml"
WINDOW = '{deny: "0 18 * * *", duration: 6h}'


@pytest.fixture(scope="module")
def production(engines: Engines, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Production as it is, but its evening is moved away from now: within it nothing would be synced."""
    repository = Repository(tmp_path_factory.mktemp("production"))
    later = (datetime.now(ZoneInfo("Asia/Dhaka")).hour + 9) % 24
    repository.edit(FILE, WINDOW, f'{{deny: "0 {later} * * *", duration: 6h}}')
    return bootstrapped(started(engines, "production", repository))


def test_every_application_is_synced_and_healthy(production: Site) -> None:
    states = {name: (sync(one), health(one)) for name, one in production.argo.applications.items()}

    assert states == dict.fromkeys(production.names, ("Synced", "Healthy"))
    assert sorted(states) == [f"{name}-production" for name in ("backend", "frontend", "platform", "root", "routes")]


def test_the_job_before_the_backend_ran_first(production: Site) -> None:
    done = production.recorder.first("Job", "backend-schema", lambda body: body["status"].get("succeeded") == 1)

    assert done < production.recorder.first("Deployment", "backend")


def test_services_have_the_pods_that_production_asks_for_one_in_each_zone(production: Site) -> None:
    nodes = {node["metadata"]["name"]: node["metadata"]["labels"] for node in production.server.all("/api/v1/nodes")}

    for service in ("backend", "frontend"):
        pods = production.pods(service)
        zones = [nodes[pod["spec"]["nodeName"]]["topology.kubernetes.io/zone"] for pod in pods]
        assert sorted(zones) == ["ap-southeast-1a", "ap-southeast-1b", "ap-southeast-1c"]


def test_nothing_of_the_managed_datastores_is_in_the_cluster(production: Site) -> None:
    assert production.server.all(production.path("apps/v1", "statefulsets")) == []
    assert production.server.all(production.path("v1", "persistentvolumeclaims")) == []
    env = production.get("v1", "configmaps", "backend-env")["data"]
    assert env["DB_HOST"] == "postgres.production.dhakacart.internal"

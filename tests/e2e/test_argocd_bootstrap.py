"""A real Argo CD brings up `dev` on simulated nodes, in the order that is promised."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.e2e.argo import health, is_up, sync
from tests.e2e.engines import KIND
from tests.e2e.site import TOKEN, Site
from tests.e2e.sockets import listening

WAVE = "argocd.argoproj.io/sync-wave"


def waves(site: Site) -> dict[int, list[str]]:
    """wave -> the Applications in it, in order."""
    found: dict[int, list[str]] = {}
    for name, application in sorted(site.argo.applications.items()):
        if name != f"root-{site.name}":
            found.setdefault(int(application["metadata"]["annotations"][WAVE]), []).append(name)
    return dict(sorted(found.items()))


def test_every_application_is_synced_and_healthy(dev: Site) -> None:
    states = {name: (sync(one), health(one)) for name, one in dev.argo.applications.items()}

    assert states == dict.fromkeys(dev.names, ("Synced", "Healthy"))


def test_the_repository_was_read_with_the_token_that_bootstrap_asks_for(dev: Site) -> None:
    secret = dev.server.get(f"/api/v1/namespaces/{dev.argo.home}/secrets/repository")

    assert secret is not None
    assert secret["metadata"]["labels"] == {"argocd.argoproj.io/secret-type": "repository"}
    assert TOKEN not in "".join(dev.done)


def test_root_waits_for_each_wave_before_it_makes_the_next(dev: Site) -> None:
    order = waves(dev)

    assert len(order) == 5
    for (_, earlier), (_, later) in pairwise(order.items()):
        ready = max(dev.recorder.first("Application", name, is_up) for name in earlier)
        made = min(dev.recorder.first("Application", name) for name in later)
        assert ready < made, f"{later} came before {earlier} were up"


def test_a_service_comes_after_all_that_it_needs(dev: Site) -> None:
    runs = dev.recorder.first("StatefulSet", "postgres", lambda body: body["status"].get("readyReplicas") == 1)

    assert runs < dev.recorder.first("Deployment", "backend")
    assert dev.recorder.first("Deployment", "backend") < dev.recorder.first("Deployment", "frontend")
    assert dev.recorder.first("Deployment", "frontend") < dev.recorder.first("Ingress", "dhakacart")


def test_the_job_before_a_service_finds_what_it_reads_and_ends_before_the_pods_start(dev: Site) -> None:
    made = dev.recorder.first("Job", "backend-schema")
    done = dev.recorder.first("Job", "backend-schema", lambda body: body["status"].get("succeeded") == 1)

    assert done < dev.recorder.first("Deployment", "backend")
    for kind, name in [
        ("ServiceAccount", "backend"),
        ("ConfigMap", "backend-schema-env"),
        ("ConfigMap", "backend-schema-files"),
        ("NetworkPolicy", "backend-schema"),
    ]:
        assert dev.recorder.first(kind, name) < made
    assert dev.recorder.first("ExternalSecret", "backend-schema", lambda body: "status" in body) < made


def test_every_pod_runs_on_the_fewest_nodes_that_the_environment_has(dev: Site) -> None:
    pods = dev.server.all(dev.path("v1", "pods"))

    assert {pod["status"]["phase"] for pod in pods} <= {"Running", "Succeeded"}
    assert len(dev.server.all("/api/v1/nodes")) == 3


def test_the_commands_that_watch_show_what_there_is(dev: Site) -> None:
    order, look = dev.commands("Watch")
    (endless, *looks) = look.splitlines()

    lines = [line.split() for line in dev.run(order).splitlines()]
    said = dev.run("\n".join(looks))

    assert endless.endswith("get applications --watch")
    assert [name for _, name, _, _ in lines if name != "root-dev"] == [
        name for names in waves(dev).values() for name in names
    ]
    assert {(state, health) for _, _, state, health in lines} == {("Synced", "Healthy")}
    assert "Sync Status" in said or "Status:" in said
    assert "pod/backend-" in said


def test_the_ingress_tells_its_hosts_and_the_name_of_the_load_balancer(dev: Site) -> None:
    (block,) = dev.commands("DNS")

    *hosts, balancer = dev.run(block).split()

    assert hosts == ["api.dev.dhakacart.com", "dev.dhakacart.com", "www.dev.dhakacart.com"]
    assert balancer == "dhakacart.elb.example.com"


def test_everything_that_runs_listens_on_loopback_alone(dev: Site) -> None:
    elsewhere = {"metrics-server"} if KIND else set()  # on the bridge to kind's container
    files = [file for file in (dev.server.kubeconfig.parent / "pid").iterdir() if file.name not in elsewhere]
    found = {file.name: listening(int(file.read_text(encoding="utf-8").split()[0])) for file in files}

    assert len(found) > 7
    assert {
        name: addresses
        for name, addresses in found.items()
        if not addresses or any(not one.is_loopback for one in addresses)
    } == {}


@pytest.mark.parametrize("name", ["default-deny", "allow-dns", "backend", "backend-schema", "postgres", "redis"])
def test_a_network_policy_is_stored(dev: Site, name: str) -> None:
    assert dev.get("networking.k8s.io/v1", "networkpolicies", name)["spec"]["policyTypes"]

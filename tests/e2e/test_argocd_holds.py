"""What holds a change back, what undoes one, and what goes wrong: each ends with all being well again."""

from __future__ import annotations

import re
import time
from typing import Any

from tests.e2e.argo import Applications, is_well, phase, revision, sync
from tests.e2e.server import MERGE
from tests.e2e.site import Site

ENVIRONMENT = "environments/dev.yaml"
WINDOW = 'sync: {windows: {now: {deny: "* * * * *", duration: 1h}}}\n'
PAUSED = 'sync: {paused: {frontend: "somebody looks into it"}}\n'
REPORT = """\
kind: cronjob
schedule: "0 6 * * *"
image: {repository: arifhossaincse22/dhakacart-backend, tag: v1.0.0}
command: [node, report.js]
runAsUser: 1001
needs: {frontend: {}}
resources: {requests: {cpu: 50m, memory: 64Mi}, limits: {memory: 128Mi}}
"""
LONG_ENOUGH = 8
"""Seconds in which Argo CD would have synced, were it not held back: it takes three."""


def tag(site: Site, service: str) -> str:
    """The tag that the environment's file gives a service."""
    text = (site.repository.folder / ENVIRONMENT).read_text(encoding="utf-8")
    found = re.search(rf"^  {service}:\n    image: {{tag: (\S+)}}$", text, re.MULTILINE)
    assert found is not None
    return found[1]


def bump(site: Site, service: str) -> tuple[str, str]:
    """The next version of a service in the input; the one before and the new one."""
    old = tag(site, service)
    new = f"v1.0.{int(old.rpartition('.')[2]) + 1}"
    start = f"  {service}:\n    image: {{tag: "
    site.repository.edit(ENVIRONMENT, f"{start}{old}}}", f"{start}{new}}}")
    return old, new


def say(site: Site, line: str) -> None:
    """Add a line to the environment's file."""
    site.repository.edit(ENVIRONMENT, "services:\n", f"{line}services:\n")


def unsay(site: Site, line: str) -> None:
    site.repository.edit(ENVIRONMENT, line, "")


def waits(site: Site, service: str) -> None:
    """The Application has seen the last commit, is out of sync, and nothing happens."""
    name = f"{service}-{site.name}"

    def seen(applications: Applications) -> bool:
        one = applications.get(name, {})
        return sync(one) == "OutOfSync" and revision(one) == site.last.commit

    site.argo.until(seen, f"{name} out of sync at {site.last.commit[:8]}")
    time.sleep(LONG_ENOUGH)
    assert sync(site.argo.applications[name]) == "OutOfSync"


def are_well(applications: Applications, *names: str) -> bool:
    return all(name in applications and is_well(applications[name]) for name in names)


def finished(site: Site) -> dict[str, str]:
    """When the last sync of each Application ended."""
    return {name: one["status"]["operationState"]["finishedAt"] for name, one in site.argo.applications.items()}


def objects(site: Site) -> dict[tuple[str, str], tuple[str, Any]]:
    """What runs here, with what changes when somebody edits it."""
    return {
        (plural, one["metadata"]["name"]): (one["metadata"]["uid"], one["metadata"].get("generation"))
        for version, plural in [("apps/v1", "deployments"), ("v1", "configmaps"), ("v1", "services"), ("v1", "pods")]
        for one in site.server.all(site.path(version, plural))
    }


def test_a_window_that_denies_holds_a_change_back_until_it_is_gone(dev: Site) -> None:
    say(dev, WINDOW)
    dev.change("nothing now")
    old, new = bump(dev, "backend")

    dev.push("backend, held back")

    waits(dev, "backend")
    assert dev.images("backend") == {old}
    unsay(dev, WINDOW)
    dev.change("go on")
    assert dev.images("backend") == {new}


def test_a_paused_application_waits_and_root_goes_on_without_it(dev: Site) -> None:
    say(dev, PAUSED)
    dev.change("the frontend stays as it is")
    (old, new), (_, backend) = bump(dev, "frontend"), bump(dev, "backend")
    dev.repository.write("config/services/report.yaml", REPORT)

    dev.push("both, one paused, and a service that comes after it")

    waits(dev, "frontend")
    assert dev.images("frontend") == {old}
    dev.argo.until(lambda found: are_well(found, "backend-dev", "report-dev", "root-dev"), "the others well")
    assert dev.images("backend") == {backend}
    info = dev.argo.applications["frontend-dev"]["spec"]["info"]
    assert info == [{"name": "paused", "value": "somebody looks into it"}]
    unsay(dev, PAUSED)
    dev.change("go on")
    assert dev.images("frontend") == {new}


def test_a_service_that_comes_paused_starts_with_the_commit_that_lets_it_go(dev: Site) -> None:
    line = 'sync: {paused: {newsletter: "not before Monday"}}\n'
    say(dev, line)
    dev.repository.write("config/services/newsletter.yaml", REPORT)
    dev.push("a service, paused")
    waits(dev, "newsletter")
    assert dev.server.get(dev.path("batch/v1", "cronjobs", "newsletter")) is None
    unsay(dev, line)

    dev.change("Monday")

    assert dev.get("batch/v1", "cronjobs", "newsletter")


def test_a_hand_edit_is_healed(dev: Site) -> None:
    path = dev.path("v1", "configmaps", "backend-env")

    assert not dev.server.ask("PATCH", path, {"data": {"NODE_ENV": "by hand"}}, MERGE).refused

    dev.until(lambda: dev.get("v1", "configmaps", "backend-env")["data"]["NODE_ENV"] == "development", "healed")


def test_what_is_deleted_by_hand_comes_back(dev: Site) -> None:
    path = dev.path("v1", "services", "backend")

    assert not dev.server.ask("DELETE", path).refused

    dev.until(lambda: dev.server.get(path) is not None, "the Service back")
    dev.argo.until(lambda applications: all(map(is_well, applications.values())), "all well")


def test_a_change_of_another_environment_touches_nothing_here(dev: Site) -> None:
    there, ended = objects(dev), finished(dev)
    dev.repository.edit("environments/production.yaml", "scaling: {min: 3}", "scaling: {min: 4}")

    dev.change("production alone")

    time.sleep(LONG_ENOUGH)
    assert objects(dev) == there
    assert finished(dev) == ended


def test_a_pinned_environment_stays_at_its_commit(dev: Site) -> None:
    pin = f"revision: {dev.last.commit}\n"
    say(dev, pin)
    dev.change("pinned")
    old, new = bump(dev, "backend")

    dev.change("backend, while pinned")

    time.sleep(LONG_ENOUGH)
    assert dev.images("backend") == {old}
    unsay(dev, pin)
    dev.change("no pin")
    assert dev.images("backend") == {new}


def test_a_job_before_that_fails_leaves_the_old_pods_serving_until_it_is_mended(dev: Site) -> None:
    fails = "    before: {schema: {image: {tag: fails}, retries: 0}}\n"
    old, new = bump(dev, "backend")
    dev.repository.edit(ENVIRONMENT, "    env: {NODE_ENV", f"{fails}    env: {{NODE_ENV")

    dev.push("a schema that cannot be")

    dev.argo.until(has_failed, "backend-dev failed by its job")
    assert dev.images("backend") == {old}
    assert {pod["status"]["phase"] for pod in dev.pods("backend")} == {"Running"}
    dev.repository.edit(ENVIRONMENT, fails, "")
    dev.change("the schema mended")
    assert dev.images("backend") == {new}


def has_failed(applications: Applications) -> bool:
    state = applications["backend-dev"].get("status", {}).get("operationState", {})
    jobs = [one for one in state.get("syncResult", {}).get("resources", []) if one["kind"] == "Job"]
    return phase(applications["backend-dev"]) == "Failed" or any(one.get("hookPhase") == "Failed" for one in jobs)

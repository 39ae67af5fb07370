"""Fleet -> what Argo CD reads in each environment: root, projects, Applications, platform objects, routes, settings."""

from __future__ import annotations

from collections.abc import Iterator

from generator.argocd.applications import applications, comments
from generator.argocd.bootstrap import bootstrap
from generator.argocd.inventory import inventory
from generator.argocd.platform import platform
from generator.argocd.projects import projects
from generator.argocd.root import root
from generator.argocd.routes import HOSTS, ingresses
from generator.argocd.settings import COMMENTS, path, settings
from generator.argocd.target import Demand, Inventory, Target, target
from generator.nouns import Artifact, Fleet, Release

__all__ = ["Demand", "Inventory", "artifacts", "inventory", "releases"]


def artifacts(fleet: Fleet, environment: str, inventory: Inventory) -> list[Artifact]:
    """Every file below `argocd/<environment>/`."""
    return list(_artifacts(target(fleet, environment, inventory)))


def releases(fleet: Fleet, environment: str, inventory: Inventory) -> list[Release]:
    """One release for each Application that root creates there."""
    return list(_releases(target(fleet, environment, inventory)))


def _artifacts(goal: Target) -> Iterator[Artifact]:
    folder, source = goal.folder, goal.source
    yield Artifact(f"{folder}/root.yaml", source, documents=root(goal))
    for name, project in projects(goal).items():
        yield Artifact(f"{folder}/projects/{name}.yaml", source, data=project)
    for name, application in applications(goal).items():
        yield Artifact(f"{folder}/apps/{name}.yaml", source, data=application, comments=comments(goal, name))
    for name, objects in platform(goal).items():
        yield Artifact(f"{folder}/platform/{name}.yaml", source, documents=objects)
    for name, ingress in ingresses(goal).items():
        yield Artifact(f"{folder}/routes/{name}.yaml", source, data=ingress, comments=HOSTS, apart=("spec", "rules"))
    body = settings(goal)
    said = {key: text for key, text in COMMENTS.items() if key in body}
    yield Artifact(path(goal), source, data=body, comments=said)
    yield Artifact(f"{folder}/BOOTSTRAP.md", source, text=bootstrap(goal))


def _releases(goal: Target) -> Iterator[Release]:
    yield Release(
        goal.name, "root", goal.environment.argocd.namespace, goal.folder, include=("apps/", "projects/", "root.yaml")
    )
    for service in goal.inventory.charts:
        yield Release(goal.name, service, goal.namespace, f"charts/{service}", (f"values/{goal.name}.yaml",))
    yield Release(goal.name, "platform", goal.namespace, f"{goal.folder}/platform")
    if goal.routed:
        yield Release(goal.name, "routes", goal.namespace, f"{goal.folder}/routes")

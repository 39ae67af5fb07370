"""The corridor: each job as a handful of lines; the only one that knows the order of the rooms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator import argocd, charts, emit, load, merge, plan, schema, write
from generator.clock import Clock
from generator.errors import InputError, Problem, in_order
from generator.nodes import Branch
from generator.nouns import Fleet, Layers, Plan, Release, Rendered, Sources
from generator.tree import DiskTree, Tree
from generator.validate import altered, unused
from generator.validate import validate as validated

if TYPE_CHECKING:
    from generator.write import Changes

UNSEEN = (
    "live clusters: nothing was asked of them",
    "remote secrets, DNS, certificates and images: whether they exist",
)


@dataclass(frozen=True)
class Generated:
    """All that follows from the input: the fleet, the plan, and the text of every file."""

    fleet: Fleet
    plan: Plan
    files: Mapping[str, str]


@dataclass(frozen=True)
class Validation:
    """What `validate` found."""

    problems: tuple[Problem, ...]
    objects: int
    validated: int
    skipped: int
    unseen: tuple[str, ...]
    unused: tuple[Problem, ...]


def generate(root: Path, clock: Clock | None = None) -> Changes:
    """Read, resolve, plan, emit; then write what changed, all or nothing."""
    clock = clock or Clock()
    changes = check(root, clock)
    if changes.problems:
        raise InputError(changes.problems)
    with clock.step("write"):
        write.apply(changes, root)
    return changes


def check(root: Path, clock: Clock | None = None) -> Changes:
    """What `generate` would change; nothing is written."""
    clock = clock or Clock()
    whole = generated(DiskTree(root), clock)
    with clock.step("compare"):
        return write.changes(whole.files, root)


def difference(changes: Changes) -> Iterator[str]:
    """The changes as a unified diff."""
    return write.difference(changes)


def read(tree: Tree, clock: Clock) -> tuple[Sources, Layers, Fleet]:
    """The input as read, as layered, and as a fleet; or every problem of every file."""
    with clock.step("read"):
        sources, problems = load.load(tree), ()
    with clock.step("resolve"):
        layers = merge.layered(sources)
        return sources, layers, validated(sources, layers, problems)


def generated(tree: Tree, clock: Clock | None = None) -> Generated:
    """The files that follow from a tree's input, in memory."""
    clock = clock or Clock()
    _, _, fleet = read(tree, clock)
    with clock.step("plan"):
        whole = planned(fleet)
    with clock.step("emit"):
        return Generated(fleet, whole, emit.emit(whole))


def planned(fleet: Fleet) -> Plan:
    """Every file to be, and every release that they make."""
    surveyed = charts.surveyed(fleet)
    artifacts = [*charts.charts(fleet, surveyed), *schema.artifacts(schema.repository(fleet.layers))]
    releases: list[Release] = []
    for environment in fleet.environments:
        inventory = argocd.inventory(fleet, environment, charts.in_environment(surveyed, environment))
        artifacts += argocd.artifacts(fleet, environment, inventory)
        releases += argocd.releases(fleet, environment, inventory)
    return plan.plan(artifacts, releases)


def render(root: Path, environments: Sequence[str] = (), services: Sequence[str] = ()) -> list[Rendered]:
    """The objects of the releases asked for, or of all."""
    whole = generated(DiskTree(root))
    wanted = [
        release
        for release in whole.plan.releases
        if (not environments or release.environment in environments) and (not services or release.name in services)
    ]
    found, problems = objects(whole, wanted)
    if problems:
        raise InputError(problems)
    return found


def objects(whole: Generated, releases: Sequence[Release]) -> tuple[list[Rendered], list[Problem]]:
    """The objects that Argo CD would apply for these releases."""
    from generator.render import rendered

    versions = {name: environment.kubernetes for name, environment in whole.fleet.environments.items()}
    return rendered(whole.plan, whole.files, releases, versions)


def validate(root: Path) -> Validation:
    """Render every release of every environment from the input, and check every object; stale files are a problem too."""
    whole = generated(DiskTree(root))
    rendered, problems = objects(whole, whole.plan.releases)
    problems += [*_checked(whole, rendered), *write.stale(write.changes(whole.files, root))]
    count = sum(len(one.objects) for one in rendered)
    return Validation(in_order(problems), count, count, 0, UNSEEN, unused(whole.fleet))


def _checked(whole: Generated, rendered: Sequence[Rendered]) -> Iterator[Problem]:
    """Findings in the objects, each at the input line behind it."""
    from generator.check import check as findings
    from generator.check.values import values

    yield from values(whole.plan)
    for environment, model in whole.fleet.environments.items():
        here = [one for one in rendered if one.release.environment == environment]
        found = findings(here, kubernetes=model.kubernetes)
        if found:
            from generator import trace

            yield from trace.problems(found, here, whole.fleet.layers, partial(_remade, whole.fleet))


def _remade(fleet: Fleet, key: tuple[str, str], tree: Branch, release: Release) -> Sequence[dict[str, Any]] | None:
    """The objects of a release with one tree of its input changed; None where that is no valid input."""
    changed = altered(fleet, key, tree)
    if changed is None:
        return None
    whole = planned(changed)
    found, problems = objects(Generated(changed, whole, emit.emit(whole)), [release])
    return found[0].objects if found and not problems else None


def schema_of(root: Path, kind: str) -> dict[str, Any]:
    """The JSON Schema of a kind of input file, with this repository's names."""
    sources = load.load(DiskTree(root))
    return schema.schema(kind, schema.repository(merge.layered(sources)))

"""The corridor: each job as a handful of lines; the only one that knows the order of the rooms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import partial
from itertools import chain, groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator import emit, exceptions, load, merge, output, pins, schema, write
from generator.clock import Clock
from generator.errors import InputError, Problem, in_order
from generator.history import History
from generator.nodes import Branch
from generator.nouns import (
    Fleet,
    Generated,
    Plan,
    Printed,
    Release,
    Rendered,
    Resolved,
    Validation,
)
from generator.tree import DiskTree, Tree
from generator.unseen import unseen
from generator.validate import altered, resolved, unused

if TYPE_CHECKING:
    from generator.check import Finding
    from generator.render import Engine
    from generator.write import Changes


def generate(root: Path, clock: Clock | None = None) -> Changes:
    """Read, resolve, plan, emit; then write what changed, all or nothing, and settle what a merge left in conflict."""
    clock = clock or Clock()
    changes = check(root, clock)
    if changes.problems:
        raise InputError(changes.problems)
    with clock.step("write"):
        write.apply(changes, root)
        write.stage(changes, root)
    return changes


def check(root: Path, clock: Clock | None = None) -> Changes:
    """What `generate` would change; nothing is written."""
    clock = clock or Clock()
    whole = generated(DiskTree(root), clock, in_full=True)
    with clock.step("emit"):
        files = dict(whole.files)
    with clock.step("compare"):
        return replace(write.changes(files, root), notes=tuple(pins.notes(whole.fleet)))


def difference(changes: Changes) -> Iterator[str]:
    """The changes as a unified diff."""
    return write.difference(changes)


def read(tree: Tree, clock: Clock) -> Resolved:
    """The input as a fleet, with the problems met so far; the rules between files are still to be asked."""
    with clock.step("read"):
        sources, found = load.load(tree)
    with clock.step("resolve"):
        layers = merge.layered(sources)
        return resolved(sources, layers, found)


def generated(tree: Tree, clock: Clock | None = None, *, in_full: bool = False) -> Generated:
    """The files that follow from a tree's input; each text is made when it is asked for, or `in_full` right away, and
    the plan then has no data."""
    clock = clock or Clock()
    whole = read(tree, clock)
    with clock.step("plan"):
        parts = output.parts(whole, output.emitted if in_full else output.as_it_is)
        every = output.joined(whole.fleet, parts)
    return Generated(
        whole.fleet, every, emit.Texts(every, dict(chain.from_iterable(each.texts.items() for each in parts)))
    )


def render(root: Path, environments: Sequence[str] = (), services: Sequence[str] = ()) -> Iterator[Printed]:
    """The manifests of the releases asked for, or of all; what does not render is told in the end."""
    from generator.render import engine, printed

    problems: list[Problem] = []
    tree = DiskTree(root)
    with _standby(tree, environments, services) as helm:
        whole = generated(tree)
        wanted = [
            release
            for release in whole.plan.releases
            if (not environments or release.environment in environments) and (not services or release.name in services)
        ]
        for one in printed(whole.plan, whole.files, wanted, _versions(whole.fleet), helm or engine()):
            if one.failure is not None:
                problems.append(one.failure)
            else:
                yield one
    if problems:
        raise InputError(dict.fromkeys(problems))


def _standby(
    tree: Tree, environments: Sequence[str] = (), services: Sequence[str] = ()
) -> AbstractContextManager[Engine | None]:
    """An engine that gets ready for so many releases as there may be."""
    from generator.render import standby

    return standby(len(environments or tree.paths("environments")) * len(services or tree.paths("config/services")))


def objects(whole: Generated, releases: Sequence[Release], helm: Engine | None = None) -> Iterator[Rendered]:
    """The objects that Argo CD would apply for these releases; all are at work before the first is taken."""
    from generator.render import engine, rendered

    return rendered(whole.plan, whole.files, releases, _versions(whole.fleet), helm or engine())


def _versions(fleet: Fleet) -> dict[str, str]:
    """environment -> version of Kubernetes."""
    return {name: environment.kubernetes for name, environment in fleet.environments.items()}


def validate(root: Path) -> Validation:
    """Render every release of every environment from the input, and check every object; stale files count too."""
    tree = DiskTree(root)
    with _standby(tree) as helm:
        whole = generated(tree)
        being_rendered = objects(whole, whole.plan.releases, helm)
        changes = write.changes(whole.files, root)
        rendered, findings = _checked(whole, being_rendered)
    failures = dict.fromkeys(one.failure for one in rendered if one.failure)
    fleet, history = whole.fleet, History(root)
    left, used = exceptions.silenced(fleet, findings)
    granted = [*exceptions.over(fleet, history), *(() if failures else exceptions.idle(fleet, used))]
    pinned = pins.lacking(fleet, whole.plan, history)
    problems = in_order([*failures, *_traced(whole, rendered, left), *granted, *pinned, *write.stale(changes)])
    count, unknown = sum(len(one.objects) for one in rendered), sum(one.code == "unknown-kind" for one in findings)
    idle = unused(fleet)
    beside = [*pins.notes(fleet), *pins.unresolved(fleet, history), *exceptions.unseen(fleet, history)]
    sentences, listed = tuple(unseen(beside, len(idle))), exceptions.listed(fleet)
    return Validation(problems, count, count - unknown, unknown, sentences, idle, listed)


def _checked(whole: Generated, being_rendered: Iterable[Rendered]) -> tuple[list[Rendered], list[Finding]]:
    """The releases, and the findings in their objects, each environment's while those of the next are at work."""
    from generator.check import check

    rendered: list[Rendered] = []
    found: list[Finding] = []
    for environment, releases in groupby(being_rendered, key=lambda one: one.release.environment):
        here = list(releases)
        rendered += here
        found += check(here, kubernetes=whole.fleet.environments[environment].kubernetes)
    return rendered, found


def _traced(whole: Generated, rendered: Sequence[Rendered], found: Sequence[Finding]) -> Iterator[Problem]:
    """What was found in the values and in the objects, each at the input line behind it."""
    from generator.check.values import values

    yield from values(whole.plan)
    if found:
        from generator import trace

        yield from trace.problems(found, rendered, whole.fleet.layers, partial(_remade, whole.fleet))


def _remade(fleet: Fleet, key: tuple[str, str], tree: Branch, release: Release) -> Sequence[dict[str, Any]] | None:
    """The objects of a release with one tree of its input changed; None where that is no valid input."""
    changed = altered(fleet, key, tree)
    if changed is None:
        return None
    whole = output.deployment(changed)
    own = {path: artifact for path, artifact in whole.artifacts.items() if path.startswith(f"{release.path}/")}
    small = Plan(own, (release,))
    made = next(objects(Generated(changed, small, emit.Texts(small)), [release]))
    return made.objects if made.failure is None else None


def schema_of(root: Path, kind: str) -> dict[str, Any]:
    """The JSON Schema of a kind of input file, with this repository's names."""
    sources, _ = load.load(DiskTree(root))  # a file that cannot be read adds no names
    return schema.schema(kind, schema.repository(merge.layered(sources)))

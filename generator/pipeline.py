"""The corridor: each job as a handful of lines; the only one that knows the order of the rooms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from generator import emit, load, merge, output, pins, schema, verdict, write
from generator.clock import Clock
from generator.errors import InputError, Problem
from generator.history import History
from generator.nouns import (
    Fleet,
    Generated,
    Printed,
    Release,
    Rendered,
    Resolved,
    Validation,
)
from generator.parts.hatches import is_hatched
from generator.tree import DiskTree, Tree
from generator.validate import resolved

if TYPE_CHECKING:
    from generator.render import Engine, Placed
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


def eject(root: Path) -> Changes:
    """Take the marks out of all that was generated, and forget that it was; only where nothing is to be generated."""
    changes = check(root)
    if drifted := [*write.unsettled(changes)]:
        raise InputError(drifted)
    ejected = write.ejection(changes)
    write.apply(ejected, root)
    write.forget(root)
    return ejected


def difference(changes: Changes) -> Iterator[str]:
    """The changes as a unified diff."""
    return write.difference(changes)


def read(tree: Tree, clock: Clock) -> Resolved:
    """The input as a fleet, with the problems met so far; the rules between files are still to be asked."""
    with clock.step("read"):
        sources, found = load.load(tree)
    with clock.step("resolve"):
        layers = merge.layered(sources)
        whole = resolved(sources, layers, found)
        return replace(whole, met=[*whole.met, *_hatched(whole)]) if is_hatched(layers) else whole


def _hatched(whole: Resolved) -> Iterable[Problem]:
    """What Kubernetes' schemas say of pieces of it in the input."""
    from generator.check.hatch import hatches

    return hatches(whole.fleet.layers, whole.fleet.files)


def generated(
    tree: Tree, clock: Clock | None = None, *, in_full: bool = False, beside: Sequence[Problem] = ()
) -> Generated:
    """The files that follow from a tree's input; each text is made when it is asked for, or `in_full` right away, and
    the plan then has no data. Problems found `beside` it are told with its own."""
    clock = clock or Clock()
    whole = read(tree, clock)
    whole = replace(whole, found=[*whole.found, *beside]) if beside else whole
    with clock.step("plan"):
        parts = output.parts(whole, output.emitted if in_full else output.as_it_is)
        every = output.joined(whole.fleet, parts)
    return Generated(
        whole.fleet, every, emit.Texts(every, dict(chain.from_iterable(each.texts.items() for each in parts)))
    )


def render(
    root: Path, environments: Sequence[str] = (), services: Sequence[str] = (), charts: Path | None = None
) -> Iterator[Printed]:
    """The manifests of the releases asked for, or of all; what does not render is told in the end."""
    from generator.render import engine, guarded, printed

    problems: list[Problem] = []
    tree = DiskTree(root)
    with _standby(tree, environments, services) as helm:
        whole, brought = _with(charts, root, tree)
        wanted = [
            release
            for release in whole.plan.releases
            if (not environments or release.environment in environments) and (not services or release.name in services)
        ]
        guard = guarded(helm or engine(), brought)
        for one in printed(whole.plan, whole.files, wanted, _versions(whole.fleet), guard, brought.by_path):
            if one.failure is not None:
                problems.append(one.failure)
            else:
                yield one
    if problems:
        raise InputError(dict.fromkeys(problems))


def _with(charts: Path | None, root: Path, tree: Tree) -> tuple[Generated, Placed]:
    """All that follows from the input, with the charts that people bring in their places."""
    from generator.render import Placed, bring, placed

    if charts is None:
        whole = generated(tree)
        return whole, Placed({}, whole.plan)
    found, wrong = bring(charts, root, [PurePosixPath(path).stem for path in tree.paths("environments")])
    whole = generated(tree, beside=wrong)
    brought = placed(found, whole.fleet, whole.plan)
    return replace(whole, plan=brought.plan), brought


def _standby(
    tree: Tree, environments: Sequence[str] = (), services: Sequence[str] = ()
) -> AbstractContextManager[Engine | None]:
    """An engine that gets ready for so many releases as there may be."""
    from generator.render import standby

    return standby(len(environments or tree.paths("environments")) * len(services or tree.paths("config/services")))


def objects(
    whole: Generated, releases: Sequence[Release], helm: Engine | None = None, brought: Placed | None = None
) -> Iterator[Rendered]:
    """The objects that Argo CD would apply for these releases; all are at work before the first is taken."""
    from generator.render import engine, rendered

    by_path = brought.by_path if brought else {}
    return rendered(whole.plan, whole.files, releases, _versions(whole.fleet), helm or engine(), by_path)


def _versions(fleet: Fleet) -> dict[str, str]:
    """environment -> version of Kubernetes."""
    return {name: environment.kubernetes for name, environment in fleet.environments.items()}


def validate(root: Path, charts: Path | None = None) -> Validation:
    """Render every release of every environment from the input, and check every object; stale files count too."""
    from generator.render import engine, guarded, overlooked

    tree = DiskTree(root)
    with _standby(tree) as helm:
        whole, brought = _with(charts, root, tree)
        guard = guarded(helm or engine(), brought)
        being_rendered = objects(whole, whole.plan.releases, guard, brought)
        changes = write.changes(whole.files, root)
        rendered, findings = verdict.checked(whole, being_rendered)
    stale, history = write.stale(changes), History(root)
    outcome = verdict.verdict(whole, rendered, findings, stale=stale, history=history, objects=objects)
    return replace(outcome, unseen=(*outcome.unseen, *overlooked(brought, guard)))


def schema_of(root: Path, kind: str) -> dict[str, Any]:
    """The JSON Schema of a kind of input file, with this repository's names."""
    sources, _ = load.load(DiskTree(root))  # a file that cannot be read adds no names
    return schema.schema(kind, schema.repository(merge.layered(sources), sources))

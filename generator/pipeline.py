"""The corridor: each job as a handful of lines; the only one that knows the order of the rooms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator import write
from generator.clock import Clock
from generator.errors import InputError, Problem
from generator.making import generated, made, read, steady
from generator.nouns import Fleet, Generated, Printed, Release, Rendered, Validation
from generator.tree import DiskTree, Tree

__all__ = [
    "check",
    "difference",
    "eject",
    "generate",
    "generated",
    "made",
    "objects",
    "read",
    "render",
    "schema_of",
    "validate",
]

if TYPE_CHECKING:
    from generator.render import Engine
    from generator.shard import Shard
    from generator.write import Changes


def generate(root: Path, clock: Clock | None = None) -> Changes:
    """Read, resolve, plan, emit; then write what changed, all or nothing, and settle what a merge left in conflict."""
    clock, tree = clock or Clock(), DiskTree(root)
    changes = _compared(root, tree, clock)
    if changes.problems:
        raise InputError(changes.problems)
    with clock.step("write"):
        write.apply(changes, root, steady=partial(steady, tree))
        write.stage(changes, root)
    return changes


def check(root: Path, clock: Clock | None = None) -> Changes:
    """What `generate` would change; nothing is written."""
    return _compared(root, DiskTree(root), clock or Clock())


def _compared(root: Path, tree: Tree, clock: Clock) -> Changes:
    files = made(tree, clock)
    with clock.step("compare"):
        return replace(write.changes(files.files, root), notes=(*files.notes, *write.notes(root)))


def eject(root: Path) -> Changes:
    """Take the marks out of all that was generated, and forget that it was; only where nothing is to be generated."""
    tree = DiskTree(root)
    changes = _compared(root, tree, Clock())
    if drifted := [*write.unsettled(changes)]:
        raise InputError(drifted)
    ejected = write.ejection(changes)
    write.apply(ejected, root, steady=partial(steady, tree))
    write.forget(root)
    return ejected


def difference(changes: Changes) -> Iterator[str]:
    """The changes as a unified diff."""
    return write.difference(changes)


def render(
    root: Path, environments: Sequence[str] = (), services: Sequence[str] = (), shard: Shard | None = None
) -> Iterator[Printed]:
    """The manifests of the releases asked for, or of all; what does not render is told in the end."""
    from generator.render import engine, printed

    problems: list[Problem] = []
    tree = DiskTree(root)
    with _standby(tree, environments, services) as helm:
        whole = generated(tree)
        wanted = [
            release
            for release in whole.plan.releases
            if (not environments or release.environment in environments)
            and (not services or release.name in services)
            and (shard is None or shard.holds(f"{release.environment}/{release.name}"))
        ]
        for one in printed(whole.plan, whole.files, wanted, _versions(whole.fleet), helm or engine()):
            if one.failure is not None:
                problems.append(one.failure)
            else:
                yield one
    if problems:
        raise InputError(dict.fromkeys(problems))


def is_free(folder: Path) -> bool:
    """Whether a rendering may be written there: nothing of a person's is."""
    return write.is_free(folder)


def put(folder: Path, texts: Mapping[str, str]) -> None:
    """Make a folder hold exactly this rendering."""
    write.put(folder, texts)


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
    from generator import verdict
    from generator.history import History

    tree = DiskTree(root)
    with _standby(tree) as helm:
        whole = generated(tree)
        being_rendered = objects(whole, whole.plan.releases, helm)
        changes = write.changes(whole.files, root)
        rendered, findings = verdict.checked(whole, being_rendered)
    stale, history = write.stale(changes), History(root)
    return verdict.verdict(whole, rendered, findings, stale=stale, history=history, objects=objects)


def schema_of(root: Path, kind: str) -> dict[str, Any]:
    """The JSON Schema of a kind of input file, with this repository's names."""
    from generator import load, merge, schema

    sources, _ = load.load(DiskTree(root))  # a file that cannot be read adds no names
    return schema.schema(kind, schema.repository(merge.layered(sources), sources))

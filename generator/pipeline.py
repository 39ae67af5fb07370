"""The corridor: each job as a handful of lines; the only one that knows the order of the rooms."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from functools import partial
from heapq import merge
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator import kept, making, write
from generator.clock import Clock
from generator.errors import InputError
from generator.making import Before, generated, made, read, steady
from generator.nouns import Generated, Printed, Release, Rendered, Validation
from generator.tree import DiskTree, Tree

__all__ = [
    "check",
    "diff",
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
    from generator.diff.nouns import Report
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
    from generator import batches
    from generator.render import engine, is_the_librarys, printed, succeeding

    def is_wanted(release: Release) -> bool:
        return (
            (not environments or release.environment in environments)
            and (not services or release.name in services)
            and (shard is None or shard.holds(f"{release.environment}/{release.name}"))
        )

    tree = DiskTree(root)
    before = making.before(tree, "render") if is_the_librarys() else making.Before()
    with _standby(tree, environments, services, before) as helm:
        if before.files is None and not (environments or services or shard) and (many := batches.of(tree)):
            yield from succeeding(batches.rendering(many, helm or engine()))
            return
        whole = _left(tree, before)
        left = [release for release in whole.plan.releases if is_wanted(release)] if whole else []
        anew = printed(whole.plan, whole.files, left, whole.fleet.kubernetes, helm or engine()) if whole else iter(())
        if whole and len(left) == len(whole.plan.releases):
            anew = kept.keeping(before.results, anew)
        known = (one for one in kept.pages(before.found) if is_wanted(one.release))
        yield from succeeding(merge(known, anew, key=lambda one: (one.release.environment, one.release.name)))


def _left(tree: Tree, before: Before) -> Generated | None:
    """What earlier runs did not look at: all that follows from the input, if they looked at nothing."""
    return generated(tree) if before.files is None else before.fresh


def is_free(folder: Path) -> bool:
    """Whether a rendering may be written there: nothing of a person's is."""
    return write.is_free(folder)


def put(folder: Path, texts: Mapping[str, str]) -> None:
    """Make a folder hold exactly this rendering."""
    write.put(folder, texts)


def _standby(
    tree: Tree, environments: Sequence[str] = (), services: Sequence[str] = (), before: Before | None = None
) -> AbstractContextManager[Engine | None]:
    """An engine that gets ready for so many releases as there may be."""
    from generator.render import standby

    if before is not None and before.files is not None:
        return nullcontext()
    return standby(len(environments or tree.paths("environments")) * len(services or tree.paths("config/services")))


def objects(whole: Generated, releases: Sequence[Release], helm: Engine | None = None) -> Iterator[Rendered]:
    """The objects that Argo CD would apply for these releases; all are at work before the first is taken."""
    from generator.render import engine, rendered

    return rendered(whole.plan, whole.files, releases, whole.fleet.kubernetes, helm or engine())


def validate(root: Path) -> Validation:
    """Render every release of every environment from the input, and check every object; stale files count too."""
    from generator import batches, verdict
    from generator.history import History
    from generator.render import engine, is_the_librarys

    tree = DiskTree(root)
    before = making.before(tree, "validate") if is_the_librarys() else making.Before()
    with _standby(tree, before=before) as helm:
        if before.files is None and (many := batches.of(tree)):
            changes = write.changes(many.made.files, root)
            if (outcome := batches.validation(many, changes, helm or engine())) is not None:
                return outcome
        whole = _left(tree, before)
        being_rendered = objects(whole, whole.plan.releases, helm) if whole else ()
        changes = write.changes(before.files or (whole.files if whole else {}), root)
        rendered, findings = verdict.checked(whole, being_rendered) if whole else ([], [])
    stale, beside = write.stale(changes), kept.counted(before.found)
    if whole is None:
        return verdict.unchanged(beside, stale)
    outcome = verdict.verdict(
        whole, rendered, findings, stale=stale, history=History(root), objects=objects, beside=beside
    )
    kept.keep_counts(before.results, whole, rendered, findings)
    return outcome


def diff(root: Path, base: str | None = None, head: str | None = None, environments: Collection[str] = ()) -> Report:
    """What Argo CD would do with the change from one revision to another: commits, the index, or the work tree.

    Raises UnknownNameError where a revision or an environment is not there.
    """
    from generator import revisions

    return revisions.report(root, base, head, environments)


def schema_of(root: Path, kind: str) -> dict[str, Any]:
    """The JSON Schema of a kind of input file, with this repository's names."""
    from generator import load, merge, schema

    sources, _ = load.load(DiskTree(root))  # a file that cannot be read adds no names
    return schema.schema(kind, schema.repository(merge.layered(sources), sources))

"""A fleet too large to be held at once: what follows for its environments by batches, each forgotten before the next.

The texts of all files are made first and stay, a tenth of what models take; then each batch is read once more, with the
charts that all environments share.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator import kept, making, recall, verdict
from generator.cache import Entry
from generator.clock import Clock
from generator.nouns import Generated, Printed, Validation
from generator.render import Engine, printed, rendered
from generator.tree import Tree
from generator.write import Changes, stale

LARGE = 4000
"""Releases, from which on a fleet is not held at once."""


class Batches:
    """The batches of one input."""

    def __init__(self, tree: Tree) -> None:
        self.made = making.made(tree)
        self._tree = tree

    def __iter__(self) -> Iterator[Generated]:
        from generator import remake

        names = [*self.made.environments]
        for start in range(0, len(names), remake.BATCH):
            batch = names[start : start + remake.BATCH]
            some = making.read(self._tree, Clock(), {*names} - {*batch})
            yield remake.fresh(some, self.made.environments)


def of(tree: Tree) -> Batches | None:
    """The batches of a large fleet whose environments can be looked at apart from each other.

    Raises InputError with every problem of every file.
    """
    if len(tree.paths("environments")) * len(tree.paths("config/services")) < LARGE:
        return None
    found = Batches(tree)
    return found if recall.Earlier().agree(found.made.environments) else None


def rendering(batches: Batches, helm: Engine) -> Iterator[Printed]:
    """What `render` prints, in its order."""
    for whole in batches:
        yield from printed(whole.plan, whole.files, whole.plan.releases, whole.fleet.kubernetes, helm)


def validation(batches: Batches, changes: Changes, helm: Engine) -> Validation | None:
    """The outcome of `validate` where nothing is found in any environment; elsewhere nothing: then all is looked at."""
    found: dict[str, Entry] = {}
    for whole in batches:
        being_rendered = rendered(whole.plan, whole.files, whole.plan.releases, whole.fleet.kubernetes, helm)
        objects, findings = verdict.checked(whole, being_rendered)
        quiet = kept.counts(whole, objects, findings)
        if len(quiet) < len(whole.fleet.environments):
            return None
        found |= quiet
    return verdict.unchanged(kept.counted(found), stale(changes))

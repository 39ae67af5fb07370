"""Input -> all that follows from it, as values: read, resolve, judge, plan; nothing is written and nothing rendered."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from generator import recall
from generator.cache import Entry
from generator.clock import Clock
from generator.errors import InputError, Problem
from generator.nouns import Generated, Resolved
from generator.tree import Tree

if TYPE_CHECKING:
    from generator.remake import Remade


def made(tree: Tree, clock: Clock | None = None) -> recall.Made:
    """The files that follow from the input: of environments that are as they were, what an earlier run made."""
    clock = clock or Clock()
    with clock.step("recall"):
        earlier = recall.earlier(tree)
        known = earlier.made(earlier.known)
    if known is not None:
        steady(tree)
        return known
    if (some := remade(tree, clock, earlier)) is not None:
        return some.made
    from generator import output, remake

    if output.are_many(len(earlier.keys) * len(tree.paths("config/services"))) and len(earlier.keys) > 1:
        with suppress(InputError), clock.step("make"):
            if (halves := remake.in_halves(partial(read, tree, Clock()), earlier)) is not None:
                return halves
    whole = read(tree, clock)
    with clock.step("plan"):
        return remake.wholly(whole, earlier)


def remade(tree: Tree, clock: Clock, earlier: recall.Earlier) -> Remade | None:
    """What follows where an earlier run made some of it; nothing where it has to be made of the whole."""
    from generator import remake

    with suppress(InputError):  # what is wrong is told of the whole
        some = read(tree, clock, earlier.known) if earlier.known else None
        with clock.step("plan"):
            return remake.partly(some, earlier) if some else None
    return None


@dataclass(frozen=True)
class Before:
    """What earlier runs of a command found in an input, and what is left to be looked at."""

    results: recall.Results = field(default_factory=recall.Results)
    files: recall.Files | None = None
    """all that follows from the input, if they found all but what is fresh"""
    remade: Remade | None = None

    @property
    def found(self) -> Mapping[str, Entry]:
        """environment -> what was found in it; nothing unless that and what is fresh is all that there is."""
        return {} if self.files is None else self.results.found

    @property
    def fresh(self) -> Generated | None:
        """What follows for the environments that are not as they were."""
        return self.remade.fresh if self.files is not None and self.remade is not None else None


def before(tree: Tree, command: str) -> Before:
    """What earlier runs of a command found in environments that are as they were; what it did not look at is read."""
    earlier, results = recall.earlier(tree), recall.Results()
    known = earlier.made(earlier.known)
    if known is not None:
        steady(tree)
        results = earlier.results(command, earlier.known)
        if len(results.found) == len(results.keys):
            return Before(results, known.files)
        earlier = earlier.of(results.found)
    some = remade(tree, Clock(), earlier)
    if some is None:
        return Before(results)
    results = earlier.results(command, some.environments)
    there = {*results.found, *some.fleet.environments}
    return Before(results, some.made.files if there == {*results.keys} else None, some)


def read(tree: Tree, clock: Clock, without: Container[str] = ()) -> Resolved:
    """The input as a fleet, with the problems met so far; the rules between files are still to be asked. Environments
    can be left out."""
    from generator import load, merge
    from generator.parts.hatches import is_hatched
    from generator.validate import resolved

    with clock.step("read"):
        sources, found = load.load(tree, without)
        steady(tree)
    with clock.step("resolve"):
        layers = merge.layered(sources)
        whole = resolved(sources, layers, found)
        return replace(whole, met=[*whole.met, *_hatched(whole)]) if is_hatched(layers) else whole


def steady(tree: Tree) -> None:
    """The input is still what was read; else what follows would be that of no moment at all."""
    if moved := tree.moved():
        from generator import load

        raise InputError(map(load.moved, moved))


def _hatched(whole: Resolved) -> Iterable[Problem]:
    """What Kubernetes' schemas say of pieces of it in the input."""
    from generator.check.hatch import hatches

    return hatches(whole.fleet.layers, whole.fleet.files)


def generated(tree: Tree, clock: Clock | None = None) -> Generated:
    """All that follows from a tree's input; each text is made when it is asked for."""
    from generator import emit, output

    clock = clock or Clock()
    whole = read(tree, clock)
    with clock.step("plan"):
        every = output.joined(whole.fleet, [*output.parts(whole, output.as_it_is), output.schemas(whole)])
    return Generated(whole.fleet, every, emit.Texts(every))

"""Fleet -> every file to be, by parts of its environments and all that these share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from generator import argocd, charts, emit, plan, schema
from generator.aside import aside, is_possible
from generator.errors import InputError, Problem
from generator.nouns import Artifact, Fleet, Part, Plan, Release, Resolved
from generator.validate import judged

MANY = 200
"""Releases that are worth a second process."""


def parts(whole: Resolved, settled: Callable[[Part], Part]) -> list[Part]:
    """What follows for all environments, each part `settled`; raises InputError with every problem of every file.

    In a large fleet a copy of this process asks the rules between files and makes a part, while this one makes
    another. So that one is made of input that may be wrong: where it fails, the rules have the word first.
    """
    near, far = _shares(whole)
    if not far:
        return [settled(part(judged(whole), near)), settled(schemas(whole))]
    with aside(partial(_beside, whole, far, settled)) as beside:
        try:
            mine = [settled(part(whole.fleet, near)), settled(schemas(whole))]
            emit.ready()
        except Exception:
            _taken(beside())
            raise
        return [*mine, _taken(beside())]


def _shares(whole: Resolved) -> tuple[Sequence[str], Sequence[str]]:
    """The environments whose files are made here, and those that are left to a copy of this process."""
    environments = [*whole.fleet.environments]
    few = len(environments) * len(whole.fleet.base) < MANY
    if few or whole.found or whole.met or not is_possible():
        return environments, ()
    here = len(environments) * 2 // 3  # the copy has the rules, too
    return environments[:here], environments[here:]


def _beside(whole: Resolved, environments: Sequence[str], settled: Callable[[Part], Part]) -> Part | Sequence[Problem]:
    """The work of the copy: a part, or what is wrong with the input."""
    try:
        return settled(part(judged(whole), environments))
    except InputError as error:
        return error.problems


def _taken(found: Part | Sequence[Problem]) -> Part:
    if isinstance(found, Part):
        return found
    raise InputError(found)


def deployment(fleet: Fleet) -> Plan:
    """The files that releases are made of."""
    return joined(fleet, [part(fleet, fleet.environments)])


def joined(fleet: Fleet, parts: Sequence[Part]) -> Plan:
    """The files of all parts, and the charts that they share."""
    shared = charts.charts(fleet, charts.based(fleet), [each.shapes for each in parts])
    artifacts = [*shared, *(artifact for each in parts for artifact in each.artifacts)]
    return plan.plan(artifacts, [release for each in parts for release in each.releases])


def part(fleet: Fleet, environments: Iterable[str]) -> Part:
    """What follows for some environments."""
    base = charts.based(fleet)
    artifacts: list[Artifact] = []
    releases: list[Release] = []
    places = [charts.local(fleet, environment, base) for environment in environments]
    for here in places:
        inventory = argocd.inventory(fleet, here.environment, here.values)
        artifacts += charts.overlays(here)
        artifacts += argocd.artifacts(fleet, here.environment, inventory)
        releases += argocd.releases(fleet, here.environment, inventory)
    return Part(artifacts, releases, charts.shapes(places))


def schemas(whole: Resolved) -> Part:
    """What editors read."""
    return Part(schema.artifacts(schema.repository(whole.fleet.layers, whole.sources)), (), {})


def as_it_is(whole: Part) -> Part:
    """A part with data, whose texts are made when they are asked for."""
    return whole


def emitted(whole: Part) -> Part:
    """A part with each file as text alone."""
    texts = {artifact.path: emit.text_of(artifact) for artifact in whole.artifacts}
    artifacts = [Artifact(artifact.path, artifact.source) for artifact in whole.artifacts]
    return Part(artifacts, whole.releases, whole.shapes, texts)

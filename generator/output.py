"""Fleet -> every file to be, by parts of its environments and all that these share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from generator import argocd, attributes, charts, emit, plan, schema
from generator.aside import aside, is_possible
from generator.errors import InputError, Problem
from generator.marks import FOLDERS
from generator.nouns import Artifact, Fleet, Part, Plan, Resolved
from generator.validate import judged

MANY = 200
"""Releases that are worth a second process."""


def parts(whole: Resolved, settled: Callable[[Part], Part]) -> list[Part]:
    """What follows for each environment, `settled`.

    Raises InputError with every problem of every file. In a large fleet a copy of this process asks the rules between
    files and makes some parts, while this one makes others. So those are made of input that may be wrong: where that
    fails, the rules have the word first.
    """
    near, far = _shares(whole)
    if not far:
        return [*map(settled, own_parts(judged(whole), near))]
    with aside(partial(_beside, whole, far, settled)) as beside:
        try:
            mine = [*map(settled, own_parts(whole.fleet, near))]
            emit.ready()
        except Exception:
            _taken(beside())
            raise
        return [*mine, *_taken(beside())]


def are_many(releases: int) -> bool:
    """Whether so many releases are worth a second process, and there can be one."""
    return releases >= MANY and is_possible()


def _shares(whole: Resolved) -> tuple[Sequence[str], Sequence[str]]:
    """The environments whose files are made here, and those that are left to a copy of this process."""
    environments = [*whole.fleet.environments]
    if whole.found or whole.met or not are_many(len(environments) * len(whole.fleet.base)):
        return environments, ()
    here = len(environments) * 2 // 3  # the copy has the rules, too
    return environments[:here], environments[here:]


def _beside(
    whole: Resolved, environments: Sequence[str], settled: Callable[[Part], Part]
) -> list[Part] | tuple[Problem, ...]:
    """The work of the copy: parts, or what is wrong with the input."""
    try:
        return [*map(settled, own_parts(judged(whole), environments))]
    except InputError as error:
        return tuple(error.problems)


def _taken(found: list[Part] | tuple[Problem, ...]) -> list[Part]:
    if isinstance(found, list):
        return found
    raise InputError(found)


def deployment(fleet: Fleet) -> Plan:
    """The files that releases are made of."""
    return joined(fleet, own_parts(fleet, fleet.environments))


def joined(fleet: Fleet, parts: Iterable[Part]) -> Plan:
    """The files of all parts, and the charts that they share."""
    every = [*parts]
    return planned([*every, shared(fleet, [each.shapes for each in every])])


def planned(parts: Sequence[Part]) -> Plan:
    """The files of all parts."""
    artifacts = [artifact for each in parts for artifact in each.artifacts]
    return plan.plan(artifacts, [release for each in parts for release in each.releases])


def shared(fleet: Fleet, shapes: Sequence[Mapping[str, charts.Shape]]) -> Part:
    """The files of charts that all environments share, and what git must know of every folder."""
    found = list(charts.charts(fleet, charts.based(fleet), shapes))
    folders = [folder for folder in FOLDERS if found or folder != "charts"]
    return Part([*found, *attributes.artifacts(folders)], (), {})


def own_parts(fleet: Fleet, environments: Iterable[str]) -> Iterator[Part]:
    """What follows for each environment alone."""
    base = charts.based(fleet)
    for environment in environments:
        here = charts.local(fleet, environment, base)
        inventory = argocd.inventory(fleet, environment, here.values)
        artifacts = [*charts.overlays(here), *argocd.artifacts(fleet, environment, inventory)]
        releases = argocd.releases(fleet, environment, inventory)
        yield Part(artifacts, releases, charts.shapes([here]), environment=environment)


def schemas(whole: Resolved) -> Part:
    """What editors read."""
    return Part(schema.artifacts(schema.repository(whole.fleet.layers, whole.sources)), (), {})


def as_it_is(whole: Part) -> Part:
    """A part with data, whose texts are made when they are asked for."""
    return whole


def emitted(whole: Part, most: int = emit.MOST) -> Part:
    """A part with each file as text alone, of which so many characters are proved to say what was meant."""
    printed: dict[int, str] = {}
    every = planned([whole])
    texts = {path: emit.text_of(artifact, printed) for path, artifact in every.artifacts.items()}
    emit.prove(every, texts, most)
    artifacts = [Artifact(artifact.path, artifact.source) for artifact in every]
    return Part(artifacts, whole.releases, whole.shapes, texts, whole.environment)

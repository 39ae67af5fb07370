"""What was rendered and what was found in it -> the outcome of a validation, each problem at its line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any

from generator import emit, exceptions, output, pins
from generator.errors import Place, Problem, in_order
from generator.history import History
from generator.nodes import Branch
from generator.nouns import Fleet, Generated, Plan, Release, Rendered, Validation
from generator.parts.objects import written
from generator.share import NOTHING, Counted, Found, Seen, Told
from generator.unseen import unseen
from generator.validate import altered, everywhere
from generator.validate import told as keys_told

if TYPE_CHECKING:
    from generator.check import Finding

Objects = Callable[[Generated, Sequence[Release]], Iterator[Rendered]]
"""Renders releases of what was generated."""


def checked(whole: Generated, being_rendered: Iterable[Rendered]) -> tuple[list[Rendered], list[Finding]]:
    """The releases, and the findings in their objects, each environment's while those of the next are at work."""
    from generator.check import check

    rendered: list[Rendered] = []
    found: list[Finding] = []
    for environment, releases in groupby(being_rendered, key=lambda one: one.release.environment):
        here = list(releases)
        rendered += here
        found += check(here, kubernetes=whole.fleet.environments[environment].kubernetes)
    return rendered, found


def verdict(
    whole: Generated,
    rendered: Sequence[Rendered],
    findings: Sequence[Finding],
    *,
    stale: Iterable[Problem],
    history: History,
    objects: Objects,
    beside: Counted = NOTHING,
) -> Validation:
    """The problems, with what was waived left out; how much was looked at, `beside` included, and what could not be
    seen."""
    found = seen(whole, rendered, findings)
    found = replace(found, objects=found.objects + beside.objects, skipped=found.skipped + beside.skipped)
    return outcome(found, told(whole, stale, history, beside.unused), traced(whole, rendered, found.findings, objects))


def seen(whole: Generated, rendered: Sequence[Rendered], findings: Sequence[Finding]) -> Seen:
    """What there is in releases, all of them or those of some environments, with what was waived left out."""
    from generator.check.values import values

    failures = tuple(dict.fromkeys(one.failure for one in rendered if one.failure))
    left, used = exceptions.silenced(whole.fleet, findings)
    idle = () if failures else tuple(exceptions.idle(whole.fleet, used))
    own = Plan(whole.plan.artifacts, tuple(one.release for one in rendered))
    count, unknown = sum(len(one.objects) for one in rendered), sum(one.code == "unknown-kind" for one in findings)
    return Seen(count, unknown, failures, tuple(values(own)), tuple(map(_noted, left)), idle)


def _noted(finding: Finding) -> Found:
    return Found(**{field.name: getattr(finding, field.name) for field in fields(Found)})


def told(
    whole: Generated, stale: Iterable[Problem], history: History, unused: Mapping[Place, str] = NOTHING.unused
) -> Told:
    """What follows from the input as a whole, the files on disk and the commits; `unused` are keys of environments that
    are not there."""
    fleet = whole.fleet
    problems = (*exceptions.over(fleet, history), *pins.lacking(fleet, whole.plan, history), *stale)
    idle = keys_told([*everywhere(fleet).values(), unused])
    beside = [*pins.notes(fleet), *pins.unresolved(fleet, history), *exceptions.unseen(fleet, history)]
    return Told(problems, tuple(unseen(beside, len(idle))), idle, exceptions.listed(fleet))


def unchanged(counted: Counted, stale: Iterable[Problem]) -> Validation:
    """The outcome where earlier runs looked at all environments, but for the files on disk."""
    idle = keys_told([counted.unused])
    said = Told(tuple(stale), tuple(unseen((), len(idle))), idle, ())
    return outcome(Seen(counted.objects, counted.skipped, (), (), (), ()), said, ())


def traced(
    whole: Generated, rendered: Sequence[Rendered], found: Sequence[Found], objects: Objects
) -> Iterator[Problem]:
    """Findings, each at the input line behind it; `rendered` are at least the releases that they are in."""
    if found:
        from generator import trace

        remade, own = partial(_remade, objects, whole.fleet), partial(written, whole.fleet)
        yield from trace.problems(found, rendered, whole.fleet.layers, remade, own)


def outcome(found: Seen, said: Told, placed: Iterable[Problem]) -> Validation:
    """The whole answer, of what was found in all releases, what is said of the whole, and the findings at their
    lines."""
    problems = [*found.failures, *found.refused, *placed, *found.idle, *said.problems]
    validated = found.objects - found.skipped
    return Validation(
        in_order(problems), found.objects, validated, found.skipped, said.unseen, said.unused, said.exceptions
    )


def _remade(
    objects: Objects, fleet: Fleet, key: tuple[str, str], tree: Branch, release: Release
) -> Sequence[dict[str, Any]] | None:
    """The objects of a release with one tree of its input changed; None where that is no valid input."""
    changed = altered(fleet, key, tree)
    if changed is None:
        return None
    whole = output.deployment(changed)
    own = {path: artifact for path, artifact in whole.artifacts.items() if path.startswith(f"{release.path}/")}
    small = Plan(own, (release,))
    made = next(objects(Generated(changed, small, emit.Texts(small)), [release]))
    return made.objects if made.failure is None else None

"""Pinned environments (`revision`): what their Applications read is at another commit than what names it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.errors import Problem
from generator.history import History
from generator.nodes import locate
from generator.nouns import Fleet, Plan, Release


def notes(fleet: Fleet) -> Iterator[str]:
    """Each pin in one line, for whoever changes what it holds back."""
    for name in fleet.environments:
        yield from note(fleet, name)


def note(fleet: Fleet, name: str) -> Iterator[str]:
    """The pin of one environment, if it has one."""
    environment = fleet.environments[name]
    if environment.pin is not None:
        yield f"`{name}` follows `{environment.pin}`: Argo CD reads what stands there, not this input"


def unresolved(fleet: Fleet, history: History) -> Iterator[str]:
    """The pins that git knows nothing of here, as in a shallow clone."""
    for name, environment in fleet.environments.items():
        if environment.pin is not None and history.files(environment.pin) is None:
            yield f"`{environment.pin}`, which `{name}` follows: git has no such ref here"


def lacking(fleet: Fleet, plan: Plan, history: History) -> Iterator[Problem]:
    """The Applications of a pinned environment whose folder is not at its pin: Argo CD could not sync them."""
    for name, environment in fleet.environments.items():
        held = history.files(environment.pin) if environment.pin is not None else None
        if held is None:
            continue
        place = locate(fleet.layers[name, ""], ["revision"])
        for release in plan.releases:
            if release.environment != name or release.include or _is_held(release, held):
                continue
            yield Problem(
                code="not-at-pin",
                message=f"`{release.name}` has an Application in `{name}`, and at `{environment.pin}` nothing for it "
                f"to read: `{_read(release)}` is not there",
                place=place,
                hint=_way_out(release, name),
            )


def _read(release: Release) -> str:
    return f"{release.path}/{release.values[0]}" if release.values else release.path


def _is_held(release: Release, held: frozenset[str]) -> bool:
    return _read(release) in held if release.values else any(path.startswith(f"{release.path}/") for path in held)


def _way_out(release: Release, environment: str) -> str:
    if not release.values:
        return "move the pin to a commit that has it"
    return f"set `services.{release.name}.enabled` to `false` in `environments/{environment}.yaml` until the pin moves"

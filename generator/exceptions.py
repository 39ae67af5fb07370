"""Waivers and acknowledgements: what they silence, when they end, and whether they match anything.

What stands in for today is the day of the head commit, so that the same commit always gets the same answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, Protocol, TypeVar

from generator.errors import Place, Problem
from generator.history import History
from generator.model.value import Excused
from generator.model.waiver import OF_OBJECTS
from generator.nodes import locate
from generator.nouns import Fleet, Release
from generator.parts import waivers


class Granted(NamedTuple):
    """An exception that a person made: where, what is accepted, the last day that it holds, and why."""

    place: Place
    code: str
    what: str
    until: date
    reason: str


class Found(Protocol):
    """A finding of `check` in a rendered object."""

    @property
    def release(self) -> Release: ...
    @property
    def code(self) -> str: ...


Finding = TypeVar("Finding", bound=Found)


def silenced(fleet: Fleet, findings: Iterable[Finding]) -> tuple[list[Finding], list[waivers.Given]]:
    """The findings that nobody waived, and the waivers that match one."""
    known = {(one.environment, one.service, one.waiver.check): one for one in waivers.given(fleet)}
    left: list[Finding] = []
    used: list[waivers.Given] = []
    for finding in findings:
        waiver = known.get((finding.release.environment, finding.release.name, finding.code))
        if waiver is None:
            left.append(finding)
        else:
            used.append(waiver)
    return left, used


def idle(fleet: Fleet, used: Sequence[waivers.Given]) -> Iterator[Problem]:
    """Waivers of checks of objects that match nothing."""
    return waivers.idle((one for one in waivers.given(fleet) if one.waiver.check in OF_OBJECTS), used)


def over(fleet: Fleet, history: History) -> Iterator[Problem]:
    """What ended before the head commit was made."""
    found = granted(fleet)
    today = history.date if found else None
    for one in found:
        if today is not None and today > one.until:
            yield Problem(
                code="exception-expired",
                message=f"{one.what} until `{one.until}`, and the head commit is of `{today}`",
                place=one.place,
                hint="mend what it is about, or say anew until when and why it may stay",
            )


def unseen(fleet: Fleet, history: History) -> Iterator[str]:
    """What cannot be said of exceptions here."""
    if granted(fleet) and history.date is None:
        yield "whether any `until` is over: there is no commit to take the day from"
    count = sum(len(environment.acknowledge) for environment in fleet.environments.values())
    if count:
        noun = "acknowledgement matches" if count == 1 else "acknowledgements match"
        yield f"what {count} {noun}: `cartwright diff` says, of each change"


def listed(fleet: Fleet) -> tuple[Problem, ...]:
    """Each exception once, at its place."""
    said = [(one.place, one.code, f"{one.what} until {one.until}: {one.reason}") for one in granted(fleet)]
    said += [(place, "not-secret", text) for place, text in _open(fleet).items()]
    return tuple(
        Problem(code=code, message=text, place=place, severity="warning") for place, code, text in sorted(said)
    )


def _open(fleet: Fleet) -> dict[Place, str]:
    """The values that look like secrets, and are none by the word of a person: where, and why."""
    found = {}
    for environment, services in fleet.services.items():
        for name, path, value in _excused(services):
            place = locate(fleet.layers[environment, name], path, at_key=True)
            found[place] = f"`{path[-1]}` of `{name}` is no secret: {value.not_secret}"
    return found


def _excused(services: Mapping[str, Any]) -> Iterator[tuple[str, list[str], Excused]]:
    """Of services: name, path of the variable, value."""
    holders = (
        (name, path, holder)
        for name, service in services.items()
        for path, holder in [([], service), *getattr(service, "jobs", ())]
    )
    for name, path, holder in holders:
        for variable, value in getattr(holder, "env", {}).items():
            if isinstance(value, Excused):
                yield name, [*path, "env", variable], value


def granted(fleet: Fleet) -> list[Granted]:
    """The exceptions of all environments, by place."""
    found = {
        one.place: Granted(
            one.place,
            "waived",
            f"`{one.waiver.check}` of `{one.service}` is waived",
            one.waiver.until,
            one.waiver.reason,
        )
        for one in waivers.given(fleet)
    }
    for name, environment in fleet.environments.items():
        for index, one in enumerate(environment.acknowledge):
            place = locate(fleet.layers[name, ""], ["acknowledge", index])
            what = f"`{one.rule}` of `{one.resource}` is acknowledged in `{name}`"
            found[place] = Granted(place, "acknowledged", what, one.until, one.reason)
    return [found[place] for place in sorted(found)]

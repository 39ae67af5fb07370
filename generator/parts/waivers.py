"""Waivers of services, each by its place: what is said of one in several environments is said once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from generator.errors import Place, Problem
from generator.model.waiver import Waiver
from generator.nodes import locate
from generator.nouns import Fleet


class Given(NamedTuple):
    """A waiver of a service as one environment runs it, and where it stands."""

    place: Place
    environment: str
    service: str
    waiver: Waiver


def given(fleet: Fleet) -> Iterator[Given]:
    """Every waiver of every environment."""
    for environment, services in fleet.services.items():
        for name, service in services.items():
            for index, waiver in enumerate(service.waive):
                place = locate(fleet.layers[environment, name], ["waive", index])
                yield Given(place, environment, name, waiver)


def idle(waivers: Iterable[Given], used: Iterable[Given]) -> Iterator[Problem]:
    """The waivers that match nothing in any environment."""
    told = {one.place for one in used}
    for one in waivers:
        if one.place not in told:
            told.add(one.place)
            yield Problem(
                code="waiver-idle",
                message=f"`{one.service}` keeps to `{one.waiver.check}` everywhere: the waiver matches nothing",
                place=one.place,
                hint="remove it",
            )

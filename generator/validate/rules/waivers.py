"""`waive` of checks that the input alone decides: each matches something."""

from __future__ import annotations

from collections.abc import Iterator

from generator.errors import Problem
from generator.model.waiver import OF_INPUT
from generator.nouns import Fleet, Sources
from generator.parts import waivers
from generator.validate.rules import production


def used(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """A waiver of such a check is of a service that would break it somewhere."""
    given = [one for one in waivers.given(fleet) if one.waiver.check in OF_INPUT]
    yield from waivers.idle(given, [one for one in given if _is_broken(fleet, one)])


def _is_broken(fleet: Fleet, given: waivers.Given) -> bool:
    model = fleet.environments.get(given.environment)
    services = fleet.services[given.environment]
    return model is None or (model.production and production.is_alone(given.service, services))

"""`before` and `after`: each job's objects have a name that nothing else has, and that Kubernetes takes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator import names
from generator.errors import Also, Place, Problem
from generator.kinds.postgres.model import Postgres
from generator.kinds.postgres.setup import JOB
from generator.model.serving import Serving
from generator.nodes import locate
from generator.nouns import Fleet, Sources

LONGEST = 63
"""Characters of a Job's name, which its pods carry as a label."""


class Named(NamedTuple):
    """A job by the name that its objects have, and where it stands."""

    service: str
    name: str
    full: str
    place: Place


def named(fleet: Fleet, environment: str) -> Iterator[Named]:
    """Every job of an environment."""
    for name, service in fleet.services[environment].items():
        for path, _ in service.jobs if isinstance(service, Serving) else ():
            place = locate(fleet.layers[environment, name], path, at_key=True)
            yield Named(name, path[-1], names.job(name, path[-1]), place)
        if isinstance(service, Postgres) and service.run == "in-cluster" and service.has_setup:
            place = locate(fleet.layers[environment, name], ["databases" if service.databases else "extensions"])
            yield Named(name, JOB, names.job(name, JOB), place)


def distinct(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """No job's objects are called like another's, or like a service's."""
    for environment, services in fleet.services.items():
        first: dict[str, Named] = {}
        for job in named(fleet, environment):
            known = first.setdefault(job.full, job)
            if known is not job:
                yield _clash(job, f"and so are those of `{known.name}` of `{known.service}`", known)
            elif job.full in services:
                yield _clash(job, "and so are those of that service")


def _clash(job: Named, why: str, other: Named | None = None) -> Problem:
    return Problem(
        code="job-name-clash",
        message=f"the objects of the job `{job.name}` of `{job.service}` are called `{job.full}`, {why}",
        place=job.place,
        also=() if other is None else (Also(other.place, "the other job"),),
        hint="rename one of them",
    )


def short(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """With its service's name before it, a job's name is no longer than a label."""
    for environment in fleet.services:
        for job in named(fleet, environment):
            if len(job.full) > LONGEST:
                yield Problem(
                    code="job-name-too-long",
                    message=f"`{job.full}` has {len(job.full)} characters, expected at most {LONGEST}: it is the name "
                    "of the job with that of its service",
                    place=job.place,
                    hint="choose a shorter name",
                )


RULES = (distinct, short)

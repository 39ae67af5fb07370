"""Charts of people's -> where each is a release: in the place of a service's own chart, or beside all services."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from generator.errors import InputError, Place, Problem
from generator.nouns import Fleet, Plan, Release
from generator.render.brought.chart import Brought


class Placed(NamedTuple):
    """The charts by the path of their releases, the plan with the releases that they add, and the charts that are none
    anywhere."""

    by_path: Mapping[str, Brought]
    plan: Plan
    idle: tuple[str, ...] = ()


def placed(charts: Mapping[str, Brought], fleet: Fleet, plan: Plan) -> Placed:
    """A chart that is called like a service stands in its chart's place, wherever the service has one; any other is a
    release of every environment. Raises InputError where the name is the platform's."""
    known = {name for services in (fleet.base, *fleet.services.values(), *fleet.absent.values()) for name in services}
    charted = {release.name for release in plan.releases if release.values}
    others = {release.name for release in plan.releases} - known
    beside = [chart for name, chart in charts.items() if name not in known and name not in others]
    if taken := [_taken(chart) for name, chart in charts.items() if name in others]:
        raise InputError(taken)
    order = list(dict.fromkeys(release.environment for release in plan.releases))
    added = (release for chart in beside for release in _releases(chart, plan))
    releases = sorted((*plan.releases, *added), key=lambda release: order.index(release.environment))
    return Placed(
        {path: chart for name, chart in charts.items() for path in (f"charts/{name}", chart.folder)},
        replace(plan, releases=tuple(releases)),
        tuple(chart.folder for name, chart in charts.items() if name in known and name not in charted),
    )


def _releases(chart: Brought, plan: Plan) -> Iterator[Release]:
    """One in each environment, in the namespace of its services, which is that of its `platform`."""
    for name, namespace in ((one.environment, one.namespace) for one in plan.releases if one.name == "platform"):
        values = (f"values/{name}.yaml",) if name in chart.values else ()
        yield Release(name, chart.release, namespace, chart.folder, values)


def _taken(chart: Brought) -> Problem:
    return Problem(
        code="chart-name",
        message=f"`{chart.release}` is the name of a release that belongs to the platform",
        place=Place(f"{chart.folder}/Chart.yaml"),
        hint="rename the folder",
    )

"""Chart -> its files: Chart.yaml, values, schema, README, templates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator import names
from generator.charts.readme import readme
from generator.charts.values import Chart, Local, Shape, gather, joined, traits
from generator.kinds import KINDS
from generator.nouns import Artifact, Fleet
from generator.parts import jobs, objects
from generator.parts.keys import KEYS, schema
from generator.parts.kind import Values

VERSION = "0.1.0"
"""Of every chart: charts are read from git, at a revision."""


def overlays(local: Local) -> Iterator[Artifact]:
    """The values files of an environment."""
    source = f"environments/{local.environment}.yaml"
    for name, overlay in local.overlays.items():
        ordered = {key: overlay[key] for key in KEYS if key in overlay}
        yield Artifact(f"charts/{name}/values/{local.environment}.yaml", source, data=ordered)


def charts(fleet: Fleet, base: Mapping[str, Values], shapes: Sequence[Mapping[str, Shape]]) -> Iterator[Artifact]:
    """The files that all environments share of every chart; the shapes are those of parts of the fleet."""
    for name in sorted(set().union(*shapes)):
        shape = joined(part[name] for part in shapes if name in part)
        service = fleet.base.get(name) or fleet.services[shape.environments[0]][name]
        uses: Values = {}
        for values in (base.get(name, {}), shape.uses):
            gather(uses, values)
        kind = KINDS[service.kind]
        own = base.get(name, {})
        every = shape.traits | traits(own)
        chart = Chart(name, kind, service.description, own, shape.environments, uses, every)
        yield from _files(fleet, chart)


def _files(fleet: Fleet, chart: Chart) -> Iterator[Artifact]:
    folder = f"charts/{chart.name}"
    source = f"config/services/{chart.name}.yaml"
    keys = tuple(key for key in KEYS if key in chart.uses)
    yield Artifact(f"{folder}/Chart.yaml", source, data=metadata(fleet, chart))
    shown = {key: chart.base[key] for key in keys if key in chart.base}
    yield Artifact(f"{folder}/values.yaml", source, data=shown, comments={key: KEYS[key].meaning for key in shown})
    yield Artifact(f"{folder}/values.schema.json", source, data=schema(keys))
    yield Artifact(f"{folder}/README.md", source, text=readme(fleet, chart, keys, _jobs(chart)))
    context = {
        "name": chart.name,
        "service": chart.name,
        "balancer": names.load_balancer(chart.name),
        "kind": chart.kind.name,
        "platform": fleet.platform.name,
        "datastore": chart.kind.datastore,
        "headless": chart.kind.headless,
        "large": "large" in chart.traits,
        "uses": chart.uses,
    }
    yield Artifact(f"{folder}/templates/_helpers.tpl", source, template="helpers.tpl", context=context)
    for template in (*chart.kind.templates, objects.TEMPLATE):
        if not template.when or template.when in chart.uses:
            yield Artifact(f"{folder}/templates/{template.file}", source, template=template.file, context=context)
    for job in _jobs(chart):
        path = f"{folder}/templates/{job.stage}-{job.name}.yaml"
        own = {**context, "job": job, "large": job.large, **jobs.told(chart.name, job, chart.uses)}
        yield Artifact(path, source, template="job.yaml", context=own)


def _jobs(chart: Chart) -> list[jobs.Written]:
    """The jobs that the chart has in any environment."""
    return [*jobs.written(chart.uses, chart.traits)]


def metadata(fleet: Fleet, chart: Chart) -> dict[str, Any]:
    """Chart.yaml."""
    platform = fleet.platform
    found: dict[str, Any] = {
        "apiVersion": "v2",
        "name": chart.name,
        "description": chart.description or f"{chart.kind.name} service of {platform.name}",
        "type": "application",
        "version": VERSION,
        "kubeVersion": ">=1.30.0-0",
    }
    if platform.repository.url.startswith("https://"):
        found["home"] = platform.repository.url
    if platform.owner is not None:
        found["maintainers"] = [{"name": platform.owner.team, "email": platform.owner.email}]
    return found

"""Chart -> its files: Chart.yaml, values, schema, README, templates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.charts.readme import readme
from generator.charts.values import Chart
from generator.nouns import Artifact, Fleet
from generator.parts import files, jobs
from generator.parts.keys import KEYS, schema

VERSION = "0.1.0"
"""Of every chart: charts are read from git, at a revision."""


def charts(fleet: Fleet, surveyed: Mapping[str, Chart]) -> list[Artifact]:
    """The files of every chart."""
    return [artifact for chart in surveyed.values() for artifact in _files(fleet, chart)]


def _files(fleet: Fleet, chart: Chart) -> Iterator[Artifact]:
    folder = f"charts/{chart.name}"
    source = f"config/services/{chart.name}.yaml"
    uses = chart.uses()
    keys = [key for key in KEYS if key in uses]
    yield Artifact(f"{folder}/Chart.yaml", source, data=metadata(fleet, chart))
    shown = {key: chart.base[key] for key in keys if key in chart.base}
    yield Artifact(f"{folder}/values.yaml", source, data=shown, comments={key: KEYS[key].meaning for key in shown})
    yield Artifact(f"{folder}/values.schema.json", source, data=schema(keys))
    yield Artifact(f"{folder}/README.md", source, text=readme(fleet, chart, keys, _jobs(chart, uses)))
    for environment, differs in chart.differences.items():
        ordered = {key: differs[key] for key in keys if key in differs}
        yield Artifact(f"{folder}/values/{environment}.yaml", f"environments/{environment}.yaml", data=ordered)
    yield from _templates(fleet, chart, uses, folder, source)


def _templates(fleet: Fleet, chart: Chart, uses: Mapping[str, Any], folder: str, source: str) -> Iterator[Artifact]:
    context = {
        "name": chart.name,
        "service": chart.name,
        "kind": chart.kind.name,
        "platform": fleet.platform.name,
        "datastore": chart.kind.datastore,
        "large": any(files.size(values.get("files", {})) > files.LARGE for values in chart.values.values()),
        "uses": uses,
    }
    yield Artifact(f"{folder}/templates/_helpers.tpl", source, template="helpers.tpl", context=context)
    for template in chart.kind.templates:
        if not template.when or template.when in uses:
            yield Artifact(f"{folder}/templates/{template.file}", source, template=template.file, context=context)
    for job in _jobs(chart, uses):
        path = f"{folder}/templates/{job.stage}-{job.name}.yaml"
        large = any(files.size(own.get("files", {})) > files.LARGE for own in job.everywhere)
        own = {**context, "job": job, "large": large, **jobs.told(chart.name, job, uses)}
        yield Artifact(path, source, template="job.yaml", context=own)


def _jobs(chart: Chart, uses: Mapping[str, Any]) -> list[jobs.Written]:
    """The jobs that the chart has in any environment."""
    return [*jobs.written(uses, (chart.base, *chart.values.values()))]


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

"""Plan -> the objects of its releases: charts through an engine, folders of plain manifests as they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.errors import Problem
from generator.nouns import Plan, Release, Rendered
from generator.render.engine import engine
from generator.render.job import Chart, Failure, Job, Manifest
from generator.render.manifests import manifests

Files = Mapping[str, str]


def rendered(
    plan: Plan, files: Files, releases: Sequence[Release], kubernetes: Mapping[str, str]
) -> tuple[list[Rendered], list[Problem]]:
    """The releases, in their order, and a problem for each that does not render; environment -> Kubernetes version."""
    folders = _by_folder(files)
    charted = sorted((release for release in releases if release.values), key=lambda release: release.path)
    charts = {path: _chart(path, folders) for path in dict.fromkeys(release.path for release in charted)}
    jobs = [_job(plan, release, charts[release.path], kubernetes[release.environment]) for release in charted]
    results: dict[Release, Sequence[Manifest] | Failure] = dict(zip(charted, _answers(jobs), strict=True))
    for release in releases:
        if not release.values:
            results[release] = manifests(_read(release, folders))
    problems = [found.problem(release.path) for release, found in results.items() if isinstance(found, Failure)]
    return list(_rendered(releases, results)), list(dict.fromkeys(problems))


def _answers(jobs: Sequence[Job]) -> Iterator[tuple[Manifest, ...] | Failure]:
    return engine().manifests(jobs) if jobs else iter(())


def _rendered(
    releases: Sequence[Release], results: Mapping[Release, Sequence[Manifest] | Failure]
) -> Iterator[Rendered]:
    for release in releases:
        found = results[release]
        if not isinstance(found, Failure):
            yield Rendered(release, tuple(one.object for one in found), tuple(one.origin for one in found))


def _by_folder(files: Files) -> dict[str, dict[str, str]]:
    """folder of a chart or an environment -> its files, relative to it."""
    found: dict[str, dict[str, str]] = {}
    for path, text in files.items():
        top, _, rest = path.partition("/")
        name, _, inside = rest.partition("/")
        if inside:
            found.setdefault(f"{top}/{name}", {})[inside] = text
    return found


def _chart(path: str, folders: Mapping[str, Mapping[str, str]]) -> Chart:
    return Chart(path.rpartition("/")[2], folders[path])


def _job(plan: Plan, release: Release, chart: Chart, kubernetes: str) -> Job:
    values: list[Mapping[str, Any]] = [plan.artifacts[f"{release.path}/{name}"].data for name in release.values]
    return Job(chart=chart, release=release.name, namespace=release.namespace, kubernetes=kubernetes, values=values)


def _read(release: Release, folders: Mapping[str, Mapping[str, str]]) -> Files:
    """The files of a folder of plain manifests, relative to it."""
    top, name, *below = release.path.split("/")
    beginning = "".join(f"{part}/" for part in below)
    inside = {
        path.removeprefix(beginning): text
        for path, text in folders[f"{top}/{name}"].items()
        if path.startswith(beginning)
    }
    return {path: text for path, text in inside.items() if not release.include or path.startswith(release.include)}

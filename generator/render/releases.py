"""Plan -> the objects of its releases: charts through an engine, folders of plain manifests as they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from generator import yamlio
from generator.nouns import Plan, Printed, Release, Rendered
from generator.render.archive import is_idle
from generator.render.job import Chart, Document, Engine, Failure, Job, Manifest
from generator.render.manifests import manifests

Files = Mapping[str, str]
"""path -> text, made when it is asked for."""


def rendered(
    plan: Plan, files: Files, releases: Sequence[Release], kubernetes: Mapping[str, str], helm: Engine
) -> Iterator[Rendered]:
    """The objects of releases, in their order; environment -> Kubernetes version. All are at work before the first is
    taken."""
    folders = _by_folder(files)
    jobs = _jobs(plan, files, folders, releases, kubernetes)
    answers = helm.manifests(jobs) if jobs else iter(())
    return (
        _rendered(release, next(answers) if release.values else _plain(plan, release, folders, files))
        for release in releases
    )


def printed(
    plan: Plan, files: Files, releases: Sequence[Release], kubernetes: Mapping[str, str], helm: Engine
) -> Iterator[Printed]:
    """The same as text: what Helm wrote is not read, which costs as much again as rendering it."""
    folders = _by_folder(files)
    jobs = _jobs(plan, files, folders, releases, kubernetes)
    answers = helm.documents(jobs) if jobs else iter(())
    return (
        _printed(release, next(answers)) if release.values else _dumped(release, _plain(plan, release, folders, files))
        for release in releases
    )


def _rendered(release: Release, found: Sequence[Manifest] | Failure) -> Rendered:
    if isinstance(found, Failure):
        return Rendered(release, (), (), failure=found.problem(release.path))
    return Rendered(release, tuple(one.object for one in found), tuple(one.origin for one in found))


def _printed(release: Release, found: Sequence[Document] | Failure) -> Printed:
    if isinstance(found, Failure):
        return Printed(release, (), failure=found.problem(release.path))
    return Printed(release, tuple(found))


def _dumped(release: Release, found: Sequence[Manifest]) -> Printed:
    return Printed(release, tuple((one.origin, yamlio.dump(one.object)) for one in found))


def _jobs(
    plan: Plan,
    files: Files,
    folders: Mapping[str, Mapping[str, str]],
    releases: Sequence[Release],
    kubernetes: Mapping[str, str],
) -> list[Job]:
    charted = [release for release in releases if release.values]
    charts = {path: _chart(path, folders[path], files) for path in dict.fromkeys(release.path for release in charted)}
    return [_job(plan, release, charts[release.path], kubernetes[release.environment]) for release in charted]


def _by_folder(paths: Iterable[str]) -> dict[str, dict[str, str]]:
    """folder of a chart or an environment -> the paths in it, by what they are relative to it."""
    found: dict[str, dict[str, str]] = {}
    for path in paths:
        top, _, rest = path.partition("/")
        name, _, inside = rest.partition("/")
        if inside:
            found.setdefault(f"{top}/{name}", {})[inside] = path
    return found


def _chart(folder: str, paths: Mapping[str, str], files: Files) -> Chart:
    texts = {inside: files[path] for inside, path in paths.items() if not is_idle(inside)}
    return Chart(folder.rpartition("/")[2], texts)


def _job(plan: Plan, release: Release, chart: Chart, kubernetes: str) -> Job:
    values: list[Mapping[str, Any]] = [plan.artifacts[f"{release.path}/{name}"].data for name in release.values]
    return Job(chart=chart, release=release.name, namespace=release.namespace, kubernetes=kubernetes, values=values)


def _plain(
    plan: Plan, release: Release, folders: Mapping[str, Mapping[str, str]], files: Files
) -> tuple[Manifest, ...]:
    """The objects of a folder of plain manifests; what is data already is not read from its text."""
    found: list[Manifest] = []
    for relative, path in sorted(_below(release, folders).items()):
        artifact = plan.artifacts[path]
        if artifact.documents is not None:
            found += [Manifest(relative, body) for body in artifact.documents]
        elif artifact.data is not None:
            found.append(Manifest(relative, artifact.data))
        else:
            found += manifests({relative: files[path]})
    return tuple(found)


def _below(release: Release, folders: Mapping[str, Mapping[str, str]]) -> Mapping[str, str]:
    """The files that a release of plain manifests reads: relative to its folder -> path."""
    top, name, *below = release.path.split("/")
    beginning = "".join(f"{part}/" for part in below)
    inside = {
        relative.removeprefix(beginning): path
        for relative, path in folders[f"{top}/{name}"].items()
        if relative.startswith(beginning)
    }
    return {
        relative: path
        for relative, path in inside.items()
        if not release.include or relative.startswith(release.include)
    }

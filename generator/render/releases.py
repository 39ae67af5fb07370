"""Plan -> the objects of its releases: charts through an engine, folders of plain manifests as they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from generator import yamlio
from generator.errors import InputError
from generator.idle import is_idle
from generator.nouns import Plan, Printed, Release, Rendered
from generator.render.brought.chart import Brought
from generator.render.job import Chart, Document, Engine, Failure, Job, Manifest
from generator.render.manifests import manifests

Files = Mapping[str, str]
"""path -> text, made when it is asked for."""
Bringing = Mapping[str, Brought]
"""path of a release -> the chart that people brought for it."""
NOBODY: Bringing = {}


def rendered(
    plan: Plan,
    files: Files,
    releases: Sequence[Release],
    kubernetes: Mapping[str, str],
    helm: Engine,
    brought: Bringing = NOBODY,
) -> Iterator[Rendered]:
    """The objects of releases, in their order; environment -> Kubernetes version. All are at work before the first is
    taken. A chart that people brought for a path stands in the place of the planned one."""
    folders = _by_folder(files)
    jobs = _jobs(plan, files, folders, releases, kubernetes, brought)
    answers = helm.manifests(jobs) if jobs else iter(())
    return (
        _rendered(
            release,
            next(answers) if _is_charted(release, brought) else _plain(plan, release, folders, files),
            _folder(release, brought),
        )
        for release in releases
    )


def printed(
    plan: Plan,
    files: Files,
    releases: Sequence[Release],
    kubernetes: Mapping[str, str],
    helm: Engine,
    brought: Bringing = NOBODY,
) -> Iterator[Printed]:
    """The same as text: what Helm wrote is not read, which costs as much again as rendering it."""
    folders = _by_folder(files)
    jobs = _jobs(plan, files, folders, releases, kubernetes, brought)
    answers = helm.documents(jobs) if jobs else iter(())
    return (
        _printed(release, next(answers), _folder(release, brought))
        if _is_charted(release, brought)
        else _dumped(release, _plain(plan, release, folders, files))
        for release in releases
    )


def _is_charted(release: Release, brought: Bringing) -> bool:
    return bool(release.values) or release.path in brought


def _folder(release: Release, brought: Bringing) -> str:
    """Where the chart lies that people brought; nothing for those of ours."""
    return brought[release.path].folder if release.path in brought else ""


def succeeding(every: Iterable[Printed]) -> Iterator[Printed]:
    """What renders; raises InputError in the end with what does not."""
    problems = []
    for one in every:
        if one.failure is not None:
            problems.append(one.failure)
        else:
            yield one
    if problems:
        raise InputError(dict.fromkeys(problems))


def _rendered(release: Release, found: Sequence[Manifest] | Failure, folder: str) -> Rendered:
    if isinstance(found, Failure):
        return Rendered(release, (), (), failure=found.problem(folder or release.path), brought=folder)
    return Rendered(release, tuple(one.object for one in found), tuple(one.origin for one in found), brought=folder)


def _printed(release: Release, found: Sequence[Document] | Failure, folder: str) -> Printed:
    if isinstance(found, Failure):
        return Printed(release, (), failure=found.problem(folder or release.path))
    return Printed(release, tuple(found))


def _dumped(release: Release, found: Sequence[Manifest]) -> Printed:
    return Printed(release, tuple((one.origin, yamlio.dump(one.object)) for one in found))


def _jobs(
    plan: Plan,
    files: Files,
    folders: Mapping[str, Mapping[str, str]],
    releases: Sequence[Release],
    kubernetes: Mapping[str, str],
    brought: Bringing,
) -> list[Job]:
    charted = [release for release in releases if _is_charted(release, brought)]
    paths = dict.fromkeys(release.path for release in charted if release.path not in brought)
    charts = {**brought, **{path: _chart(path, folders[path], files) for path in paths}}
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
    values: list[Mapping[str, Any]]
    if isinstance(chart, Brought) and release.environment in chart.values:
        values = [chart.values[release.environment]]
    else:
        values = [plan.artifacts[f"{release.path}/{name}"].data for name in release.values]
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

"""`--charts DIR` -> the charts in it, or every reason why one is not rendered; nothing of them has run yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from generator import yamlio
from generator.errors import InputError, Place, Problem, in_order
from generator.nodes import plain
from generator.render.brought import functions, metadata, schema
from generator.render.brought.chart import Brought
from generator.tree import DiskTree
from generator.yamlio import shown, unseen_in

MOST_FILES = 4_000
LARGEST = 32 << 20
"""Bytes of all charts together."""
_ARCHIVES = (".tgz", ".tar", ".tar.gz", ".zip")


def read(
    directory: Path, root: Path, environments: Iterable[str] = ()
) -> tuple[dict[str, Brought], tuple[Problem, ...]]:
    """The charts by name: the folder itself where it is one, else each folder in it; and what is wrong with them."""
    inside = directory != root and directory.is_relative_to(root)
    base = root if inside else directory.parent
    under = directory.relative_to(base).as_posix()
    tree = DiskTree(base)
    paths = tree.paths(under)
    if len(paths) > MOST_FILES:
        message = f"found {len(paths):,} files, expected at most {MOST_FILES:,}"
        return {}, (_too_large(under, message),)
    reading = _Reading(tree, tuple(environments))
    charts = reading.charts(under, paths)
    if not charts and not reading.problems:
        message = "there is no chart here: no folder with a `Chart.yaml`"
        hint = "name a folder of charts, or a chart"
        reading.problems.append(Problem(code="chart-missing", message=message, place=Place(under), hint=hint))
    return charts, in_order(reading.problems)


class _Reading:
    """One look at a folder: the problems so far, and how many bytes there were."""

    def __init__(self, tree: DiskTree, environments: tuple[str, ...]) -> None:
        self.tree = tree
        self.environments = environments
        self.problems: list[Problem] = []
        self.bytes = 0

    def charts(self, under: str, paths: Iterable[str]) -> dict[str, Brought]:
        """Each chart by the name of its folder; what lies beside the charts is no chart's."""
        found: dict[str, list[str]] = {}
        is_one = f"{under}/Chart.yaml" in paths
        for path in paths:
            name, slash, _ = path.removeprefix(f"{under}/").partition("/")
            if is_one:
                found.setdefault(under, []).append(path)
            elif slash and not name.startswith("."):
                found.setdefault(f"{under}/{name}", []).append(path)
            elif not slash:
                self.content(path)
        charts = [self.chart(folder, own) for folder, own in sorted(found.items())]
        return {chart.release: chart for chart in charts if chart is not None}

    def chart(self, folder: str, paths: Iterable[str]) -> Brought | None:
        """A chart, unless something of it is wrong."""
        before = len(self.problems)
        contents = {path.removeprefix(f"{folder}/"): self.content(path) for path in paths}
        raw = {path: content for path, content in contents.items() if content is not None}
        chart, wrong = _judged(folder, raw)
        self.problems += wrong
        values = dict(self.values(chart))
        return replace(chart, values=values) if len(self.problems) == before else None

    def values(self, chart: Brought) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """What the chart says for the environments that there are."""
        for environment in self.environments:
            path = f"values/{environment}.yaml"
            if path in chart.raw:
                try:
                    yield environment, plain(yamlio.parse(chart.raw[path], f"{chart.folder}/{path}"))
                except InputError as error:
                    self.problems += error.problems

    def content(self, path: str) -> bytes | None:
        """What a file holds, if it is one that may be in a chart."""
        if wrong := [*_no_file_of_a_chart(path)]:
            self.problems += wrong
            return None
        try:
            data = self.tree.read(path)
        except InputError as error:
            self.problems += error.problems
            return None
        self.bytes += len(data)
        if self.bytes - len(data) <= LARGEST < self.bytes:
            message = f"with this file the charts are larger than {LARGEST >> 20} MiB"
            self.problems.append(_too_large(shown(path, longest=len(path)), message))
        return data if self.bytes <= LARGEST else None


def judged(folder: str, contents: Mapping[str, bytes]) -> tuple[Brought, list[Problem]]:
    """The chart of files that somebody else read, by their paths in its folder, and what is wrong with it."""
    wrong = [problem for path in contents for problem in _no_file_of_a_chart(f"{folder}/{path}")]
    if len(contents) > MOST_FILES or sum(map(len, contents.values())) > LARGEST:
        wrong.append(_too_large(folder, f"found more than {MOST_FILES:,} files, or {LARGEST >> 20} MiB"))
    chart, more = _judged(folder, contents)
    return chart, [*in_order([*wrong, *more])]


def _judged(folder: str, raw: Mapping[str, bytes]) -> tuple[Brought, list[Problem]]:
    release = folder.rpartition("/")[2]
    chart = Brought(name=release, files=_texts(raw), release=release, folder=folder, raw=raw)
    name, wrong = metadata.judged(chart)
    return replace(chart, name=name), [*wrong, *schema.refused(chart), *functions.refused(chart)]


def _no_file_of_a_chart(path: str) -> Iterator[Problem]:
    place = shown(path, longest=len(path))
    if unseen_in(path):
        message = f"the path `{place}` holds a character that cannot be seen"
        yield Problem(code="bad-name", message=message, place=Place(place), hint="rename the file")
    elif ".." in path.split("/"):
        message = f"the path `{place}` leads out of its folder"
        yield Problem(code="bad-name", message=message, place=Place(place), hint="rename the file")
    elif path.endswith(_ARCHIVES):
        message = "an archive is not read, and Helm would take it for a chart"
        hint = f"unpack it beside the others, and remove it: `tar -xzf {place.rpartition('/')[2]}`"
        yield Problem(code="chart-archive", message=message, place=Place(place), hint=hint)


def _texts(raw: Mapping[str, bytes]) -> dict[str, str]:
    """The files that are text."""
    found = {}
    for path, data in raw.items():
        try:
            found[path] = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            continue
    return found


def _too_large(place: str, message: str) -> Problem:
    hint = "name a folder that holds the charts alone"
    return Problem(code="chart-too-large", message=message, place=Place(place), hint=hint)

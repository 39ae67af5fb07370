"""One side of one environment, as Argo CD reads it: an Application's manifest -> the Application with its objects."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from generator.diff.nouns import Application, Object
from generator.errors import Place, Problem
from generator.idle import is_idle
from generator.revisions.directory import read_by_argo
from generator.revisions.renders import Rendered, Renders, key_of
from generator.revisions.side import Side
from generator.revisions.source import Source, source
from generator.revisions.trust import is_trusted

At = Callable[[str], Side | None]
"""A git ref that an Application follows -> the files there; None where git does not know it here."""
OWN = frozenset({"HEAD", ""})


@dataclass(frozen=True)
class Reader:
    """What is read from where."""

    side: Side
    renders: Renders
    at: At
    repository: str = ""
    """the address of the repository itself"""
    revision: str = "main"
    """the branch that Argo CD follows, which these sides are states of"""
    kubernetes: str = "1.36"
    merged: Side | None = None
    """a side that Argo CD has had to do with already, as it is part of the main branch"""

    def application(self, manifest: Object) -> Application:
        """The Application, with what its source renders to, or why it does not."""
        found = source(manifest, self.repository)
        if isinstance(found, str):
            return Application(manifest, unseen=found)
        side = self.side if found.revision in (*OWN, self.revision) else self.at(found.revision)
        if side is None:
            return Application(manifest, unseen=f"it follows `{found.revision}`, and git has no such ref here")
        rendered = self._rendered(side, found)
        if isinstance(rendered, str):
            return Application(manifest, unseen=rendered)
        return Application(manifest, rendered.objects, rendered.failure)

    def by_hand(self, path: str) -> Rendered:
        """The objects of a file that people apply themselves; none where it is not there."""
        return self._file(self.side, path) if path in self.side.digests else Rendered()

    def _rendered(self, side: Side, one: Source) -> Rendered | str:
        paths = side.below(one.path) if one.path != "." else sorted(side.digests)
        if not paths:
            message = f"`{one.path}`, which the Application `{one.application}` reads, is not there"
            return Rendered(failure=_failed(message, one.path, "run `cartwright generate`, and commit what it writes"))
        if f"{one.path}/Chart.yaml" in side.digests:
            return self._charted(side, one, paths)
        if f"{one.path}/kustomization.yaml" in side.digests:
            return "it is rendered by Kustomize"
        files = [self._file(side, path) for path in read_by_argo(paths, one.path, one.directory)]
        failure = next((file.failure for file in files if file.failure), None)
        return Rendered(failure=failure) if failure else Rendered(tuple(_all(files)))

    def _file(self, side: Side, path: str) -> Rendered:
        key = key_of("plain", {"": side.digests[path]})
        return self.renders.known(key) or self.renders.parsed(key, path, side.text(path))

    def _charted(self, side: Side, one: Source, paths: Iterable[str]) -> Rendered:
        chart = {path[len(one.path) + 1 :]: path for path in paths}
        needed = {inside: path for inside, path in chart.items() if not is_idle(inside)}
        values = [path for path in one.values if path in side.digests]
        if len(values) < len(one.values) and not one.is_patient:
            missing = next(path for path in one.values if path not in side.digests)
            message = f"`{missing}`, which the Application `{one.application}` reads, is not there"
            return Rendered(failure=_failed(message, missing, "run `cartwright generate`, and commit what it writes"))
        digests = {inside: side.digests[path] for inside, path in needed.items()}
        said = [one.path, one.name, one.namespace, self.kubernetes, repr(one.given), *map(side.digests.get, values)]
        key = key_of("chart", digests, *map(str, said))
        return self.renders.known(key) or self._anew(side, one, key, needed, values)

    def _anew(self, side: Side, one: Source, key: str, needed: dict[str, str], values: list[str]) -> Rendered:
        from generator.render import Chart, Job, bring_files

        side.read([*needed.values(), *values])
        given: list[Any] = []
        for path in values:
            file = self._values(side, path)
            if isinstance(file, Problem):
                return Rendered(failure=file)
            given.append(file)
        if is_trusted(side, one, values, self.merged):
            chart = Chart(one.path.rpartition("/")[2], {inside: side.text(path) for inside, path in needed.items()})
        else:
            files = side.read(needed.values())
            brought, problems = bring_files(one.path, {inside: files[path] for inside, path in needed.items()})
            if problems:
                return Rendered(failure=problems[0])
            chart = brought
        job = Job(
            chart=chart,
            release=one.name,
            namespace=one.namespace,
            kubernetes=self.kubernetes,
            values=[*given, one.given],
        )
        return self.renders.rendered(key, job, one.path)

    def _values(self, side: Side, path: str) -> Any:
        """A values file as data, or why it is none."""
        from generator import yamlio

        try:
            bodies = yamlio.documents(side.text(path))
        except yamlio.RenderedTextError as error:
            return _failed(f"helm cannot read these values: {error.message}", path, "mend the file", error.line)
        return bodies[0] if bodies and isinstance(bodies[0], dict) else {}


def _all(files: Iterable[Rendered]) -> Iterable[Object]:
    return (one for file in files for one in file.objects)


def _failed(message: str, path: str, hint: str, line: int = 1) -> Problem:
    return Problem(code="render-failed", message=message, place=Place(path, line), hint=hint)

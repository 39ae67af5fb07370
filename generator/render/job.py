"""What goes into an engine and what comes out: charts and jobs, documents, manifests and failures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

from generator.errors import Place, Problem


@dataclass(frozen=True, eq=False)
class Chart:
    """A chart in memory, {path in the chart: text}; make one object a chart, it is loaded once."""

    name: str
    files: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Job:
    """One release to render; `values` are those of its values files, weakest first, merged as Helm does it.

    `.Capabilities` and a chart's `kubeVersion` follow `kubernetes` in the helm program only: Helm in process knows
    one version. Our charts use neither.
    """

    chart: Chart
    release: str
    namespace: str
    kubernetes: str
    """minor or full version: `1.36`."""
    values: Sequence[Mapping[str, Any]] = ()


class Document(NamedTuple):
    """One rendered document as Helm wrote it, and the file in the chart it came from."""

    origin: str
    text: str


class Manifest(NamedTuple):
    """One rendered object, and the file in the chart it came from; shared between releases, so never changed."""

    origin: str
    object: dict[str, Any]


@dataclass(frozen=True)
class Failure:
    """Why a release does not render: Helm's words, and the place in the chart where it has one."""

    message: str
    origin: str = "Chart.yaml"
    line: int = 1
    column: int = 1
    code: str = "render-failed"
    hint: str = ""

    def problem(self, folder: str) -> Problem:
        """The same as a problem of the chart in this folder of the repository."""
        place = Place(f"{folder}/{self.origin}", self.line, self.column)
        message = f"helm cannot render this: {self.message}" if self.code == "render-failed" else self.message
        return Problem(code=self.code, message=message, place=place, hint=self.hint)


class Engine(Protocol):
    """Renders jobs lazily, in their order, each in Helm's install order; jobs of one chart side by side are fastest."""

    @property
    def name(self) -> str:
        """What a person calls it."""

    def documents(self, jobs: Sequence[Job]) -> Iterator[tuple[Document, ...] | Failure]:
        """The rendered text."""

    def manifests(self, jobs: Sequence[Job]) -> Iterator[tuple[Manifest, ...] | Failure]:
        """The rendered objects."""

    def close(self) -> None:
        """Let go of what it holds; it can still be asked."""

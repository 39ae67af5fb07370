"""A chart that people bring: its files as they are, and as text where they are text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from generator.errors import Place, Problem
from generator.render.brought.template import Action, actions, position
from generator.render.job import Chart


@dataclass(frozen=True, eq=False)
class Brought(Chart):
    """A chart in a folder of people's; `name` is what its `Chart.yaml` says, `release` what its folder is called."""

    release: str
    folder: str
    """of the repository, or as it was named on the command line."""
    raw: Mapping[str, bytes] = field(repr=False)
    values: Mapping[str, Mapping[str, Any]] = field(repr=False, default_factory=dict)
    """environment -> what the chart's own `values/<environment>.yaml` says."""

    @cached_property
    def templates(self) -> dict[str, list[Action]]:
        """The actions of each template, also of the charts inside of it."""
        return {path: actions(text) for path, text in sorted(self.files.items()) if is_template(path)}

    def place(self, path: str, offset: int = 0) -> Place:
        """The place of an offset in a file."""
        return Place(f"{self.folder}/{path}", *position(self.files.get(path, ""), offset))

    def problem(self, path: str, offset: int, code: str, message: str, hint: str) -> Problem:
        """A problem there."""
        return Problem(code=code, message=message, place=self.place(path, offset), hint=hint)

    @property
    def crds(self) -> dict[str, str]:
        """What Argo CD applies beside the templates, as it stands."""
        return {path: text for path, text in self.files.items() if _is_crd(path)}

    def named(self, name: str) -> Iterator[str]:
        """The paths of the files of that name which the chart, and each chart inside of it, has at its top."""
        for path in self.raw:
            *above, last = path.split("/")
            if last == name and all(part == "charts" for part in above[::2]) and len(above) % 2 == 0:
                yield path


def is_template(path: str) -> bool:
    """Whether Helm reads a file of a chart as a template."""
    parts = path.split("/")
    while len(parts) > 2 and parts[0] == "charts":
        parts = parts[2:]
    return parts[0] == "templates" and len(parts) > 1


def is_partial(path: str) -> bool:
    """Whether a template prints nothing itself."""
    return path.rpartition("/")[2].startswith("_")


def _is_crd(path: str) -> bool:
    parts = path.split("/")
    while len(parts) > 2 and parts[0] == "charts":
        parts = parts[2:]
    return parts[0] == "crds" and len(parts) > 1 and path.endswith((".yaml", ".yml", ".json"))

"""Charts on a disk, as people would bring them, and what is said of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generator.errors import Problem
from generator.render import Engine, Failure, Job, Manifest
from generator.render.brought import Brought
from generator.render.brought.folder import read
from generator.render.brought.guard import Guarded
from generator.render.brought.limits import Limits

METADATA = "apiVersion: v2\nname: evil\nversion: 0.1.0\n"
SMALL = Limits(seconds=1.5, memory=384 << 20)
"""Enough for any chart of a test, and soon over for one that does not end."""


def written(folder: Path, files: Mapping[str, str | bytes], *, name: str = "evil") -> Path:
    """The folder, with one chart in it."""
    for path, text in {"Chart.yaml": METADATA, **files}.items():
        file = folder / "vendor" / name / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder / "vendor"


def said(problems: tuple[Problem, ...]) -> list[str]:
    return [f"{one.place}: {one.code}: {one.message}" for one in problems]


def refused(folder: Path, files: Mapping[str, str | bytes]) -> list[str]:
    """What is wrong with a chart of these files."""
    charts, problems = read(written(folder, files), folder, ["dev"])
    assert not charts
    return said(problems)


def brought(folder: Path, files: Mapping[str, str | bytes]) -> Brought:
    """A chart of these files, which nothing is wrong with."""
    charts, problems = read(written(folder, files), folder, ["dev"])
    assert said(problems) == []
    return charts["evil"]


def answer(
    engine: Engine, chart: Brought, limits: Limits = SMALL, values: Mapping[str, Any] | None = None
) -> tuple[Manifest, ...] | Failure:
    """What a release of the chart comes to, with a guard around the engine."""
    job = Job(chart=chart, release="evil", namespace="shop", kubernetes="1.36", values=[values or {}])
    (found,) = Guarded(engine, limits).manifests([job])
    return found


def place(found: tuple[Manifest, ...] | Failure) -> str:
    """`code templates/a.yaml:3`, of a failure."""
    assert isinstance(found, Failure), found
    return f"{found.code} {found.origin}:{found.line}"

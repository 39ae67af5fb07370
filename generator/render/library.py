"""Helm's library in this process: job -> documents; imported only when a job is at hand."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

from generator.errors import MachineError
from generator.render.archive import packed
from generator.render.failure import failure
from generator.render.job import Chart, Document, Failure, Job
from generator.render.order import documents
from generator.render.values import merged

NAME = "helm_python"
LOADED = 256
"""Charts kept in memory, of 75 KB each; loading one costs half a render."""


def is_here() -> bool:
    """Whether the package is installed with its library; from the source distribution it comes without."""
    found = find_spec(NAME)
    if found is None or not found.submodule_search_locations:
        return False
    bundled = (file for folder in found.submodule_search_locations for file in Path(folder).glob("lib/*helm_c*"))
    return bool(os.environ.get("HELM_C_LIB")) or any(bundled)


def render(job: Job) -> tuple[Document, ...] | Failure:
    """The documents of a job."""
    return _rendered(job, lambda: _load(job.chart))


def rendered(job: Job, folder: Path) -> tuple[Document, ...] | Failure:
    """The same of a chart that lies in a folder."""
    found = _rendered(job, lambda: _load_folder(folder))
    if isinstance(found, Failure):
        return replace(found, message=found.message.replace(f"{folder}/", "").replace(str(folder), job.chart.name))
    return found


def _rendered(job: Job, loaded: Callable[[], Any]) -> tuple[Document, ...] | Failure:
    helm = load()
    try:
        files = loaded().render(merged(job.values), name=job.release, namespace=job.namespace)
    except helm.HelmError as error:
        return failure(str(error), job.chart.name)
    return documents({path.partition("/")[2]: text for path, text in files.items()})


@lru_cache(maxsize=LOADED)
def _load(chart: Chart) -> Any:
    return load().Chart.load_archive(packed(chart))


@lru_cache(maxsize=1)
def _load_folder(folder: Path) -> Any:
    return load().Chart.load(folder)


@lru_cache(maxsize=1)
def load() -> ModuleType:
    """The library itself, which stays in the process."""
    try:
        import helm_python
    except Exception as error:  # the package's own errors cannot be named before it is imported
        hint = "set `CARTWRIGHT_ENGINE=cli` to use the helm program"
        raise MachineError(f"Helm's library does not load: {str(error).splitlines()[0]}", hint=hint) from error
    return helm_python

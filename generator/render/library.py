"""Helm's library in this process: job -> documents; imported only when a job is at hand."""

from __future__ import annotations

import os
import sys
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
LOADED = 64
"""Charts kept in memory; loading one costs half a render."""


def is_here() -> bool:
    """Whether the package is installed with its library; from the source distribution it comes without."""
    found = find_spec(NAME)
    if found is None or not found.submodule_search_locations:
        return False
    bundled = (file for folder in found.submodule_search_locations for file in Path(folder).glob("lib/*helm_c*"))
    return bool(os.environ.get("HELM_C_LIB")) or any(bundled)


def is_loaded() -> bool:
    """Whether this process has the library in it already, and with it the threads of Go."""
    return NAME in sys.modules


def render(job: Job) -> tuple[Document, ...] | Failure:
    """The documents of a job."""
    helm = _helm()
    try:
        chart = _load(job.chart)
        files = chart.render(merged(job.values), name=job.release, namespace=job.namespace)
    except helm.HelmError as error:
        return failure(str(error), job.chart.name)
    return documents({path.partition("/")[2]: text for path, text in files.items()})


@lru_cache(maxsize=LOADED)
def _load(chart: Chart) -> Any:
    return _helm().Chart.load_archive(packed(chart))


@lru_cache(maxsize=1)
def _helm() -> ModuleType:
    os.environ.setdefault(
        "GOGC", "400"
    )  # a quarter less work for Go's collector, for 14 MB; read when the library loads
    try:
        import helm_python
    except Exception as error:  # the package's own errors cannot be named before it is imported
        hint = "set `CARTWRIGHT_ENGINE=cli` to use the helm program"
        raise MachineError(f"Helm's library does not load: {str(error).splitlines()[0]}", hint=hint) from error
    return helm_python

"""What was generated, counted per environment and per kind of file, and how long each step took."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from generator.console.text import safe


def statistics_lines(paths: Iterable[str], durations: Mapping[str, float]) -> Iterator[str]:
    """Two tables of counts, then the milliseconds of each step."""
    known = list(paths)
    yield from _table("files per environment", Counter(map(_environment, known)))
    yield from _table("files per kind", Counter(map(_kind, known)))
    yield "milliseconds per step"
    for step, seconds in durations.items():
        yield f"  {seconds * 1000:>7.0f}  {step}"


def _table(title: str, counts: Counter[str]) -> Iterator[str]:
    yield title
    for name, number in sorted(counts.items()):
        yield f"  {number:>7}  {safe(name)}"


def _environment(path: str) -> str:
    match PurePosixPath(path).parts:
        case ("argocd", environment, _, *_):
            return environment
        case ("charts", _, "values", file):
            return file.removesuffix(".yaml")
    return "(all)"


def _kind(path: str) -> str:
    match PurePosixPath(path).parts:
        case ("charts", _, "templates", *_):
            return "charts: templates"
        case ("charts", _, "values" | "values.yaml", *_):
            return "charts: values"
        case ("charts", *_):
            return "charts: descriptions"
        case ("argocd", _, folder, _, *_):
            return f"argocd: {folder}"
        case ("argocd", *_):
            return "argocd: root"
        case (folder, *_):
            return folder
    return path

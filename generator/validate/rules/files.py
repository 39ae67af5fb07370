"""`files`: what is mounted is there, and fits into a ConfigMap."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.errors import Problem
from generator.model.mistake import shown
from generator.model.mounted import is_folder, source_of
from generator.model.serving import Serving
from generator.model.workload import Workload
from generator.nodes import Branch, locate
from generator.nouns import Fleet, Sources
from generator.parts.files import expanded
from generator.suggest import near

LARGEST = 1_000_000
"""Bytes of all files of one service: a ConfigMap holds 1 MiB, its own keys included."""


def known_sources(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """Each source is a file below `config/`."""
    for environment, services in fleet.services.items():
        for name, service in services.items():
            tree = fleet.layers[environment, name]
            if isinstance(service, Workload) and service.files:
                yield from _mounted(["files"], service.files, tree, sources)
            for path, job in service.jobs if isinstance(service, Serving) else ():
                yield from _mounted([*path, "files"], job.files, tree, sources)


def _is_there(source: str, sources: Sources) -> bool:
    if is_folder(source):
        return any(name.startswith(source) for name in sources.files)
    return source in sources.files


def is_unread(source: str, sources: Sources) -> bool:
    """Whether the file, or a folder above it, is there and could not be read, which is told already."""
    unread = sources.named("file")
    if is_folder(source):
        return any(name.startswith(source) or source.startswith(f"{name}/") for name in unread)
    return any(source == name or source.startswith(f"{name}/") for name in unread)


def _mounted(path: list[str], files: Mapping[str, Any], tree: Branch, sources: Sources) -> Iterator[Problem]:
    for target, file in files.items():
        source = source_of(file)
        if source is not None and not _is_there(source, sources) and not is_unread(source, sources):
            below = " below" if is_folder(source) else ""
            meant = None if below else near(source, sources.files)
            yield Problem(
                code="unknown-file",
                message=f"there is no file{below} {shown(f'config/{source}')}",
                place=locate(tree, [*path, target, "source"]),
                hint=f"did you mean `{meant}`?" if meant else "add the file, or correct the path",
            )
    size = sum(len(sources.files.get(file.source or "", b"")) for file in expanded(files, sources.files).values())
    if size > LARGEST:
        yield Problem(
            code="files-too-large",
            message=f"the files have {size} bytes together, more than the {LARGEST} that a ConfigMap takes",
            place=locate(tree, path, at_key=True),
            hint="build large files into the image",
        )

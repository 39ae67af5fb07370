"""Folders of plain manifests -> objects: no Helm in it."""

from __future__ import annotations

from collections.abc import Mapping

from generator import yamlio
from generator.render.job import Manifest


def manifests(files: Mapping[str, str]) -> tuple[Manifest, ...]:
    """The objects of the YAML and JSON files {path: text}, in the order of paths and within a file as they stand."""
    read = {path: text for path, text in sorted(files.items()) if path.endswith((".yaml", ".yml", ".json"))}
    return tuple(Manifest(path, body) for path, text in read.items() for body in yamlio.documents(text) if body)

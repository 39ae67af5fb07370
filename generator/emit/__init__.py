"""Plan -> {path: text}: Jinja for Helm templates, dump for data; still in memory."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator import apart, marks, yamlio
from generator.emit.proof import MOST, MisreadError, is_meant, prove
from generator.emit.templates import ready, written
from generator.nouns import Artifact, Plan

__all__ = ["MOST", "MisreadError", "Texts", "is_meant", "prove", "ready", "text_of"]


class Texts(Mapping[str, str]):
    """The text of every file of a plan, made when it is first asked for; line one is the mark that says whose it is."""

    def __init__(self, plan: Plan, made: dict[str, str] | None = None) -> None:
        self._artifacts = plan.artifacts
        self._made = {} if made is None else made
        self._printed: dict[int, str] = {}

    def __getitem__(self, path: str) -> str:
        if path not in self._made:
            self._made[path] = text_of(self._artifacts[path], self._printed)
        return self._made[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._artifacts)

    def __len__(self) -> int:
        return len(self._artifacts)


def text_of(artifact: Artifact, printed: dict[int, str] | None = None) -> str:
    """The text of one file; JSON that is `printed` for one artifact, by the identity of its data, serves for all."""
    mark = marks.mark(artifact.path, artifact.source)
    if artifact.path.endswith(".json"):
        known = {} if printed is None else printed
        if id(artifact.data) not in known:
            known[id(artifact.data)] = apart.in_json(json.dumps(artifact.data, indent=2, ensure_ascii=False))
        body = known[id(artifact.data)]
        return f'{{\n  "$comment": {json.dumps(mark, ensure_ascii=False)},{body[1:]}\n'
    return f"{mark}\n{_body(artifact)}"


def _body(artifact: Artifact) -> str:
    if artifact.text is not None:
        return artifact.text
    if artifact.template is not None:
        return written(artifact.template, artifact.context)
    if artifact.documents is not None:
        return yamlio.dump_all(artifact.documents)
    if artifact.apart:
        return apart.in_yaml(yamlio.dump(_parted(artifact.data, artifact.apart), artifact.comments))
    return yamlio.dump(artifact.data, artifact.comments)


def _parted(data: Any, keys: Sequence[str]) -> Any:
    """Data with the entries of the list below some keys apart, by the first value of each."""
    if not keys:
        return apart.entries_apart(data, [next(iter(entry.values())) for entry in data])
    return {**data, keys[0]: _parted(data[keys[0]], keys[1:])}

"""Earlier runs: what they made of each environment, of the charts and of the schemas, where its input is as it was.

An environment follows from `config/` and its own file, the charts from `config/` and what all environments ask of them,
the schemas from `config/` and names. So a run makes anew what its edit can reach, and takes the rest from the cache.
What the rules ask of several environments at once is kept with each, and asked again of all (`beside`).
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from itertools import chain
from pathlib import PurePosixPath
from typing import Any

from generator import cache
from generator.beside import Neighbour, agree
from generator.cache import Cache, Entry
from generator.errors import InputError, MachineError
from generator.ration import Rationed
from generator.tree import INPUT, Tree

Files = Mapping[str, bytes]


@dataclass(frozen=True)
class Made:
    """Files that were made, and what to know of them, a sentence each."""

    files: Files
    notes: Sequence[str] = ()
    environments: Environments = field(default_factory=dict)
    """what of it each environment has, in order of their names"""


@dataclass(frozen=True)
class Own:
    """What was made of one environment, and what the others must know of it."""

    files: Files
    notes: Sequence[str] = ()
    neighbour: Neighbour | None = None
    """nothing where rules ask more of it than how it stands beside others"""
    shapes: Mapping[str, Any] = field(default_factory=dict)
    """chart -> what it asks of it, as JSON knows it"""
    offers: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """service -> what it offers there by names of its own"""


Environments = Mapping[str, Own]


@dataclass(frozen=True)
class Results:
    """What a command found in environments: what it would find is the same while they and the charts are."""

    found: Mapping[str, Entry] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)
    kept: Cache | None = None

    def keep(self, environment: str, entry: Entry) -> None:
        """Keep what was found in one of them."""
        if self.kept is not None and environment in self.keys:
            self.kept.put({self.keys[environment]: entry})


@dataclass(frozen=True)
class Earlier:
    """The environments of an input, and what earlier runs made of them."""

    kept: Cache | None = None
    config: str = ""
    keys: Mapping[str, str] = field(default_factory=dict)
    """environment -> the key of what is made of it, in order of their names"""
    only: frozenset[str] | None = None
    """the environments that earlier runs are asked of; all of them where it is not given"""

    @cached_property
    def known(self) -> dict[str, Own]:
        """The environments that are as they were."""
        asked = self.keys.keys() if self.only is None else self.keys.keys() & self.only
        found = {name: self._get(self.keys[name]) for name in sorted(asked)}
        return {name: _own(entry) for name, entry in found.items() if entry is not None}

    def of(self, names: Collection[str]) -> Earlier:
        """The same, as if earlier runs had made no other environments."""
        return replace(self, only=frozenset(names))

    def made(self, environments: Environments) -> Made | None:
        """All files, where those of these environments are all that there is to make."""
        if len(environments) < len(self.keys) or not self.agree(environments):
            return None
        shared = [self._get(key) for key in self._shared(environments)]
        return None if None in shared else whole(environments, *(one.files for one in shared if one))

    def agree(self, environments: Environments) -> bool:
        """Whether the rules have nothing against environments that are right alone."""
        neighbours = {name: own.neighbour for name, own in environments.items() if own.neighbour}
        return len(neighbours) == len(environments) > 0 and agree(neighbours)

    def charts(self, environments: Environments) -> Files | None:
        """The files of charts that environments share, if they are known."""
        return _files(self._get(self._shared(environments)[0]))

    def schemas(self, environments: Environments) -> Files | None:
        """What editors read, if it is known."""
        return _files(self._get(self._shared(environments)[1]))

    def keep(self, environments: Environments, charts: Files, schemas: Files) -> None:
        """Keep what this run made, for the next."""
        if self.kept is None:
            return
        anew = {self.keys[name]: _entry(own) for name, own in environments.items() if name not in self.known}
        shared = zip(self._shared(environments), (Entry(charts), Entry(schemas)), strict=True)
        self.kept.put({**anew, **dict(shared)})

    def results(self, what: str, environments: Environments) -> Results:
        """What earlier runs found in these environments, and where this one keeps what it finds."""
        charts = self._shared(environments)[0]
        keys = {name: cache.key(what, charts, self.keys[name]) for name in environments}
        found = {name: entry for name, key in keys.items() if (entry := self._get(key)) is not None}
        return Results(found, keys, self.kept)

    def _get(self, key: str) -> Entry | None:
        return self.kept.get(key) if self.kept else None

    def _shared(self, environments: Environments) -> tuple[str, str]:
        """The keys of what follows from all environments: the charts, the schemas."""
        ordered = sorted(environments.items())
        shapes = json.dumps([(name, own.shapes) for name, own in ordered])
        names = json.dumps([(name, own.offers) for name, own in ordered])
        return cache.key("charts", self.config, shapes), cache.key("schemas", self.config, names)


def whole(environments: Environments, *shared: Files) -> Made:
    """What was made of environments, and of all that they share."""
    ordered = [own for _, own in sorted(environments.items())]
    files = dict(chain.from_iterable(files.items() for files in (*(own.files for own in ordered), *shared)))
    return Made(files, [note for own in ordered for note in own.notes], dict(sorted(environments.items())))


def earlier(tree: Tree) -> Earlier:
    """What earlier runs made of parts of this input; nothing where a part of it cannot be read as a file."""
    kept, rationed = cache.standard(), Rationed(tree)
    try:
        files = {path: rationed.read(path) for path in chain.from_iterable(map(tree.paths, INPUT))}
    except (InputError, MachineError):  # whoever reads it next tells it
        return Earlier()
    environments = {path: data for path, data in files.items() if _is_environment(path)}
    config = _digest((path, data) for path, data in files.items() if path not in environments)
    keys = {
        PurePosixPath(path).stem: cache.key("environment", config, path, _digest([(path, data)]))
        for path, data in environments.items()
    }
    return Earlier(kept, config, dict(sorted(keys.items())))


def _is_environment(path: str) -> bool:
    pure = PurePosixPath(path)
    return str(pure.parent) == INPUT[1] and pure.suffix == ".yaml" and not pure.name.startswith(".")


def _digest(files: Iterable[tuple[str, bytes]]) -> str:
    found = sha256()
    for path, data in files:
        found.update(f"{path}\0{len(data)}\0".encode("utf-8", "surrogateescape") + data)
    return found.hexdigest()


def _files(entry: Entry | None) -> Files | None:
    return None if entry is None else entry.files


def _entry(own: Own) -> Entry:
    neighbour = None if own.neighbour is None else asdict(own.neighbour)
    return Entry(own.files, [own.notes, neighbour, own.shapes, own.offers])


def _own(entry: Entry) -> Own:
    notes, neighbour, shapes, offers = entry.said
    return Own(entry.files, notes, None if neighbour is None else Neighbour(**neighbour), shapes, offers)

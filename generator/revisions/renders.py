"""A source at one revision -> its objects: what was rendered once is asked of memory, then of the user's cache.

The same source on both sides is one tuple of the same objects, and so is a document that two renders have in common:
whoever compares can tell by identity that there is nothing to compare.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator import cache
from generator.cache import Cache, Entry
from generator.errors import Place, Problem

if TYPE_CHECKING:
    from generator.diff.nouns import Object
    from generator.render import Engine, Failure, Job, Manifest

Objects = tuple["Object", ...]
SECONDS, SECONDS_IN_ALL = 10, 60
"""That a chart which nobody knows to end may take for a release, and all such charts together."""
STOPPED = "chart-stopped"


@dataclass(frozen=True)
class Rendered:
    """The objects of a source, or why it has none."""

    objects: Objects = ()
    failure: Problem | None = None


class Renders:
    """What was rendered in this comparison; the engine is got ready when the first source is new to the cache."""

    def __init__(self, kept: Cache | None) -> None:
        self._kept = kept
        self._engine: Engine | None = None
        self._watched: Engine | None = None
        self._stopped: dict[frozenset[tuple[str, str]], Failure] = {}
        self._known: dict[str, Rendered] = {}
        self._objects: dict[str, Object] = {}
        self._fresh: dict[str, Entry] = {}
        self.anew: list[str] = []
        """what had to be rendered, for whoever asks what it cost"""

    def known(self, key: str) -> Rendered | None:
        """What this or an earlier run rendered under that key."""
        if key not in self._known and self._kept is not None and (entry := self._kept.get(key)) is not None:
            self._known[key] = Rendered(tuple(map(self._one, entry.said)))
        return self._known.get(key)

    def rendered(self, key: str, job: Job, folder: str) -> Rendered:
        """What Helm makes of a job; a chart that does not render is a failure at its place."""
        from generator.render import Brought, Failure, engine

        if self._engine is None:
            self._engine = engine()
        self.anew.append(f"{folder}:{job.release}")
        found = self._guarded(self._engine, job) if isinstance(job.chart, Brought) else _only(self._engine, job)
        if isinstance(found, Failure):
            return self._put(key, Rendered(failure=found.problem(folder)))
        return self.keep(key, [one.object for one in found])

    def _guarded(self, engine: Engine, job: Job) -> tuple[Manifest, ...] | Failure:
        """What a chart of people's comes to; once it was stopped, that is the answer for its other releases."""
        from generator.render import Failure, Limits, watched

        chart = frozenset(job.chart.files.items())
        if chart in self._stopped:
            return self._stopped[chart]
        if self._watched is None:
            self._watched = watched(engine, Limits(SECONDS, SECONDS_IN_ALL))
        found = _only(self._watched, job)
        if isinstance(found, Failure) and found.code == STOPPED:
            self._stopped[chart] = found
        return found

    def parsed(self, key: str, path: str, text: str) -> Rendered:
        """The objects of a file of plain manifests."""
        from generator import yamlio

        if (found := self.known(key)) is not None:
            return found
        try:
            return self.keep(key, [one for body in yamlio.documents(text) for one in _listed(body)])
        except yamlio.RenderedTextError as error:
            return self._put(key, Rendered(failure=_unread(path, error.line, error.message)))

    def keep(self, key: str, objects: Sequence[Any]) -> Rendered:
        """Know the objects under a key, here and in later runs. What is no object has no kind."""
        texts = [json.dumps(one) for one in objects if isinstance(one, dict) and one.get("kind")]
        self._fresh[key] = Entry({}, texts)
        return self._put(key, Rendered(tuple(map(self._one, texts))))

    def close(self) -> None:
        """Write down what was new, and let the engine go."""
        if self._engine is not None:
            self._engine.close()
        if self._kept is not None and self._fresh:
            self._kept.put(self._fresh)

    def _put(self, key: str, one: Rendered) -> Rendered:
        self._known[key] = one
        return one

    def _one(self, text: str) -> Object:
        """The object of a text, one for all that say the same."""
        if text not in self._objects:
            self._objects[text] = json.loads(text)
        return self._objects[text]


def _only(engine: Engine, job: Job) -> tuple[Manifest, ...] | Failure:
    (found,) = engine.manifests([job])
    return found


def key_of(what: str, parts: Mapping[str, str], *more: str) -> str:
    """The name of what follows from files {path: digest} and what else is said."""
    return cache.key(what, *more, *(f"{path}\0{digest}" for path, digest in parts.items()))


def _listed(body: Any) -> Sequence[Any]:
    """An object, or those of a list of them, which Argo CD takes apart."""
    if isinstance(body, dict) and str(body.get("kind", "")).endswith("List") and isinstance(body.get("items"), list):
        return list(body["items"])
    return [body]


def _unread(path: str, line: int, message: str) -> Problem:
    return Problem(
        code="render-failed",
        message=f"argo cd cannot read this: {message}",
        place=Place(path, line),
        hint="run `cartwright generate`, or mend what was edited by hand",
    )

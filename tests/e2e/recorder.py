"""What happens to objects, in the order in which the API server stored it: revisions of one store, across all kinds."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from http.client import HTTPException
from typing import Any, NamedTuple

from tests.e2e.server import Server

Object = dict[str, Any]


class Event(NamedTuple):
    """One version of one object."""

    revision: int
    kind: str
    name: str
    body: Object


class Recorder:
    """Watches lists of objects, each on a thread that ends with the server."""

    def __init__(self, server: Server, paths: Sequence[str]) -> None:
        self.events: list[Event] = []
        for path in paths:
            threading.Thread(target=self._watch, args=(server, path), daemon=True).start()

    def _watch(self, server: Server, path: str) -> None:
        try:
            for event in server.watch(path):
                body = event["object"]
                metadata = body.get("metadata", {})
                if metadata.get("name") and event["type"] != "DELETED":
                    self.events.append(Event(int(metadata["resourceVersion"]), body["kind"], metadata["name"], body))
        except (HTTPException, OSError, ValueError):
            return  # the server is gone, and with it what could be watched

    def first(self, kind: str, name: str, fact: Callable[[Object], bool] = lambda _: True) -> int:
        """The revision at which a fact about an object was so for the first time."""
        found = [one.revision for one in self.events if (one.kind, one.name) == (kind, name) and fact(one.body)]
        assert found, f"{kind}/{name}: never seen like that"
        return min(found)

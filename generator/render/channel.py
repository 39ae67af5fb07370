"""Messages to and from another process, by two pipes; what messages have in common crosses once."""

from __future__ import annotations

import pickle
from typing import IO, Any

SHARED = 64
"""Messages that share: both ends then forget what they have seen, so that memory stays bounded."""


class Channel:
    """One end. What is sent twice is one object at the other end, so nothing that is sent may change."""

    def __init__(self, incoming: IO[bytes], outgoing: IO[bytes]) -> None:
        self._incoming = incoming
        self._outgoing = outgoing
        self._sent = self._received = 0

    def send(self, message: Any) -> None:
        """Write a message; waits while the other end is behind."""
        if self._sent % SHARED == 0:
            self._pickler = pickle.Pickler(self._outgoing, protocol=pickle.HIGHEST_PROTOCOL)
        self._sent += 1
        self._pickler.dump(message)
        self._outgoing.flush()

    def receive(self) -> Any:
        """The next message; EOFError once the other end is gone."""
        if self._received % SHARED == 0:
            self._unpickler = pickle.Unpickler(self._incoming)  # noqa: S301 - from a process of our own
        self._received += 1
        return self._unpickler.load()

"""The engines that run on this machine: started for whoever asks, one stack at a time, and always taken down."""

from __future__ import annotations

import fcntl
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.e2e.server import Server

STACK = Path(__file__).parent / "stack"
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "cartwright" / "stack"
PORT = int(os.environ.get("BASE_PORT", "18000"))
KIND = os.environ.get("STACK", "loopback") == "kind"
MINUTES = 8 if KIND else 5


class EnginesError(Exception):
    """The stack does not come up or down; the message has its own words."""


class Engines:
    """One stack in a folder; with a lock, since two on one machine would share ports and a socket."""

    def __init__(self, state: Path) -> None:
        self.state = state
        self._running = ""
        self._server: Server | None = None

    def __enter__(self) -> Self:
        if not (CACHE / "crds").is_dir():
            raise EnginesError(f"the engines are not built: {CACHE} lacks them; `make stack` builds them")
        self._lock = (CACHE / "lock").open("w")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._lock.close()
            raise EnginesError("a stack runs on this machine already: one at a time") from None
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.down()
        self._lock.close()

    def up(self, name: str, part: str, settings: Mapping[str, str] | None = None) -> Server:
        """A stack by this name: the one that runs, or a fresh one."""
        if name != self._running:
            self.down()
            self.state.mkdir(exist_ok=True)
            self._running = name
            self._script("up.sh", CACHE, self.state, part, settings=settings or {})
            self._server = Server(self.state / "kubeconfig")
        assert self._server is not None
        return self._server

    def down(self) -> None:
        """End all that runs; what it wrote into `log` stays to be read."""
        if self._server is not None:
            self._server.close()
            self._server = None
        if self._running:
            self._running = ""
            self._script("down.sh", self.state)

    def _script(self, name: str, *arguments: str | Path, settings: Mapping[str, str] = {}) -> None:
        output = self.state / f"{name}.log"
        with output.open("w") as file:
            try:
                done = subprocess.run(
                    [str(STACK / name), *map(str, arguments)],
                    env={**os.environ, **settings},
                    stdin=subprocess.DEVNULL,
                    stdout=file,
                    stderr=subprocess.STDOUT,
                    timeout=MINUTES * 60,
                    check=False,
                )
                ended = f"ended with {done.returncode}" if done.returncode else ""
            except subprocess.TimeoutExpired:
                ended = f"takes longer than {MINUTES} minutes"
        if ended:
            raise EnginesError(f"{name} {ended}:\n{output.read_text(encoding='utf-8')[-4000:]}")

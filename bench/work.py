"""A fleet on disk and all that is timed over it."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import IO

from bench import fleet, process
from bench.apart import GENERATED
from bench.row import Row
from generator import tools

WRITTEN = Path(__file__).with_name("written.py")
YARDSTICK = Path(__file__).with_name("yardstick.py")
"""Not imported: a process seems as large as the one that starts it, and Helm's library is large."""

SAMPLE = 12
"""Releases that the helm program renders for its row: all of them would take minutes."""


class Work:
    """W(E,S) in a folder of its own, generated once; with its charts beside it for the two that only render."""

    def __init__(self, folder: Path, environments: int, services: int) -> None:
        self.root = folder / "repository"
        self.apart = folder / "apart"
        self.numbers = count()
        self.changed = self.root / "environments" / f"{fleet.stage(environments - 1)}.yaml"
        fleet.write(self.root, environments, services)
        self.apart.mkdir()
        process.run(["git", "init", "--quiet", self.root])
        self.cartwright("generate")
        process.run([sys.executable, "-m", "bench.apart", self.root, self.apart])
        self.releases = [(file.parts[-3], file.stem) for file in sorted(self.root.glob("charts/*/values/*.yaml"))]

    def rows(self) -> list[Row]:
        """In the order in which a round runs them: each `generate` begins where the one before it ended."""
        return [
            *self._rendered_by_helm(),
            Row("the same files, only written", self._written, self._unwrite, str.strip),
            Row("generate, nothing there yet", self._generate, self._forget, _files, aim=0.35),
            Row("generate, nothing to do", self._generate, made=_files, aim=0.15),
            Row("generate, one line changed", self._generate, self._change, _files, aim=0.15),
            Row("render all", self._render, self._cool, aim=0.75),
            Row("render all, again", self._render, lambda: self._warm(self._render), aim=0.5),
            Row("validate all", self._validate, self._cool, _objects, aim=1.3),
            Row("validate all, again", self._validate, lambda: self._warm(self._validate), _objects, aim=0.5),
            Row("validate, the first of four shards", self._shard, self._cool),
        ]

    def _warm(self, command: Callable[[], object]) -> None:
        """As after `generate` and this command: both keep what they make."""
        self.cartwright("generate")
        command()

    def steps(self) -> dict[str, float]:
        """What `generate --stats` says of itself with nothing kept and nothing to write: step -> milliseconds."""
        self._cool()
        _, _, steps = self.cartwright("generate", "--stats", read=_tail).errors.partition("milliseconds per step\n")
        return {name: float(number) for number, name in re.findall(r"^ +([0-9]+)  (.+)$", steps, re.MULTILINE)}

    def cartwright(self, *arguments: str, read: Callable[[IO[bytes]], str] = process.text) -> process.Ended:
        """One command of ours over the fleet."""
        return process.run([*self._ours(), *arguments], read, self._around())

    def helm_program(self) -> list[Row]:
        """A row of `helm template`, of a sample of the releases, where the program is."""
        helm = tools.find("helm")
        if helm is None:
            return []
        sample = self.releases[:: max(1, len(self.releases) // SAMPLE)][:SAMPLE]
        made = f"{len(self.releases)} releases, from {len(sample)} of them"
        times = len(self.releases) / len(sample)
        return [
            Row("helm program, one by one", lambda: self._templated(helm, sample), made=lambda _: made, times=times)
        ]

    def _ours(self) -> list[str | Path]:
        return [sys.executable, "-m", "generator", "--root", self.root]

    def _around(self) -> dict[str, str]:
        """A cache of the fleet's own: nobody's is used, and none is left."""
        return {"XDG_CACHE_HOME": str(self.apart / "cache")}

    def _rendered_by_helm(self) -> list[Row]:
        in_process = [
            Row("Helm in process, one by one", self._by_library, self._unrender, str.strip),
            Row("the same, values in memory", lambda: self._by_library("--bare"), made=str.strip),
        ]
        return [*(in_process if find_spec("helm_python") else ()), *self.helm_program()]

    def _by_library(self, *options: str) -> process.Ended:
        return process.run([sys.executable, YARDSTICK, self.apart, *options])

    def _unrender(self) -> None:
        self._put_away(self.apart / "rendered")

    def _templated(self, helm: Path, releases: list[tuple[str, str]]) -> process.Ended:
        ended = []
        for name, environment in releases:
            chart = self.apart / "charts" / name
            values = chart / "values" / f"{environment}.yaml"
            ended.append(process.run([helm, "template", name, chart, "--namespace", "bench", "--values", values]))
        return process.Ended(sum(one.seconds for one in ended), max(one.megabytes for one in ended), "")

    def _generate(self) -> process.Ended:
        return self.cartwright("generate", read=_tail)

    def _render(self) -> process.Ended:
        return self.cartwright("render", read=_kinds)

    def _validate(self) -> process.Ended:
        return self.cartwright("validate", read=_tail)

    def _shard(self) -> process.Ended:
        return self.cartwright("validate", "--shard", "1/4", read=_seen)

    def _written(self) -> process.Ended:
        return process.run([sys.executable, WRITTEN, self.apart])

    def _unwrite(self) -> None:
        self._put_away(self.apart / "written")

    def _forget(self) -> None:
        """As if nothing had ever been generated."""
        self._cool()
        for name in (*GENERATED, ".git/cartwright"):
            self._put_away(self.root / name)

    def _cool(self) -> None:
        """As if nothing had ever been kept."""
        self._put_away(self.apart / "cache")

    def _put_away(self, folder: Path) -> None:
        """Out of the way, not removed: a file system is slow for a while after it has removed much."""
        if folder.exists():
            folder.rename(self.apart / f"old-{next(self.numbers)}")

    def _change(self) -> None:
        """Give the first service of one environment the other tag."""
        text = self.changed.read_text(encoding="utf-8")
        old, new = fleet.FIRST_TAG, fleet.SECOND_TAG
        if new in text:
            old, new = new, old
        self.changed.write_text(text.replace(old, new, 1), encoding="utf-8")


def _tail(output: IO[bytes]) -> str:
    """The last lines: `generate` prints one a file."""
    output.seek(0, 2)
    output.seek(max(0, output.tell() - 4096))
    return output.read().decode(errors="replace")


def _kinds(output: IO[bytes]) -> str:
    return f"{sum(line.startswith(b'kind: ') for line in output)} objects"


def _seen(output: IO[bytes]) -> str:
    return f"{json.loads(output.read())['seen']['objects']} objects"


def _files(output: str) -> str:
    return f"{output.split()[-5]} files"


def _objects(output: str) -> str:
    validated = re.search(r"^(\d+) of \1 objects validated, 0 skipped$", output, re.MULTILINE)
    if validated is None:
        raise SystemExit(f"the fleet is not valid:\n{output}")
    return f"{validated[1]} objects"

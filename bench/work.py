"""A fleet on disk and all that is timed over it."""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import count
from pathlib import Path

from bench import fleet, process
from generator import tools, yamlio

GENERATED = ("argocd", "charts", "schemas")
WRITTEN = Path(__file__).with_name("written.py")
YARDSTICK = Path(__file__).with_name("yardstick.py")
"""Not imported: a process seems as large as the one that starts it, and Helm's library is large."""

SAMPLE = 12
"""Releases that the helm program renders for its row: all of them would take minutes."""


@dataclass(frozen=True)
class Row:
    """One line of the table: what is run, what must be so before, what it made; `times` the sample is the whole."""

    name: str
    run: Callable[[], process.Ended]
    prepare: Callable[[], None] = lambda: None
    made: Callable[[str], str] = str
    times: float = 1.0


class Work:
    """W(E,S) in a folder of its own, generated once; with its charts beside it for the two that only render."""

    def __init__(self, folder: Path, environments: int, services: int) -> None:
        self.root = folder / "repository"
        self.apart = folder / "apart"
        self.numbers = count()
        self.changed = self.root / "environments" / f"{fleet.stage(environments - 1)}.yaml"
        fleet.write(self.root, environments, services)
        process.run(["git", "init", "--quiet", self.root])
        self.cartwright("generate")
        self.releases = _charts_apart(self.root / "charts", self.apart)
        _files_apart(self.root, self.apart)

    def rows(self) -> list[Row]:
        """In the order in which a round runs them: each `generate` begins where the one before it ended."""
        return [
            *self._rendered_by_helm(),
            Row("the same files, only written", self._written, self._unwrite, str.strip),
            Row("generate, nothing there yet", lambda: self.cartwright("generate"), self._forget, _files),
            Row("generate, nothing to do", lambda: self.cartwright("generate"), made=_files),
            Row("generate, one line changed", lambda: self.cartwright("generate"), self._change, _files),
            Row("render all", lambda: self.cartwright("render"), made=_kinds),
            Row("validate all", lambda: self.cartwright("validate"), made=_objects),
        ]

    def cartwright(self, *arguments: str) -> process.Ended:
        """One command of ours over the fleet."""
        return process.run([sys.executable, "-m", "generator", "--root", self.root, *arguments])

    def _rendered_by_helm(self) -> list[Row]:
        rows = []
        if find_spec("helm_python"):
            rows += [
                Row("Helm in process, one by one", self._by_library, self._unrender, made=str.strip),
                Row("the same, values in memory", lambda: self._by_library("--bare"), made=str.strip),
            ]
        if helm := tools.find("helm"):
            sample = self.releases[:: max(1, len(self.releases) // SAMPLE)][:SAMPLE]
            made = f"{len(self.releases)} releases, from {len(sample)} of them"
            times = len(self.releases) / len(sample)
            rows.append(
                Row("helm program, one by one", lambda: self._templated(helm, sample), made=lambda _: made, times=times)
            )
        return rows

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

    def _written(self) -> process.Ended:
        return process.run([sys.executable, WRITTEN, self.apart])

    def _unwrite(self) -> None:
        self._put_away(self.apart / "written")

    def _forget(self) -> None:
        """As if nothing had ever been generated."""
        for name in (*GENERATED, ".git/cartwright"):
            self._put_away(self.root / name)

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


def _files_apart(root: Path, folder: Path) -> None:
    """All that was generated, as JSON: path -> text."""
    files = [file for name in GENERATED for file in sorted((root / name).rglob("*")) if file.is_file()]
    texts = {str(file.relative_to(root)): file.read_text(encoding="utf-8") for file in files}
    (folder / "files.json").write_text(json.dumps(texts), encoding="utf-8")


def _charts_apart(charts: Path, folder: Path) -> list[tuple[str, str]]:
    """Copy the charts without schemas, and their values as JSON; every release as (chart, environment)."""
    shutil.copytree(charts, folder / "charts", ignore=shutil.ignore_patterns("values.schema.json", ".gitattributes"))
    (folder / "values").mkdir()
    releases = []
    for chart in sorted(charts.glob("*/")):
        values = {file.stem: _values(file) for file in sorted(chart.glob("values/*.yaml"))}
        (folder / "values" / f"{chart.name}.json").write_text(json.dumps(values), encoding="utf-8")
        releases += [(chart.name, environment) for environment in values]
    return releases


def _values(file: Path) -> object:
    return next(iter(yamlio.documents(file.read_text(encoding="utf-8"))), {})


def _files(output: str) -> str:
    return f"{output.split()[-5]} files"


def _kinds(output: str) -> str:
    return f"{len(re.findall('^kind: ', output, re.MULTILINE))} objects"


def _objects(output: str) -> str:
    validated = re.search(r"^(\d+) of \1 objects validated, 0 skipped$", output, re.MULTILINE)
    if validated is None:
        raise SystemExit(f"the fleet is not valid:\n{output}")
    return f"{validated[1]} objects"

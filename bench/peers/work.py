"""The rows of the peers over one fleet, and the check that all of them make the same kinds of objects."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cached_property
from itertools import count
from pathlib import Path

from bench import process
from bench.peers import inventory
from bench.row import Row
from bench.work import Work
from generator import tools

HERE = Path(__file__).parent
OURS = "cartwright render --out"
QUIET = {"JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION": "1", "JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION": "1"}
PATIENCE = 60.0

Release = tuple[str, str]
Kinds = Mapping[Release, Counter[str]]


class Peers:
    """W(E,S) as cartwright's input, and as an inventory of Kapitan; `python` is that of the peers' environment."""

    def __init__(self, folder: Path, environments: int, services: int, python: Path) -> None:
        self.work = Work(folder, environments, services)
        self.out = folder / "out"
        self.inventory = folder / "kapitan"
        self.python = python
        self.numbers = count()
        inventory.write(self.inventory, environments, services)

    def rows(self) -> tuple[list[Row], list[str], dict[str, str]]:
        """What can be run here; what cannot, each with the remedy; and the versions of what is run."""
        rows = [Row(OURS, self._ours, made=lambda _: self._counted(self._kinds_of_ours))]
        skipped, versions = [], {}
        for name, row, missing in (
            ("helm", self.work.helm_program, self._without_helm),
            ("cdk8s", self._cdk8s, self._without_cdk8s),
            ("kapitan", self._kapitan, lambda: self._without("kapitan")),
        ):
            if reason := missing():
                skipped.append(f"{name}: {reason}")
            else:
                rows += row()
                versions[name] = self._version(name)
        return rows, skipped, versions

    def _without_helm(self) -> str:
        return "" if tools.find("helm") else "it is not on PATH; run `make tools`"

    def _without_cdk8s(self) -> str:
        return self._without("cdk8s") if tools.find("node") else "it needs node; install Node.js 22 or newer"

    def _without(self, package: str) -> str:
        """Why a package cannot be used; nothing where it can."""
        found = self.python.exists() and tools.run([self.python, "-c", f"import {package}"], timeout=PATIENCE).code == 0
        return "" if found else "it is not installed; run `make bench-peers`"

    def _version(self, name: str) -> str:
        if name == "helm":
            return tools.run([tools.find("helm") or "helm", "version", "--short"], timeout=PATIENCE).text.strip()
        ask = f"from importlib.metadata import version; print(version('{name}'))"
        return tools.run([self.python, "-c", ask], timeout=PATIENCE).text.strip()

    def _ours(self) -> process.Ended:
        return self.work.cartwright("render", "--out", str(self._fresh("ours")))

    def _cdk8s(self) -> list[Row]:
        def run() -> process.Ended:
            command: list[str | Path] = [self.python, HERE / "cdk8s_app.py", self.work.root, self._fresh("cdk8s")]
            return process.run(command, around={**QUIET, "PYTHONPATH": str(HERE)})

        return [Row("cdk8s", run, made=self._made("cdk8s", r"([^/]+?)\.([^/]+)-[0-9a-f]{8}\.k8s\.yaml"))]

    def _kapitan(self) -> list[Row]:
        def run() -> process.Ended:
            command = [self.python, "-m", "kapitan", "compile", "--quiet", "--output-path", self._fresh("kapitan")]
            return process.run(command, around={"PYTHONPATH": str(HERE)}, folder=self.inventory)

        return [Row("kapitan, by Kadet", run, made=self._made("kapitan", r"compiled/([^/]+)/([^/]+)\.yml"))]

    def _fresh(self, name: str) -> Path:
        """Where a peer writes to, with what it wrote before out of the way."""
        target = self.out / name
        target.parent.mkdir(exist_ok=True)
        if target.exists():
            target.rename(self.out / f"old-{next(self.numbers)}")
        return target

    def _made(self, name: str, pattern: str) -> Callable[[str], str]:
        def made(_output: str) -> str:
            kinds = _kinds(self.out / name, pattern)
            if kinds != self._kinds_of_ours:
                raise SystemExit(f"{name} does not make the kinds of objects that cartwright makes")
            return self._counted(kinds)

        return made

    def _counted(self, kinds: Kinds) -> str:
        return f"{sum(map(Counter.total, kinds.values()))} objects"

    @cached_property
    def _kinds_of_ours(self) -> Kinds:
        """Of the releases that are a chart: the rest of ours the peers do not make."""
        found = _kinds(self.out / "ours", r"([^/]+)/([^/]+)\.yaml")
        charted = {(environment, name) for name, environment in self.work.releases}
        return {release: kinds for release, kinds in found.items() if release in charted}


def _kinds(folder: Path, pattern: str) -> Kinds:
    """Environment and release -> how many objects of each kind, read off the files."""
    found: dict[Release, Counter[str]] = {}
    for file in sorted(folder.rglob("*.y*ml")):
        named = re.fullmatch(pattern, file.relative_to(folder).as_posix())
        if named is None:
            raise SystemExit(f"{file} is no file of a release")
        kinds = re.findall(r"^kind: (\w+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
        found[named[1], named[2]] = Counter(kinds)
    return found

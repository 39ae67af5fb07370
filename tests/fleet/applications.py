"""The public applications beside this file: what each is made of, and each as a repository of its own."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from generator import yamlio
from generator.nodes import plain

HERE = Path(__file__).parent
INPUT = ("config", "environments")
HATCHES = ("pod", "container", "objects")
"""Keys by which a service says what the others cannot."""
SOURCE = re.compile(r"# Follows (.+?): https://github\.com/([\w.-]+/[\w.-]+), (\S+)")


class Application(NamedTuple):
    """One of them, as its files say."""

    name: str
    title: str
    """What people call it."""
    repository: str
    kinds: Counter[str]
    hatches: tuple[str, ...]
    levels: tuple[str, ...]
    """The levels of Pod Security of its environments."""
    outside: frozenset[str]
    """The services that lie outside the cluster."""


def names() -> list[str]:
    """The applications, by the names of their folders."""
    return sorted(path.name for path in HERE.iterdir() if (path / "config" / "services").is_dir())


def files(name: str, folder: str) -> Iterator[Path]:
    """The YAML files in a folder of an application's own."""
    yield from sorted((HERE / name / folder).glob("*.yaml"))


def read(path: Path) -> dict[str, Any]:
    """The data of an input file."""
    data: dict[str, Any] = plain(yamlio.parse(path.read_bytes(), path.name))
    return data


def application(name: str) -> Application:
    """What its files say it is."""
    services = {path.stem: read(path) for path in files(name, "config/services")}
    said = [*services.values(), *(read(path) for path in files(name, "config/templates"))]
    environments = [read(path) for path in [*files(name, "environments")] or [*(HERE / "environments").glob("*.yaml")]]
    title, repository, _ = source(next(files(name, "config/services")))
    return Application(
        name,
        title.partition(" (")[0],
        repository,
        Counter(service["kind"] for service in services.values()),
        tuple(hatch for hatch in HATCHES if any(hatch in one for one in said)),
        tuple(sorted({one.get("podSecurity", "restricted") for one in environments})),
        frozenset(service for service, data in services.items() if data["kind"] == "external"),
    )


def source(path: Path) -> tuple[str, str, str]:
    """Which public application a file follows: its name, its repository on GitHub, and the first file named of it."""
    found = SOURCE.match(" ".join(path.read_text(encoding="utf-8").splitlines()[:2]).replace("# (", "("))
    assert found, f"{path} does not say which application it follows"
    return found[1], found[2], found[3].rstrip(",")


def compose(name: str, root: Path) -> None:
    """Write an application as a repository: what all share, and over it the application's own files."""
    for part in (HERE, HERE / name):
        for folder in INPUT:
            if (part / folder).is_dir():
                shutil.copytree(part / folder, root / folder, dirs_exist_ok=True)

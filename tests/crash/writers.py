"""Every command that changes the disk, each with a repository in which it has something to do."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from generator import pipeline, temporary, write
from generator.cli import main
from generator.marks import mark
from generator.nouns import Printed
from generator.tree import DiskTree
from tests.branches.month import Clone
from tests.repositories import JOB, WORKER, environment, files, over

BEFORE = {"app": over(WORKER, {"env": {"A": "1"}}), "old": JOB}
AFTER = {"app": over(WORKER, {"env": {"A": "2"}}), "new": JOB}
MINE = {"charts/app/mine.txt": b"mine", "charts/mine/Chart.yaml": b"mine", "notes.txt": b"mine"}
"""Files of a person, in and beside what is generated."""

CACHE = ".cartwright/cache"
"""Where what is kept between runs is, in repositories that have such a folder; nowhere in the others."""

Snapshot = Mapping[str, bytes]


@dataclass(frozen=True)
class Writer:
    """A command, and how to come to where it is run; `again` is what ends what it began, if it died."""

    command: tuple[str, ...]
    prepare: Callable[[Clone], None]
    again: tuple[tuple[str, ...], ...] = ()
    """nothing: the same command"""
    once: bool = False
    """Whether a second run is refused, once the first has done its work."""


def put(root: Path, source: Mapping[str, bytes]) -> None:
    """Write input as an editor does; services that are no longer meant go."""
    for old in (root / "config/services").glob("*.yaml"):
        old.unlink()
    for path, content in source.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)


def _first(clone: Clone) -> None:
    """Nothing is generated yet."""
    put(clone.root, files({"app": WORKER}))


def _changed(clone: Clone) -> None:
    """One service more, one fewer, one changed; what a killed run left lies there too."""
    put(clone.root, files(BEFORE))
    ran(clone.root, "generate")
    put(clone.root, {**files(AFTER), **MINE})
    left = clone.root / f"charts/app/{temporary.PREFIX}0-0"
    left.write_text("half")


def _cached(clone: Clone) -> None:
    """The same, and what the run before kept lies in the cache."""
    (clone.root / CACHE).mkdir(parents=True)
    _changed(clone)


def _committed(clone: Clone) -> None:
    """All is generated and committed."""
    put(clone.root, {**files(BEFORE), **MINE})
    ran(clone.root, "generate")
    clone.git("init", "--quiet", "--template=")
    clone.commit("x")


def _rendered(clone: Clone) -> None:
    """An earlier rendering lies there, of which some files stay, some change, some go."""
    put(clone.root, files(BEFORE, {"dev": environment(1), "prod": environment(2, "b.example.com")}))
    ran(clone.root, "render", "--out", "made")
    shutil.rmtree(clone.root / "environments")
    put(clone.root, {**files(AFTER), **MINE})


def _unset(clone: Clone) -> None:
    """A clone without our set-up."""
    put(clone.root, {**files(BEFORE), **MINE})
    clone.git("init", "--quiet", "--template=")
    hooks = clone.root / ".git/hooks"
    hooks.mkdir()
    (hooks / "post-merge").write_text("#!/bin/sh\n# Set up by `cartwright doctor --fix`: an earlier one\n")


def _merged(clone: Clone) -> None:
    """git has just merged two branches and asks the hook; the generated files do not follow yet."""
    _committed(clone)
    clone.git("commit", "--quiet", "--allow-empty", "--message", "one side")
    put(clone.root, files(AFTER))
    clone.commit("both")
    (clone.root / ".git/MERGE_HEAD").write_text(clone.git("rev-parse", "HEAD^"))
    clone.git("repack", "-adq")  # few files are copied faster


def _driven(clone: Clone) -> None:
    """The three versions of a file that git asks its driver to merge."""
    _committed(clone)
    line = mark("x.yaml", "config/services/app.yaml")
    for name, text in {"O": "a\nb\nc\n", "A": "A\nb\nc\n", "B": "a\nb\nC\n"}.items():
        (clone.root / name).write_text(f"{line}\n{text}")


WRITERS = {
    "generate, nothing there yet": Writer(("generate",), _first),
    "generate, some of all": Writer(("generate",), _changed),
    "generate, with its cache": Writer(("generate",), _cached),
    "eject": Writer(("eject",), _committed, once=True),
    "render --out, nothing there yet": Writer(("render", "--out", "deep/made"), _first),
    "render --out, over an earlier one": Writer(("render", "--out", "made"), _rendered),
    "doctor --fix": Writer(("doctor", "--fix"), _unset),
    "a hook after a merge": Writer(("merge-hook", "post-merge", "0"), _merged, (("generate",),)),
    "a hook before the commit of a merge": Writer(
        ("merge-hook", "pre-commit"), _merged, (("merge-hook", "pre-commit"), ("generate",))
    ),
    "a merge driver": Writer(("merge-driver", "O", "A", "B", "x.yaml"), _driven),
}


def rendered(root: Path, *_: object) -> Iterator[Printed]:
    """In place of Helm, whose library lives on in no copy of a process: each release as its values."""
    whole = pipeline.generated(DiskTree(root))
    for release in whole.plan.releases:
        texts = [text for path, text in whole.files.items() if path.startswith(f"{release.path}/values")]
        yield Printed(release, tuple(("values.yaml", text) for text in texts if not text.startswith("{")))


def ran(root: Path, *command: str) -> int:
    """The exit code of a command, in this process."""
    here = Path.cwd()
    os.chdir(root)
    kept = str(root / CACHE) if _is_there(str(root / CACHE)) else "off"
    try:
        with mock.patch.dict(os.environ, CARTWRIGHT_CACHE=kept):
            return main(["-q", *command])
    finally:
        os.chdir(here)


def _is_there(path: str, look: Callable[[str], object] = os.stat) -> bool:
    """By the `os` of before any fault: this is no step of the command."""
    try:
        look(path)
    except OSError:
        return False
    return True


def snapshot(root: Path) -> Snapshot:
    """Every file that people or Argo CD see, and git's hooks; not what git keeps for itself, nor the journal."""
    found = {}
    for place, folders, names in os.walk(root):
        inside = Path(place).relative_to(root).as_posix()
        if inside == ".git":
            folders[:] = ["hooks"]
            continue
        folders[:] = [name for name in folders if name != ".cartwright"]
        found |= {f"{inside}/{name}".removeprefix("./"): Path(place, name).read_bytes() for name in names}
    return found


def temporaries(root: Path) -> list[str]:
    """Whatever is called as what is written beside its place, wherever it lies."""
    return sorted(str(path) for path in root.rglob(f"{temporary.PREFIX}*"))


def generated(root: Path) -> dict[str, bytes]:
    """The files of the generated folders."""
    return {path: data for path, data in snapshot(root).items() if path.split("/")[0] in write.FOLDERS}

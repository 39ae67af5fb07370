"""A writer that is stopped at any step: each file is old or new, and the next run ends as if nothing had been."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator import cache, merging, temporary
from generator.commands import machine
from tests.branches.month import Clone
from tests.crash.effort import some
from tests.crash.writers import WRITERS, Snapshot, Writer, ran, snapshot, temporaries
from tests.write.faults import LOOKS, PROGRAM, Fails, install

KILLED = 99


@dataclass(frozen=True)
class Stop:
    """How a step fails; whether it was done before, and whether all later ones fail as well."""

    does: Callable[[], None]
    codes: tuple[int, ...]
    """exit codes that say so; 0 where the step was one of tidying up"""
    after: bool = False
    forever: bool = False
    dies: bool = False


def _error(code: int) -> Callable[[], None]:
    def fail() -> None:
        raise OSError(code, os.strerror(code))

    return fail


def _interrupt() -> None:
    raise KeyboardInterrupt


STOPS = {
    "a full disk": Stop(_error(errno.ENOSPC), (3, 0)),
    "a disk that turns read-only": Stop(_error(errno.EROFS), (3, 0), forever=True),
    "a lost permission": Stop(_error(errno.EACCES), (3, 0)),
    "an interrupted call": Stop(_error(errno.EINTR), (3, 0)),
    "Ctrl-C before": Stop(_interrupt, (130,)),
    "Ctrl-C after": Stop(_interrupt, (130,), after=True),
    "death before": Stop(lambda: os._exit(KILLED), (KILLED,), dies=True),
    "death after": Stop(lambda: os._exit(KILLED), (KILLED,), after=True, dies=True),
}


@pytest.fixture(autouse=True)
def no_look_at_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """`doctor` sets up a program that is there, and starts none to know its version."""
    monkeypatch.setattr(machine, "findings", list)
    monkeypatch.setattr(merging, "program", lambda: Path("/usr/bin/env"))
    monkeypatch.setattr(merging, "reach", lambda: "nowhere")


@pytest.fixture(autouse=True)
def folder_for_temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nobody else's lie there, and none is too young to be removed."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setattr(temporary, "_YOUNG", -1.0)
    monkeypatch.setattr(cache, "_YOUNG", -1.0)
    return folder


@dataclass(frozen=True)
class Course:
    """A writer's repository before and after a run that nothing disturbs, and how many steps that takes."""

    writer: Writer
    root: Path
    old: Snapshot
    new: Snapshot
    steps: int


@pytest.fixture(params=sorted(WRITERS))
def course(request: pytest.FixtureRequest, tmp_path: Path) -> Course:
    writer = WRITERS[request.param]
    clone = Clone(tmp_path / "before")
    clone.root.mkdir()
    writer.prepare(clone)
    whole = copied(clone.root, "whole")
    code, steps = stopped(whole, writer, lambda *_: None)
    assert code == 0
    assert temporaries(whole) == []
    return Course(writer, clone.root, snapshot(clone.root), snapshot(whole), steps)


def copied(root: Path, name: str) -> Path:
    shutil.copytree(root, root.parent / name, symlinks=True)
    return root.parent / name


def stopped(root: Path, writer: Writer, fails: Fails) -> tuple[int, int]:
    """The exit code of the writer upon a system that fails so, and its steps."""
    with pytest.MonkeyPatch.context() as patch:
        faults = install(patch, fails, looks=False)
        code = ran(root, *writer.command)
    return code, faults.steps


def at(step: int, stop: Stop) -> Fails:
    def fails(number: int, name: str, done: bool) -> None:
        if name == PROGRAM and not stop.dies and stop.codes != (130,):
            return  # a program that fails says so itself
        hit = number >= step and name != "close" if stop.forever else number == step
        if hit and done == stop.after:
            stop.does()

    return fails


def code_of_child(act: Callable[[], int]) -> int:
    """What a copy of this process ends with that does this and nothing else."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # a fork of a process with threads
        child = os.fork()
    if child == 0:
        try:
            os._exit(act())
        finally:
            os._exit(98)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def cases(course: Course) -> Sequence[tuple[int, str]]:
    """Each step with each way to fail; in the short form some of them, in which the ways take turns."""
    every = [(step, name) for step in range(1, course.steps + 1) for name in STOPS]
    return some(every, len(STOPS) + 3 if course.writer.again else 3 * len(STOPS) + 1)  # git is slow


def test_each_file_is_old_or_new_and_the_next_run_ends_as_if_nothing_had_been(
    course: Course, capsys: pytest.CaptureFixture[str]
) -> None:
    for step, name in cases(course):
        stop, root = STOPS[name], copied(course.root, "stopped")
        case = f"{name}, at step {step} of {course.steps}"

        def act(root: Path = root, step: int = step, stop: Stop = stop) -> int:
            return stopped(root, course.writer, at(step, stop))[0]

        code = code_of_child(act) if stop.dies else act()

        assert code in (*stop.codes, *((0,) if stop.dies else ())), case
        assert_old_or_new(course, root, case)
        if not (stop.dies or stop.forever or code == 0):
            assert set(temporaries(root)) <= {str(root / "charts/app/.cartwright-tmp-0-0")}, case
        done = course.writer.once and snapshot(root) == course.new
        for command in () if done else course.writer.again or (course.writer.command,):
            assert ran(root, *command) == 0, (case, command, capsys.readouterr().err)
        assert snapshot(root) == course.new, case
        assert temporaries(root) == [], case
        shutil.rmtree(root)


def assert_old_or_new(course: Course, root: Path, case: str) -> None:
    for path, data in snapshot(root).items():
        if ".cartwright-tmp-" not in path:
            assert data in (course.old.get(path), course.new.get(path)), f"{path}, {case}"
    missing = [path for path in course.old.keys() & course.new.keys() if not (root / path).exists()]
    assert missing == [], case


def test_a_look_that_fails_is_the_machine_s_trouble_and_nothing_is_written(
    course: Course, capsys: pytest.CaptureFixture[str]
) -> None:
    """Lost permission to read: no traceback, no half of anything."""
    root = copied(course.root, "looked")
    looks: list[int] = []

    def noted(number: int, name: str, done: bool) -> None:
        if name in LOOKS and not done:
            looks.append(number)

    with pytest.MonkeyPatch.context() as patch:
        install(patch, noted)
        ran(copied(course.root, "counted"), *course.writer.command)
    for step in some(looks, 3):
        shutil.rmtree(root)
        copied(course.root, "looked")
        with pytest.MonkeyPatch.context() as patch:
            install(patch, at(step, STOPS["a lost permission"]))
            code = ran(root, *course.writer.command)

        said = capsys.readouterr().err
        assert code in (0, 3), (step, said)
        assert_old_or_new(course, root, f"look {step}")

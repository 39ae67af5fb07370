"""A run that dies, wherever it does: each file is old or new, and the next run ends as if nothing had happened."""

from __future__ import annotations

import errno
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import write
from generator.errors import MachineError
from generator.temporary import PREFIX
from generator.write import staging
from tests.write.faults import install
from tests.write.repository import Repository, ours

OLD = {
    "argocd/dev/root.yaml": ours("same: 1"),
    "charts/api/templates/a.yaml": ours("a: 1"),
    "charts/api/values.yaml": ours("b: 1" * 5000),
    "charts/old/templates/c.yaml": ours("c: 1"),
}
NEW = {
    "argocd/dev/root.yaml": ours("same: 1"),
    "argocd/dev/apps/api.yaml": ours("new: 1"),
    "charts/api/templates/a.yaml": ours("a: 2" * 5000),
    "charts/api/values.yaml": ours("b: 2"),
    "charts/new/templates/d.yaml": ours("d: 1"),
}
FOREIGN = {"charts/api/mine.txt": "mine", "charts/mine/Chart.yaml": "mine"}
Fails = Callable[[int, str, bool], None]


@pytest.fixture(params=["one thread", "two threads"])
def before(folder: Repository, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """Old output, uncommitted, with files of a person, and what a killed run left."""
    if request.param == "two threads":
        monkeypatch.setattr(staging, "MANY", 0)
    folder.generate(OLD)
    for path, text in FOREIGN.items():
        folder.put(path, text)
    folder.put(f"charts/api/{PREFIX}0-0", "half")
    return folder


def copy_of(repository: Repository, name: str) -> Repository:
    root = repository.root.parent / name
    shutil.copytree(repository.root, root)
    return Repository(root)


def steps_of(before: Repository) -> int:
    return run_with(copy_of(before, "counted"), lambda *_: None)


def assert_old_or_new(repository: Repository) -> None:
    for path, text in repository.files().items():
        if PREFIX not in path:
            assert text in (OLD.get(path), NEW.get(path), FOREIGN.get(path)), path
    assert all(repository.read(path) in (OLD[path], NEW[path]) for path in OLD.keys() & NEW.keys())


def assert_next_run_is_clean(repository: Repository) -> None:
    assert repository.generate(NEW).problems == ()
    assert repository.files() == {**NEW, **FOREIGN}
    assert len(repository.generate(NEW)) == 0


def failing_at(step: int, error: BaseException, *, after: bool = False, forever: bool = False) -> Fails:
    def fails(number: int, name: str, done: bool) -> None:
        hit = number >= step if forever else number == step
        if hit and done == after and not (forever and name == "close"):
            raise error

    return fails


@pytest.mark.parametrize(("code", "forever"), [(errno.ENOSPC, False), (errno.EROFS, True)])
def test_an_error_of_the_disk_at_any_step_leaves_each_file_old_or_new(
    before: Repository, code: int, forever: bool
) -> None:
    steps = steps_of(before)
    messages = []
    for step in range(1, steps + 1):
        repository = copy_of(before, f"step-{step}")
        try:
            run_with(repository, failing_at(step, OSError(code, os.strerror(code)), forever=forever))
        except MachineError as error:
            messages.append(error.message)

        assert_old_or_new(repository)
        if not forever:
            assert [path for path in repository.files() if PREFIX in path and not path.endswith("-0-0")] == []
        assert_next_run_is_clean(repository)
        shutil.rmtree(repository.root)
    assert len(messages) > steps / 2
    assert all(re.fullmatch(f"cannot .*: {os.strerror(code).lower()}", message) for message in messages)


@pytest.mark.parametrize("after", [False, True])
def test_an_interrupt_at_any_step_leaves_each_file_old_or_new_and_nothing_half_written(
    before: Repository, after: bool
) -> None:
    for step in range(1, steps_of(before) + 1):
        repository = copy_of(before, f"step-{step}")
        with pytest.raises(KeyboardInterrupt):
            run_with(repository, failing_at(step, KeyboardInterrupt(), after=after))

        assert_old_or_new(repository)
        assert [path for path in repository.files() if PREFIX in path and not path.endswith("-0-0")] == []
        assert_next_run_is_clean(repository)
        shutil.rmtree(repository.root)


def test_a_process_that_dies_at_any_step_leaves_each_file_old_or_new(before: Repository) -> None:
    def dies_at(step: int) -> Fails:
        return lambda number, _name, done: os._exit(7) if number == step and not done else None

    for step in range(1, steps_of(before) + 1):
        repository = copy_of(before, f"step-{step}")
        assert exit_code(lambda: run_with(repository, dies_at(step))) == 7  # noqa: B023 - called at once

        assert_old_or_new(repository)
        assert_next_run_is_clean(repository)
        shutil.rmtree(repository.root)


def run_with(repository: Repository, fails: Fails) -> int:
    """Write the new tree upon a disk that fails where it changes; the number of steps that it took."""
    changes = write.changes(NEW, repository.root)
    with pytest.MonkeyPatch.context() as patch:
        faulty = install(patch, fails, looks=False)
        write.apply(changes, repository.root)
    return faulty.steps


def exit_code(act: Callable[[], object]) -> int:
    """What a child process ends with that does this and nothing else."""
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", DeprecationWarning
        )  # a fork of a process with threads: the child only writes files
        child = os.fork()
    if child == 0:
        try:
            act()
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_during_the_renames_waits_until_they_are_done(before: Repository, number: signal.Signals) -> None:
    def interrupts(_number: int, name: str, done: bool) -> None:
        if name == "rename" and not done:
            signal.raise_signal(number)

    def interrupted(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    handler = signal.signal(number, interrupted)
    try:
        with pytest.raises(KeyboardInterrupt):
            run_with(before, interrupts)
    finally:
        signal.signal(number, handler)

    assert before.files() == {**NEW, **FOREIGN}


@pytest.mark.parametrize("delay", [0.0, 0.01, 0.02, 0.04, 0.08])
def test_a_killed_run_leaves_no_torn_file_and_no_lock(folder: Repository, delay: float) -> None:
    script = """
import sys
from pathlib import Path
from generator import write
from tests.write.test_crash import many
root = Path(sys.argv[1])
changes = write.changes(many("2"), root)
print("now", flush=True)
write.apply(changes, root)
"""
    folder.generate(many("1"))
    command = [sys.executable, "-c", script, str(folder.root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"now\n"
        time.sleep(delay)
        child.kill()

    old, new = many("1"), many("2")
    found = {path: text for path, text in folder.files().items() if PREFIX not in path}
    assert found.keys() == old.keys()
    assert all(text in (old[path], new[path]) for path, text in found.items())
    assert folder.generate(new).problems == ()
    assert folder.files() == new


def many(body: str) -> dict[str, str]:
    return {f"charts/c{n % 20}/templates/t{n}.yaml": ours(f"{body} " * 500) for n in range(400)}

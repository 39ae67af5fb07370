"""Real signals at random moments: each file is old or new, and a run that is let be ends where it should."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from bench import fleet
from generator import output, pipeline
from generator.write import staging
from generator.yamlio import dump
from tests.crash.effort import LONG
from tests.crash.writers import AFTER, BEFORE, MINE, Snapshot, put, ran, snapshot, temporaries
from tests.repositories import WORKER, files

KILLS = 2000 if LONG else 60
"""For each of the two commands that are cheap."""
LARGE = 300 if LONG else 10
Input = dict[str, bytes]


@dataclass(frozen=True)
class Pair:
    """A repository between two inputs; whatever lies there follows from one or the other."""

    root: Path
    inputs: tuple[Input, Input]
    outcomes: tuple[Snapshot, Snapshot]
    command: tuple[str, ...]

    def turn(self, to: int) -> None:
        """Let the input be the first or the second."""
        put(self.root, self.inputs[to])

    def torn(self) -> list[str]:
        """Files that are of neither."""
        known = [{**source, **outcome} for source, outcome in zip(self.inputs, self.outcomes, strict=True)]
        return [
            path
            for path, data in snapshot(self.root).items()
            if ".cartwright-tmp-" not in path and data not in [one.get(path) for one in known]
        ]


def pair(root: Path, inputs: tuple[Input, Input], *command: str) -> Pair:
    """What an undisturbed run makes of each."""
    outcomes = []
    for source in inputs:
        place = root.parent / f"outcome-{len(outcomes)}"
        put(place, {**source, **MINE})
        assert ran(place, *command) == 0
        outcomes.append(snapshot(place))
        shutil.rmtree(place)
    put(root, {**inputs[0], **MINE})
    return Pair(root, inputs, (outcomes[0], outcomes[1]), command)


def begun(act: Callable[[], int]) -> tuple[int, int]:
    """A copy of this process that does this and nothing else, and a pipe that says when it begins to write."""
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # a fork of a process with threads
        child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    try:
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        os.close(reading)
        with told(writing):
            os._exit(act())
    except KeyboardInterrupt:
        os._exit(130)
    finally:
        os._exit(98)


@contextmanager
def told(writing: int) -> Iterator[None]:
    """Say so before the first step of a writer."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("apply", "put"):
            real = getattr(pipeline.write, name)

            def before(*arguments: object, real: Callable[..., None] = real, **named: object) -> None:
                os.write(writing, b".")
                real(*arguments, **named)

            patch.setattr(pipeline.write, name, before)
        yield


def ended(pair: Pair, number: int, random: Random, reach: float) -> int:
    """The exit code of the command, after a signal at some moment: of the whole run, or of the time it writes."""
    child, reading = begun(lambda: ran(pair.root, *pair.command))
    try:
        if random.random() < 0.8:
            os.read(reading, 1)  # or nothing, where it ends before
            time.sleep(random.random() * reach / 3)
        else:
            time.sleep(random.random() * reach)
        os.kill(child, number)
    finally:
        status = os.waitpid(child, 0)[1]
        os.close(reading)
    return os.waitstatus_to_exitcode(status)


def disturbed(pair: Pair, times: int, numbers: dict[int, tuple[int, ...]]) -> list[int]:
    """Send the signals in turn to run after run, over both inputs; now and then one is let be."""
    random, codes = Random(7), []
    since = time.perf_counter()
    assert ran(pair.root, *pair.command) == 0
    reach = time.perf_counter() - since
    for count in range(times):
        number = [*numbers][count % len(numbers)]
        pair.turn((count + 1) % 2)
        codes.append(ended(pair, number, random, reach))
        reach *= 0.7 if codes[-1] == 0 else 1.2  # too late, and in time: the machine has other things to do as well
        assert codes[-1] in (*numbers[number], 0), codes[-1]
        assert pair.torn() == [], f"after {count + 1} signals"
        if number != signal.SIGKILL and codes[count - 1] != -signal.SIGKILL:
            assert temporaries(pair.root) == [], signal.Signals(number).name
        if random.random() < 0.1:
            assert_ends_well(pair, random.randrange(2))
    assert_ends_well(pair, 1)
    return codes


def assert_ends_well(pair: Pair, which: int) -> None:
    pair.turn(which)
    assert ran(pair.root, *pair.command) == 0
    assert snapshot(pair.root) == pair.outcomes[which]
    assert temporaries(pair.root) == []


KILLED = {signal.SIGKILL: (-signal.SIGKILL,)}
TOLD = {signal.SIGINT: (130,), signal.SIGTERM: (143, -signal.SIGTERM), signal.SIGHUP: (129, -signal.SIGHUP)}
"""Before the command takes the signals, and after it, they end the process as they do any other."""


@pytest.mark.parametrize("command", ["generate", "render --out made"])
def test_a_run_that_is_killed_leaves_each_file_old_or_new(tmp_path: Path, command: str) -> None:
    found = pair(tmp_path / "shop", (files(BEFORE), files(AFTER)), *command.split())

    codes = disturbed(found, KILLS, KILLED)

    assert codes.count(-signal.SIGKILL) > KILLS / 4


@pytest.mark.parametrize("command", ["generate", "render --out made"])
def test_a_run_that_is_told_to_end_also_leaves_nothing_half_written(tmp_path: Path, command: str) -> None:
    found = pair(tmp_path / "shop", (files(BEFORE), files(AFTER)), *command.split())

    codes = disturbed(found, KILLS // 2, TOLD)

    assert {130, 143, 129} <= {*codes}


@pytest.mark.parametrize("numbers", [KILLED, TOLD], ids=["killed", "told"])
def test_so_it_is_for_a_large_fleet_which_two_processes_make_and_two_threads_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, numbers: dict[int, tuple[int, ...]]
) -> None:
    if not LONG:
        monkeypatch.setattr(output, "MANY", 5)
        monkeypatch.setattr(staging, "MANY", 20)
    monkeypatch.setattr(output, "is_possible", lambda: sys.platform == "linux")
    size = (20, 12) if LONG else (2, 4)
    first = {path: text.encode() for path, text in fleet.files(*size).items()}
    second = {path: data.replace(fleet.FIRST_TAG.encode(), fleet.SECOND_TAG.encode()) for path, data in first.items()}
    found = pair(tmp_path / "shop", (first, {**second, "config/services/more.yaml": dump(WORKER).encode()}), "generate")

    codes = disturbed(found, LARGE, numbers)

    assert {*codes} - {0} != set(), "none came in time"

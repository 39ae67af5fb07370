"""A real machine in trouble, without doubles: a limit on files, a lost permission, several runs at once."""

from __future__ import annotations

import os
import resource
import stat
import sys
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.crash.writers import AFTER, BEFORE, MINE, put, ran, snapshot, temporaries
from tests.repositories import WORKER, files, over

NOBODY = 65534


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """Generated from one input, with another one there."""
    for folder in (tmp_path, *tmp_path.parents[:3]):
        if folder.stat().st_uid == os.geteuid() and not folder.stat().st_mode & stat.S_IXOTH:
            folder.chmod(folder.stat().st_mode | stat.S_IXOTH)
    put(tmp_path / "shop", {**files(BEFORE), **MINE})
    assert ran(tmp_path / "shop", "generate") == 0
    put(tmp_path / "shop", files(AFTER))
    return tmp_path / "shop"


def forked(act: Callable[[], int]) -> int:
    """A copy of this process that does this and ends with what it says."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # a fork of a process with threads
        child = os.fork()
    if child == 0:
        try:
            with Path(os.devnull).open("w") as sys.stdout, Path(os.devnull).open("w") as sys.stderr:
                os._exit(act())
        finally:
            os._exit(98)
    return child


def code_of(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.mark.parametrize("most", [0, 200, 1000, 3000])
def test_a_file_that_may_not_grow_is_the_machine_s_trouble_and_the_old_one_stays(shop: Path, most: int) -> None:
    """As a full disk or a quota: some bytes of a file are written, and then no more."""
    before = snapshot(shop)

    def limited() -> int:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        return ran(shop, "generate")

    assert code_of(forked(limited)) == 3
    assert snapshot(shop) == before
    assert temporaries(shop) == []
    assert ran(shop, "generate") == 0


@pytest.mark.parametrize("closed", ["charts/app", "charts", "argocd/dev/apps", ".cartwright"])
def test_a_folder_that_may_not_be_written_any_more_is_the_machine_s_trouble(shop: Path, closed: str) -> None:
    is_root = os.geteuid() == 0  # whom no mode keeps from anything
    for path in (shop, *shop.rglob("*")) if is_root else ():
        os.chown(path, NOBODY, NOBODY)
    (shop / closed).chmod(0o555)
    before = snapshot(shop)

    def as_another() -> int:
        if is_root:
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        return ran(shop, "generate")

    code = code_of(forked(as_another))

    if closed == ".cartwright":  # its files are there already, and may be written
        assert code in (0, 3)
    else:
        assert code == 3
        assert snapshot(shop) == before
    (shop / closed).chmod(0o755)
    assert ran(shop, "generate") == 0
    assert temporaries(shop) == []


def test_runs_at_once_end_as_one_after_the_other(shop: Path) -> None:
    running = [forked(lambda: ran(shop, "generate")) for _ in range(6)]
    codes = [code_of(child) for child in running]
    done = snapshot(shop)

    assert codes == [0] * 6
    assert ran(shop, "generate") == 0
    assert snapshot(shop) == done
    assert temporaries(shop) == []


def test_runs_of_two_inputs_at_once_leave_the_tree_of_the_last_one_or_say_so(shop: Path) -> None:
    """The input changes between them: a run that read the earlier one writes nothing of it over the later."""
    for number in range(10):
        first = forked(lambda: ran(shop, "generate"))
        put(shop, files({"app": over(WORKER, {"env": {"A": str(number)}})}))
        second = forked(lambda: ran(shop, "generate"))
        codes = {code_of(first), code_of(second)}

        assert codes <= {0, 2}, number
        assert ran(shop, "generate") == 0
    assert b"A: '9'" in (shop / "charts/app/values.yaml").read_bytes().replace(b'"', b"'")
    assert temporaries(shop) == []


def test_renderings_into_one_folder_at_once_end_as_one(shop: Path) -> None:
    running = [forked(lambda: ran(shop, "render", "--out", "made/deep")) for _ in range(5)]

    assert [code_of(child) for child in running] == [0] * 5
    assert temporaries(shop) == []
    assert len([*(shop / "made/deep").rglob("*.yaml")]) > 3

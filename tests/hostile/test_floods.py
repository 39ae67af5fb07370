"""Inputs of very many, each small enough to be read: what is said of them is said in time."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

import pytest

from generator.errors import InputError, Place, Problem
from generator.load import load
from generator.ration import Rationed
from generator.suggest import near
from generator.tree import DiskTree, MemoryTree
from tests.validate.shop import said

MANY = 15_000
FLOODS = {
    "files": "files: {{{}}}".format(",".join(f"/x/{number}: files/a" for number in range(MANY))),
    "files in folders": "files: {{{}}}".format(",".join(f"/x/{number}/y: files/a" for number in range(MANY))),
    "folders that can be written to": "writable: [{}]".format(",".join(f"/x/{number}" for number in [*range(MANY), 9])),
    "unknown keys": "\n".join(f"zzkey{number}: 1" for number in range(MANY)),
    "needs of nobody": "needs: {{{}}}".format(",".join(f"a{number}: {{}}" for number in range(MANY))),
    "ports of one number": "ports: {{{}}}".format(",".join(f"a{number}: 8080" for number in range(MANY))),
}


@pytest.mark.parametrize("flood", FLOODS)
def test_a_service_of_very_many_is_judged_in_time(flood: str) -> None:
    start = time.process_time()

    assert said(api=f"{FLOODS[flood]}\n") != []
    assert time.process_time() - start < 8


def test_a_network_of_very_many_subnets_is_judged_in_time() -> None:
    subnets = ",".join(f"10.20.{number // 16}.{number % 16 * 16}/28" for number in range(4096))
    start = time.process_time()

    (problem,) = said(
        dev="",
        more={
            "environments/dev.yaml": f"""\
cluster: {{name: shop-dev}}
domain: dev.example.com
network: {{cidr: 10.20.0.0/16, public: [{subnets},10.20.7.0/28]}}
"""
        },
    )

    assert problem.startswith("environments/dev.yaml:3:")
    assert "cidr-overlap: `network.public[4096]`: `10.20.7.0/28` overlaps `10.20.7.0/28`" in problem
    assert time.process_time() - start < 2


def test_what_was_meant_is_looked_up_once() -> None:
    names = [f"service-{number}" for number in range(1000)]
    start = time.process_time()

    assert {near("servise-7", names) for _ in range(200)} == {"service-7"}
    assert time.process_time() - start < 2


def test_the_input_is_limited_in_all() -> None:
    files = {f"config/files/{number}": b"x" * 1000 for number in range(5)}
    tree = Rationed(MemoryTree(files), most=3 << 10)

    read, problems = {}, []
    for path in tree.paths():
        try:
            read[path] = tree.read(path)
        except InputError as error:
            problems += error.problems

    assert sorted(read) == ["config/files/0", "config/files/1", "config/files/2"]
    assert problems == [
        Problem(
            code="input-too-large",
            message="with this file the input has more than 3 KiB together, and is read no further",
            place=Place("config/files/3"),
            hint="keep what is large outside the repository, or in an image",
        )
    ]


def test_an_input_that_is_too_large_is_told_once() -> None:
    large = b"x" * (1 << 20)
    sources, problems = load(MemoryTree({f"config/files/{number}": large for number in range(70)}))

    assert [problem.code for problem in problems if problem.code != "missing-file"] == ["input-too-large"]
    assert len(sources.files) == 64


def test_folders_in_folders_are_walked_without_end(tmp_path: Path) -> None:
    subprocess.run(["mkdir", "-p", "/".join("a" * 1500)], cwd=tmp_path, check=True)

    try:
        (tmp_path / "/".join("a" * 1500) / "x").touch()
        assert [path.count("/") for path in DiskTree(tmp_path).paths()] == [1500]
    finally:  # pytest would go down with what it removes
        subprocess.run(["rm", "-rf", "a"], cwd=tmp_path, check=True)

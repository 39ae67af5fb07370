"""The smallest sound repository, in memory, and what validation says of it once a test has added something."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from generator import output, pipeline, remake, schema
from generator.clock import Clock
from generator.errors import InputError, Place, Problem
from generator.load import load
from generator.merge import layered
from generator.nouns import Fleet
from generator.recall import Earlier, Own
from generator.tree import MemoryTree
from generator.validate import judged, validate

PLATFORM = """\
name: shop
repository: {url: https://github.com/acme/shop.git}
aws: {account: "111122223333", region: eu-west-1}
kubernetes: "1.36"
secrets: {prefix: shop}
registries: [docker.io/acme]
"""
API = """\
kind: web
image: {repository: acme/api, tag: v1}
port: 8080
"""
DEV = """\
cluster: {name: shop-dev}
domain: dev.example.com
network: {cidr: 10.20.0.0/16}
"""
PROD = """\
cluster: {name: shop-prod}
domain: example.com
network: {cidr: 10.21.0.0/16}
"""
POSTGRES = """\
kind: postgres
version: "17"
database: shop
user: shop
inCluster: {storage: 1Gi}
"""

Files = Mapping[str, str]


def shop(*, platform: str = "", api: str = "", dev: str = "", more: Files | None = None) -> dict[str, str]:
    """The input files: of a platform, a service and an environment, each with lines added; and more, or others."""
    minimal = {
        "config/platform.yaml": PLATFORM + platform,
        "config/services/api.yaml": API + api,
        "environments/dev.yaml": DEV + dev,
    }
    return {**minimal, **(more or {})}


def fleet_of(files: Files) -> Fleet:
    """The fleet of these files, or InputError."""
    sources, problems = load(MemoryTree({path: text.encode() for path, text in files.items()}))
    return validate(sources, layered(sources), problems)


def told(files: Files) -> list[str]:
    """Each problem as one line: place, code and message, hint, and the other places; what is wrong in an environment
    is also seen by a run that reads that one alone, since an earlier run made the others."""
    try:
        fleet_of(files)
    except InputError as error:
        wrong = {place.file for problem in error.problems for place in (problem.place, *_others(problem))}
        assert [file for file in sorted(wrong) if not is_seen_alone(files, file)] == []
        there = [file for file in files if file.startswith("environments/")]
        assert not there or any(is_seen_alone(files, file) for file in there), "one of them was edited last"
        return [line(problem) for problem in error.problems]
    return []


def is_seen_alone(files: Files, path: str) -> bool:
    """Whether a run after an edit of this file alone reads the whole, or finds something wrong in what it reads."""
    if not path.startswith("environments/") or path not in files:
        return True  # another file is read by every run
    try:
        own = {file: _alone(files, file) for file in sorted(files) if file.startswith("environments/")}
    except InputError:
        return True  # it is wrong by itself, or another one is, and then no earlier run made that
    return not Earlier().agree(own)


def _alone(files: Files, path: str) -> Own:
    """An environment as a run makes it that reads no other."""
    name = PurePosixPath(path).stem
    others = {PurePosixPath(file).stem for file in files if file.startswith("environments/")} - {name}
    some = pipeline.read(MemoryTree({path: text.encode() for path, text in files.items()}), Clock(), others)
    (part,) = output.own_parts(judged(some), [name])
    return remake.own(some, part, schema.kinds(some.fleet.layers))


def _others(problem: Problem) -> tuple[Place, ...]:
    return tuple(also.place for also in problem.also)


def said(*, platform: str = "", api: str = "", dev: str = "", more: Files | None = None) -> list[str]:
    """What is told of the smallest repository with these lines added."""
    return told(shop(platform=platform, api=api, dev=dev, more=more))


def line(problem: Problem) -> str:
    """A problem in full on one line."""
    notes = (f"{also.place} {also.text}" for also in problem.also)
    return " | ".join([f"{problem.place}: {problem.code}: {problem.message}", problem.hint, *notes]).rstrip(" |")

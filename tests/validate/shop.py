"""The smallest sound repository, in memory, and what validation says of it once a test has added something."""

from __future__ import annotations

from collections.abc import Mapping

from generator.errors import InputError, Problem
from generator.load import load
from generator.merge import layered
from generator.nouns import Fleet
from generator.tree import MemoryTree
from generator.validate import validate

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
    """Each problem as one line: place, code and message, hint, and the other places."""
    try:
        fleet_of(files)
    except InputError as error:
        return [line(problem) for problem in error.problems]
    return []


def said(*, platform: str = "", api: str = "", dev: str = "", more: Files | None = None) -> list[str]:
    """What is told of the smallest repository with these lines added."""
    return told(shop(platform=platform, api=api, dev=dev, more=more))


def line(problem: Problem) -> str:
    """A problem in full on one line."""
    notes = (f"{also.place} {also.text}" for also in problem.also)
    return " | ".join([f"{problem.place}: {problem.code}: {problem.message}", problem.hint, *notes]).rstrip(" |")

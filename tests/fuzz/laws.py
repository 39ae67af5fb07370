"""Any bytes, as any file of a small repository, give a fleet or located problems; what was read is written and read
again as the same."""

from __future__ import annotations

from generator import output, yamlio
from generator.errors import InputError, Problem
from generator.load import load
from generator.merge import layered
from generator.nodes import plain
from generator.tree import MemoryTree
from generator.validate import unused, validate

SHOP = {
    "config/platform.yaml": b"""\
name: shop
repository: {url: https://github.com/acme/shop.git}
aws: {account: "111122223333", region: eu-west-1}
kubernetes: "1.36"
secrets: {prefix: shop}
registries: [docker.io/acme]
""",
    "config/services/api.yaml": b"kind: web\nimage: {repository: acme/api, tag: v1}\nport: 8080\n",
    "environments/dev.yaml": b"""\
cluster: {name: shop-dev}
domain: dev.example.com
network: {cidr: 10.20.0.0/16}
""",
}
PATHS = [*SHOP, "config/templates/base.yaml", "config/services/db.yaml"]


def bytes_are_data_or_problems(data: bytes) -> None:
    """By both readers; and data comes back as it was from what is written of it."""
    for read in (yamlio.parse, yamlio.parse_all):
        try:
            found = read(data, "fuzz.yaml")
        except InputError as error:
            located(error.problems, {"fuzz.yaml": data})
            continue
        for branch in found if isinstance(found, tuple) else (found,):
            value = plain(branch)
            again = plain(yamlio.parse(yamlio.dump(value).encode(), "again.yaml"))
            assert again == value, (value, again)


def a_repository_is_a_fleet_or_problems(path: str, data: bytes) -> None:
    """With the bytes as one of its files, or at the end of one."""
    for content in (data, SHOP.get(path, b"") + data):
        files = {**SHOP, path: content}
        sources, problems = load(MemoryTree(files))
        try:
            fleet = validate(sources, layered(sources), problems)
        except InputError as error:
            located(error.problems, files)
            continue
        unused(fleet)
        output.deployment(fleet)


def located(problems: tuple[Problem, ...], files: dict[str, bytes]) -> None:
    """Each problem stands at a line that there is, and says something that a terminal can show."""
    assert problems
    for problem in problems:
        lines = files.get(problem.place.file, b"").count(b"\n") + 2
        assert 1 <= problem.place.line <= lines, problem
        assert problem.place.column >= 1, problem
        assert not yamlio.unseen_in(problem.message), problem
        assert not yamlio.unseen_in(problem.hint), problem


def one(data: bytes) -> None:
    """The first byte chooses the file; the rest is its content."""
    bytes_are_data_or_problems(data[1:])
    a_repository_is_a_fleet_or_problems(PATHS[data[0] % len(PATHS)] if data else PATHS[0], data[1:])

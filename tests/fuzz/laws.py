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
from tests.validate.shop import shop

SHOP = {path: text.encode() for path, text in shop().items()}
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


def a_repository_is_a_fleet_or_problems(path: str, data: bytes) -> int:
    """With the bytes as one of its files, or at the end of one; how many files and problems came of both."""
    came = 0
    for content in (data, SHOP.get(path, b"") + data):
        files = {**SHOP, path: content}
        sources, problems = load(MemoryTree(files))
        try:
            fleet = validate(sources, layered(sources), problems)
        except InputError as error:
            located(error.problems, files)
            came += len(error.problems)
            continue
        unused(fleet)
        came += len(output.deployment(fleet).artifacts)
    return came


def located(problems: tuple[Problem, ...], files: dict[str, bytes]) -> None:
    """Each problem stands at a line that there is, and says something that a terminal can show."""
    assert problems
    for problem in problems:
        lines = files.get(problem.place.file, b"").count(b"\n") + 2
        assert 1 <= problem.place.line <= lines, problem
        assert problem.place.column >= 1, problem
        assert not yamlio.unseen_in(problem.message), problem
        assert not yamlio.unseen_in(problem.hint), problem


def one(data: bytes) -> int:
    """The first byte chooses the file; the rest is its content. How many files and problems came of it."""
    bytes_are_data_or_problems(data[1:])
    return a_repository_is_a_fleet_or_problems(PATHS[data[0] % len(PATHS)] if data else PATHS[0], data[1:])

"""Whatever is done to the real input, it is a fleet or problems, each with a place in a file that there is."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from generator import output, yamlio
from generator.errors import InputError, Problem
from generator.load import load
from generator.merge import layered
from generator.nodes import plain
from generator.tree import MemoryTree
from generator.validate import unused, validate
from tests.validate.dhakacart import FILES, INPUT, Key, keys

DATA = {file: plain(yamlio.parse(FILES[file], file)) for file in INPUT}
ALL = [(file, key) for file in INPUT for key in keys(file)]
VALUES = [
    *(None, True, 3, -1, 1.5, "", "x", "@", "api", "postgres.host", "10.20.0.0/16", "null", "é", "x" * 300, 10**30),
    *([], ["x"], [None], [{}], {}, {"x": None}, {"x": {"y": 1}}, {"from": "redis"}, {"from": "redis.host"}),
    *({"secret": "x", "of": "y"}, {"postgres": {}}, {"backend": {"kind": "worker"}}, {"name": "x"}),
]
CHANGES = ["remove", "rename", "twice", *VALUES]


def changed(file: str, key: Key, change: Any, data: Any) -> str:
    """The file's text with one key removed, renamed, written twice, or given another value."""
    holder = data
    for step in key.path[:-1]:
        holder = holder[step]
    name = key.path[-1]
    if change == "remove":
        del holder[name]
    elif change == "rename":
        holder[f"{name}x"] = holder.pop(name)
    elif change == "twice":
        return f"{yamlio.dump(data)}{key.path[0]}: {{}}\n"
    else:
        holder[name] = copy.deepcopy(change)
    return yamlio.dump(data)


def outcome(files: dict[str, bytes]) -> tuple[Problem, ...]:
    """The problems of the input; everything that follows from it is made where it has none."""
    sources, problems = load(MemoryTree(files))
    try:
        fleet = validate(sources, layered(sources), problems)
    except InputError as error:
        return error.problems
    unused(fleet)
    output.deployment(fleet)
    return ()


def badly_told(files: dict[str, bytes]) -> list[object]:
    """The problems that are not at a line of the input, or say nothing; whatever is no problem makes a fleet."""
    return [problem for problem in outcome(files) if not is_well_told(problem, files)]


def is_well_told(problem: Problem, files: dict[str, bytes]) -> bool:
    place = problem.place
    if place.file not in files:
        return problem.code == "missing-file" and bool(problem.message) and place.line == 1
    lines = files[place.file].decode().split("\n")
    at_a_line = 1 <= place.line <= len(lines) + 1  # what is missing at the end is missing behind it
    return at_a_line and bool(problem.message) and all(also.place.file in files for also in problem.also)


@given(st.sampled_from(ALL), st.sampled_from(CHANGES))
def test_one_change_of_a_value_is_a_fleet_or_problems(one: tuple[str, Key], change: Any) -> None:
    file, key = one

    assert badly_told({**FILES, file: changed(file, key, change, copy.deepcopy(DATA[file])).encode()}) == []


@given(st.lists(st.tuples(st.sampled_from(ALL), st.sampled_from(VALUES)), min_size=2, max_size=4))
def test_changes_in_several_files_are_a_fleet_or_problems(changes: list[tuple[tuple[str, Key], Any]]) -> None:
    files = dict(FILES)
    for (file, key), value in changes:
        files[file] = changed(file, key, value, copy.deepcopy(DATA[file])).encode()

    assert badly_told(files) == []


@given(st.sampled_from(INPUT), st.data())
def test_a_change_of_a_line_is_a_fleet_or_problems(file: str, data: st.DataObject) -> None:
    lines = FILES[file].decode().splitlines()
    number = data.draw(st.integers(0, len(lines) - 1))
    line = lines[number]
    others = [
        [],
        [line, line],
        [line[: len(line) // 2]],
        [f"  {line}"],
        [line.replace(":", "", 1)],
        [line, "- x"],
        [line, "\tx"],
    ]
    lines[number : number + 1] = data.draw(st.sampled_from(others))

    assert badly_told({**FILES, file: "\n".join(lines).encode()}) == []


@given(st.sets(st.sampled_from(sorted(FILES)), max_size=5))
def test_files_that_are_gone_are_a_fleet_or_problems(gone: set[str]) -> None:
    assert badly_told({path: data for path, data in FILES.items() if path not in gone}) == []

"""A typo in any key of any file of the real input is told at that key, with the one that was meant."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator import pipeline
from generator.errors import InputError, Problem
from generator.tree import MemoryTree
from tests.validate.dhakacart import FILES, INPUT, Key, keys

FREE = [
    r"(before\.\w+\.)?env\.\w+",
    r"(before\.\w+\.)?files\..+",
    r"before\.\w+",
    r"ports\.\w+",
    r"routes\.[\w-]+",
    r"sync\.windows\.[\w-]+",
    r"writable\..+",
]
"""Names that a person is free to choose: another one is no mistake that anybody could know."""
NAMES = {
    r"defaults\.\w+": "unknown-service-kind",
    r"services\.\w+\.before\.\w+": "missing-key",
    r"needs\.\w+": "unknown-service",
    r"services\.\w+": "unknown-service",
}
"""Names of something that must be there."""
CHANGED = "before.schema"


def dotted(key: Key) -> str:
    return ".".join(map(str, key.path))


def is_free(file: str, key: Key) -> bool:
    if any(re.fullmatch(pattern, dotted(key)) for pattern in NAMES):
        return False
    within = re.sub(r"^services\.\w+\.", "", dotted(key)) if file.startswith("environments/") else dotted(key)
    return any(re.fullmatch(pattern, within) for pattern in FREE)


def code(file: str, key: Key) -> str:
    return next((code for pattern, code in NAMES.items() if re.fullmatch(pattern, dotted(key))), "unknown-key")


def misspelt(file: str, key: Key) -> bytes:
    """The file with an `x` after the key."""
    lines = FILES[file].decode().split("\n")
    line, end = lines[key.place.line - 1], key.place.column - 1 + len(str(key.path[-1]))
    lines[key.place.line - 1] = f"{line[:end]}x{line[end:]}"
    return "\n".join(lines).encode()


def problems(file: str, data: bytes) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as raised:
        pipeline.generated(MemoryTree({**FILES, file: data}))
    return raised.value.problems


ALL = [(file, key) for file in INPUT for key in keys(file)]
KNOWN = [(file, key) for file, key in ALL if not is_free(file, key)]


@pytest.mark.parametrize(("file", "key"), KNOWN, ids=[f"{file}:{dotted(key)}" for file, key in KNOWN])
def test_a_typo_in_a_key_is_told_at_that_key_with_the_one_that_was_meant(file: str, key: Key) -> None:
    found = problems(file, misspelt(file, key))

    here = [problem for problem in found if problem.place == key.place]
    assert [problem.code for problem in here] == [code(file, key)]
    assert here[0].hint == f"did you mean `{key.path[-1]}`?"


def test_free_names_are_the_only_keys_that_may_be_anything() -> None:
    free = [f"{Path(file).stem}: {dotted(key)}" for file, key in ALL if is_free(file, key)]

    assert len(KNOWN) > 180
    assert [name for name in free if not re.search(r"\benv\.", name)] == [
        "backend: before.schema",
        "backend: before.schema.files./schema/schema.sql",
        "backend: routes.api",
        "backend: routes.shop-api",
        "frontend: files./etc/nginx/conf.d/default.conf",
        "frontend: routes.shop",
        "frontend: routes.www",
        "production: sync.windows.evening-peak",
    ]
    for file, key in ALL:
        if is_free(file, key) and dotted(key) != CHANGED:
            pipeline.generated(MemoryTree({**FILES, file: misspelt(file, key)}))


def test_a_job_that_an_environment_changes_is_missed_there_under_its_old_name() -> None:
    (key,) = (key for key in keys("config/services/backend.yaml") if dotted(key) == CHANGED)

    (problem,) = problems("config/services/backend.yaml", misspelt("config/services/backend.yaml", key))

    assert str(problem.place) == "environments/production.yaml:18:14"
    assert problem.hint == "did you mean `schemax`?"


def test_typos_in_every_file_are_told_in_one_run(tmp_path: Path) -> None:
    first = {file: keys(file)[0] for file in INPUT}
    for path, data in FILES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(misspelt(path, first[path]) if path in first else data)
    before = tree(tmp_path)

    with pytest.raises(InputError) as raised:
        pipeline.generate(tmp_path)

    places = [problem.place for problem in raised.value.problems if problem.code == "unknown-key"]
    assert places == sorted(key.place for key in first.values())
    assert tree(tmp_path) == before


def tree(root: Path) -> dict[str, tuple[int, bytes]]:
    """Every file below a folder, with its time."""
    return {
        str(path.relative_to(root)): (path.stat().st_mtime_ns, path.read_bytes())
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }

"""Data -> every version of it with one thing broken, or changed so that it may be."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

WRONG: tuple[Any, ...] = (
    None, True, 0, 1, -1, 3, 3.5, 1023, 70000, 10**9, "", "x", "3", "1", "a/b", "X-y", "a.b", "a--b", "none", "latest",
    "@", "0s", "30s", "90m", "1Gi", "0.001Ki", "0 0 30 2 *", "10.20.0.1/16", "10.99.0.0/16", "/a/../b", "x" * 63,
    "x" * 64, "x" * 51, "x" * 300, "\u0663", "AKIA" + "ABCD" * 4, "2026-12-31", [], [None], ["x"], {}, {"x": None},
    {"x": 1}, {"from": "db.host"}, {"from": "db"}, {"secret": "x"}, {"of": "x"}, {"from": "db.host", "of": "x"},
    {"from": None}, {"from": "db", "repository": "x"}, {"port": 8080}, {"path": "/x"}, {"tag": "latest"},
    "127.0.0.1", "eu-west-1", "1000Mi", {"port": 8081, "protocol": "udp"},
    ["ReadWriteOnce", "ReadWriteOncePod"],
    {"/x": "files/x", "/x/y": "files/y"}, {"/tmp": "files/x"}, {"deny": "@daily", "allow": "@daily", "duration": "1h"},
)  # fmt: skip
KEYS = (
    "unknown",
    "Unknown key",
    "a-b",
    "internet",
    "",
    "x" * 64,
    "a\n",
    "/x",
    "/x/../y",
    "helm.sh/hook",
    "port",
    "replicas",
)
Path = tuple[str | int, ...]


def mutants(data: Any) -> Iterator[tuple[str, Any]]:
    """Each change by name, with the data as it is then."""
    for path, value in places(data):
        where = ".".join(map(str, path))
        for name, other in _instead(value):
            yield f"{where}: {name}", changed(data, path, other)
        if path and isinstance(path[-1], str):
            yield f"{where} dropped", dropped(data, path)
            yield f"{where} renamed", changed(dropped(data, path), (*path[:-1], f"{path[-1]}x"), value)
        if isinstance(value, dict):
            for key in KEYS:
                yield f"{where}: a key {key[:20]!r}", changed(data, (*path, key), 1)
                yield f"{where}: a mapping {key[:20]!r}", changed(data, (*path, key), {})


def places(data: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every key path with what is there."""
    yield path, data
    steps = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, value in steps:
        yield from places(value, (*path, step))


def changed(data: Any, path: Path, value: Any) -> Any:
    """The data with another value at a path."""
    if not path:
        return value
    if isinstance(data, dict):
        return {**data, path[0]: changed(data.get(path[0]), path[1:], value)}
    return [changed(item, path[1:], value) if index == path[0] else item for index, item in enumerate(data)]


def dropped(data: Any, path: Path) -> Any:
    """The data without a key."""
    head, *rest = path
    if isinstance(data, list):
        return [dropped(item, tuple(rest)) if index == head else item for index, item in enumerate(data)]
    if not rest:
        return {key: value for key, value in data.items() if key != head}
    return {**data, head: dropped(data[head], tuple(rest))}


def as_json(data: Any) -> Any:
    """The data as an editor sees it: a date is a text."""
    if isinstance(data, dict):
        return {key: as_json(value) for key, value in data.items()}
    if isinstance(data, list):
        return [as_json(item) for item in data]
    return data.isoformat() if isinstance(data, datetime.date) else data


def _instead(value: Any) -> Iterator[tuple[str, Any]]:
    for other in WRONG:
        yield repr(other)[:60], other
    if isinstance(value, str):
        for other in (
            f"{value}\n",
            f" {value}",
            f"{value}-",
            f"{value}.",
            value.upper(),
            value * 2,
            f"{value}/{value}",
        ):
            yield repr(other)[:60], other
    if isinstance(value, int):
        for number in (float(value), str(value), value + 1, value - 1, value * 1000):
            yield repr(number), number
    if isinstance(value, list) and value:
        yield "an item twice", [*value, value[-1]]
        yield "null at the end", [*value, None]

"""Neither the order of keys nor that of files changes anything; only routes and jobs around a rollout have an order."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from generator import yamlio
from generator.nodes import plain
from generator.tree import DiskTree
from tests.laws.effort import percent
from tests.laws.fleet import FLEET
from tests.repositories import generated

ROOT = Path(__file__).parents[2]
ORDERED = ("routes", "before", "after")


def shuffled(data: Any, random: Random) -> Any:
    """The data with the keys of every mapping in another order, but for those whose order has a meaning."""
    if isinstance(data, list):
        return [shuffled(item, random) for item in data]
    if not isinstance(data, dict):
        return data
    keys = list(data)
    random.shuffle(keys)
    return {key: data[key] if key in ORDERED else shuffled(data[key], random) for key in keys}


def in_another_order(source: dict[str, bytes], random: Random) -> dict[str, bytes]:
    """The same input: files in another order, and the keys in each."""
    paths = list(source)
    random.shuffle(paths)
    return {path: rewritten(path, source[path], random) for path in paths}


def rewritten(path: str, content: bytes, random: Random) -> bytes:
    if path.startswith("config/files/"):
        return content
    return yamlio.dump(shuffled(plain(yamlio.parse(content, path)), random)).encode()


def dhakacart() -> dict[str, bytes]:
    tree = DiskTree(ROOT)
    return {path: tree.read(path) for folder in ("config", "environments") for path in tree.paths(folder)}


@percent(20)
@given(st.randoms(use_true_random=False), st.sampled_from([FLEET, dhakacart()]))
def test_the_order_of_keys_and_files_changes_nothing(random: Random, source: dict[str, bytes]) -> None:
    assert generated(in_another_order(source, random)).files == generated(source).files

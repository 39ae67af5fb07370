"""A sound object -> one with one thing changed: a key deleted, added or renamed, a type or a value exchanged."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from typing import Any

ODD: tuple[Any, ...] = ("", "odd", "-1", "0x10", "a\nb", 0, -1, 1.5, 2**53, True, None, [], {}, [None], {"odd": "odd"})


def mutated(body: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """A copy with one change somewhere."""
    out = copy.deepcopy(body)
    holder, key = chance.choice(list(_places(out)))
    match chance.choice(["delete", "odd", "odd", "unknown", "rename", "wrap"]):
        case "delete":
            del holder[key]
        case "odd":
            holder[key] = copy.deepcopy(chance.choice(ODD))
        case "unknown" if isinstance(holder, dict):
            holder["unknownKey"] = "odd"
        case "rename" if isinstance(holder, dict):
            holder[f"{key}x"] = holder.pop(key)
        case _:
            holder[key] = [holder[key]] if chance.random() < 0.5 else str(holder[key])
    return out


def _places(node: Any) -> Iterator[tuple[Any, Any]]:
    """Every mapping or list with each of its keys or positions."""
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, child in children:
        yield node, key
        yield from _places(child)

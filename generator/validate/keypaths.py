"""Where an error is: pydantic's location -> the keys of the file, as people write them; and how strong a place is."""

from __future__ import annotations

from collections.abc import Sequence

from generator.errors import Place
from generator.nodes import Branch, Node, child
from generator.validate.fields import is_variant

Path = Sequence[str | int]


def steps(tree: Branch, location: Path) -> list[str | int]:
    """pydantic's location as the keys of the file: without names of variants, and `[key]`."""
    node: Node | None = tree
    found: list[str | int] = []
    for step in location:
        inner = None if node is None else child(node, [step])
        if inner is None and (is_variant(step) or step == "[key]"):
            continue
        found.append(step)
        node = inner
    return found


RANKS = {"environments/": 3, "config/services/": 2, "config/templates/": 1}


def rank(place: Place) -> int:
    """How strong a file's layer is."""
    return next((rank for folder, rank in RANKS.items() if place.file.startswith(folder)), 0)


def dotted(path: Path) -> str:
    """A key path as people write it: `scaling.min`, `args[0]`."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{one_line(step)}" if text else one_line(step)
    return text


def last(path: Path) -> str:
    """The last key of a path, with the places in lists that follow it: `args[0]`."""
    at = max((index for index, step in enumerate(path) if isinstance(step, str)), default=0)
    return dotted(path[at:])


def one_line(key: str) -> str:
    """A key on one line, nothing invisible, nothing endless."""
    plain = "".join(c if c.isprintable() and c != "`" else f"\\u{ord(c):04x}" for c in key[:60])
    return plain if len(key) <= 60 else f"{plain}…"

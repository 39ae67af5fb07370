"""Charts that people bring: judged before anything of them runs, then rendered in processes without a way out.

Whoever renders ours alone imports none of what does that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.errors import Problem
from generator.render.brought.chart import Brought
from generator.render.brought.placed import Placed, placed
from generator.render.job import Engine

__all__ = ["Brought", "Placed", "bring", "guarded", "overlooked", "placed"]


def bring(directory: Path, root: Path, environments: Iterable[str]) -> tuple[dict[str, Brought], tuple[Problem, ...]]:
    """The charts of a folder by name, and what is wrong with them."""
    from generator.render.brought.folder import read

    return read(directory, root, environments)


def guarded(engine: Engine, brought: Placed) -> Engine:
    """The engine as it is, or with a guard around the charts that people brought."""
    if not brought.by_path:
        return engine
    from generator.render.brought.guard import Guarded

    return Guarded(engine)


def overlooked(brought: Placed, engine: Engine) -> Iterator[str]:
    """What of the charts was not rendered, or not as it should be, a sentence each."""
    for folder in brought.idle:
        yield f"the chart `{folder}`: no environment runs a chart of that name"
    for what in sorted(getattr(engine, "open", ())):
        yield f"whether charts of `--charts` kept from the {what}: this system cuts no process off from it"

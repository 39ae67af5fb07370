"""Charts that people bring: judged before anything of them runs, then rendered in processes without a way out.

Whoever renders ours alone imports none of what does that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from generator.errors import Problem
from generator.render.brought.chart import Brought
from generator.render.brought.limits import Limits
from generator.render.brought.placed import Placed, placed
from generator.render.job import Engine

__all__ = ["Brought", "Limits", "Placed", "bring", "bring_files", "guarded", "overlooked", "placed", "watched"]


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


def bring_files(folder: str, contents: Mapping[str, bytes]) -> tuple[Brought, list[Problem]]:
    """The chart of a folder whose files lie on no disk, and what is wrong with it."""
    from generator.render.brought.folder import judged

    return judged(folder, contents)


def watched(engine: Engine, limits: Limits) -> Engine:
    """The engine with a guard around charts of people's, for whom shows no secret that they render."""
    from generator.render.brought.guard import Guarded

    return Guarded(engine, limits, secrets=True)


def overlooked(brought: Placed, engine: Engine) -> Iterator[str]:
    """What of the charts was not rendered, or not as it should be, a sentence each."""
    for folder in brought.idle:
        yield f"the chart `{folder}`: no environment runs a chart of that name"
    for what in sorted(getattr(engine, "open", ())):
        yield f"whether charts of `--charts` kept from the {what}: this system cuts no process off from it"

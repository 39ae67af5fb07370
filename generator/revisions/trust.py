"""A chart at a revision -> whether it may be rendered in this process, which takes whatever a template asks for.

So may what cartwright makes of the input, and what is merged: that, Argo CD itself has rendered. Anything else a pull
request may have brought, and is rendered in a process that is bounded, like the charts of `--charts`.
"""

from __future__ import annotations

from collections.abc import Collection

from generator.revisions import sides
from generator.revisions.side import Side
from generator.revisions.source import Source


def is_trusted(side: Side, one: Source, values: Collection[str], merged: Side | None) -> bool:
    """Whether all that goes into a render is known to end: the chart's folder, values beside it, values of its own."""
    if side is merged:
        return True
    files = {*side.below(one.path), *values}
    if one.given:
        return False
    if merged is not None and all(side.digests[path] == merged.digests.get(path) for path in files):
        return True
    return all(path.startswith(f"{one.path}/") for path in values) and sides.is_made(side, one.path)

"""Which action of a chart never ends: the chart is rendered again, up to one action after the other.

Actions outside of any block are executed one after the other, so an action that stops the render before one of them is
reached says that the trouble lies before it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from generator.render.brought.chart import Brought, is_partial
from generator.render.brought.template import Action, definitions

SECONDS = 3.0
"""That a render may take which only looks for the place."""
_DEEPEST = 6
_STOP = '{{ fail "here" }}'
_LOOPS = ("range", "until", "untilStep", "seq", "repeat", "include", "template", "tpl")

Ends = Callable[[Mapping[str, str]], bool]
"""Whether a render ends with these texts in the place of the chart's templates."""


def found(chart: Brought, ends: Ends) -> tuple[str, int]:
    """The template and the offset in it; the chart as a whole where no template takes too much alone."""
    printing = [path for path in chart.templates if not is_partial(path)]
    for path in printing:
        others = {other: definitions(chart.files[other], chart.templates[other]) for other in printing if other != path}
        if not ends(others):
            return _inside(chart, path, "", partial(_with, ends, others), _DEEPEST)
    return "Chart.yaml", 0


def _with(ends: Ends, others: Mapping[str, str], texts: Mapping[str, str]) -> bool:
    return ends({**others, **texts})


def _inside(chart: Brought, path: str, body: str, ends: Ends, levels: int) -> tuple[str, int]:
    """The action of a template, or of a definition in it, or of what that includes."""
    units = [action for action in chart.templates[path] if action.body == body and not action.depth and _does(action)]
    if not units:
        return path, 0
    text = chart.files[path]
    low, high = 0, len(units)  # the render comes to the first, and never to its end
    while high - low > 1:
        middle = (low + high) // 2
        start = units[middle].start
        if ends({path: f"{text[:start]}{_STOP}{text[start:]}"}):
            low = middle
        else:
            high = middle
    return _included(chart, units[low], ends, levels) or (path, _loop(chart.templates[path], units, low))


def _included(chart: Brought, action: Action, ends: Ends, levels: int) -> tuple[str, int] | None:
    """The same inside of the definition that the action includes, if it does nothing else."""
    name = next(iter(action.texts_after("include", "template")), None)
    if name is None or not levels:
        return None
    for path, others in chart.templates.items():
        if any(
            other.keyword == "define" and other.tokens[1:2] and other.tokens[1].content == name.content
            for other in others
        ):
            return _inside(chart, path, name.content, ends, levels - 1)
    return None


def _loop(everything: Sequence[Action], units: Sequence[Action], number: int) -> int:
    """The first loop of a block, or what it begins with."""
    start, end = units[number].start, units[number + 1].start if number + 1 < len(units) else None
    inside = (one for one in everything if start <= one.start and (end is None or one.start < end))
    loops = (one.start for one in inside if any(token.text in _LOOPS for token in one.tokens))
    return next(loops, start)


def _does(action: Action) -> bool:
    return bool(action.tokens) and action.keyword not in ("end", "else", "define")

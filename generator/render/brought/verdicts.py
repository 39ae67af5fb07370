"""What a cell said, or was stopped for -> documents, or a failure at a place in the chart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.errors import MachineError
from generator.render.brought.chart import Brought
from generator.render.brought.limits import Limits, Stopped
from generator.render.job import Failure

Answer = tuple[list[Any], ...] | Failure
"""[file of the chart, text or object] of each document, or why there are none."""
UNSORTED = ("keys", "values")
"""Functions that give what a mapping holds, in another order each time."""
_LONGEST = 400
_LESS = "make what it loops over, repeats or includes smaller"
_TOO_MUCH = {
    "time": "it was stopped after {0:g} seconds",
    "memory": "it was stopped at {1} MiB of memory",
    "depth": "it includes itself without end",
    "trouble": "Helm breaks down over it",
}


def not_rendered(limits: Limits) -> Failure:
    """The failure of what comes after all others took too long."""
    message = f"it was not rendered: the charts before it took {limits.in_all:g} seconds"
    return Failure(message, code="chart-stopped", hint="mend those that were stopped, or render fewer at once")


def stopped(chart: Brought, why: Stopped, limits: Limits, path: str, offset: int) -> Failure:
    """The failure of a render that had to be stopped, at the place that takes too much."""
    place = chart.place(path, offset)
    message = _TOO_MUCH[why.reason].format(limits.seconds, limits.memory >> 20)
    return Failure(message, path, place.line, place.column, code="chart-stopped", hint=_LESS)


def taken(chart: Brought, answer: Mapping[str, Any]) -> Answer:
    """What a cell said, with nothing taken for granted but its form."""
    match answer:
        case {"documents": list(found)}:
            return tuple([origin if origin in chart.files else "Chart.yaml", body] for origin, body in found)
        case {"failure": [message, origin, line, column]}:
            return _failure(chart, _short(message), origin, line, column)
        case {"refused": [code, message, origin, hint]}:
            return _failure(chart, message, origin, 1, 1, code=code, hint=hint)
        case {"differs": [origin, line]}:
            return _differing(chart, origin, line)
        case {"machine": [message, hint]}:
            raise MachineError(message, hint)
    raise RuntimeError(f"a cell answered {sorted(answer)}")


def _differing(chart: Brought, origin: str, line: int) -> Failure:
    """Not the same twice; told where the template asks for what has no order, if it does."""
    unsorted = (token for action in chart.templates.get(origin, ()) for token in action.tokens)
    place = chart.place(origin, next((token.start for token in unsorted if token.text in UNSORTED), 0))
    where = f": line {line} of what comes out is another" if line else ""
    return _failure(
        chart,
        f"it renders to something else each time{where}",
        origin,
        place.line,
        place.column,
        code="chart-differs",
        hint="sort what has no order, as in `keys … | sortAlpha`, and take no value that is made while rendering",
    )


def _failure(chart: Brought, message: str, origin: str, line: int, column: int, **more: str) -> Failure:
    known = origin if origin in chart.files else "Chart.yaml"
    return Failure(message, known, line if known == origin else 1, column if known == origin else 1, **more)


def _short(message: str) -> str:
    """Helm repeats itself for each inclusion around a mistake."""
    if len(message) <= _LONGEST:
        return message
    return f"{message[: _LONGEST // 2]} … {message[-_LONGEST // 2 :]}"

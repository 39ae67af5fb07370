"""A chart's values against its own values.schema.json, as Helm merges them; an engine of ours renders without it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.errors import Place, Problem
from generator.nouns import Plan


def values(plan: Plan) -> Iterator[Problem]:
    """What Helm would refuse: each environment's values, laid over the chart's."""
    from jsonschema_rs import validator_for

    by_chart: dict[str, list[str]] = {}
    for release in plan.releases:
        if release.values:
            by_chart.setdefault(release.path, []).extend(release.values)
    for chart, names in by_chart.items():
        validator = validator_for(plan.artifacts[f"{chart}/values.schema.json"].data)
        base = plan.artifacts[f"{chart}/values.yaml"].data
        for name in names:
            for error in validator.iter_errors(laid(base, plan.artifacts[f"{chart}/{name}"].data)):
                yield _refused(chart, name, ".".join(map(str, error.instance_path)), error.message)


def _refused(chart: str, name: str, where: str, why: str) -> Problem:
    return Problem(
        code="values-refused",
        message=f"`{where}` does not fit `{chart}/values.schema.json`: {why}",
        place=Place(f"{chart}/{name}"),
        hint="report this: cartwright wrote both",
    )


def laid(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Values over values as Helm does it: mappings merge, `null` removes, all else replaces."""
    found = {key: value for key, value in base.items() if over.get(key, value) is not None}
    for key, value in over.items():
        if isinstance(value, Mapping):
            beneath = base.get(key)
            found[key] = laid(beneath if isinstance(beneath, Mapping) else {}, value)
        elif value is not None:
            found[key] = value
    return found

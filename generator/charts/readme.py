"""Chart -> README.md: what it is, how to install it alone, and the table of its values."""

from __future__ import annotations

import json
from typing import Any

from generator.charts.values import Chart
from generator.nouns import Fleet
from generator.parts.keys import KEYS


def readme(fleet: Fleet, chart: Chart, keys: list[str]) -> str:
    """The text of a chart's README."""
    namespace = next(iter(fleet.environments.values())).namespace or fleet.platform.name
    environment = next(iter(chart.values))
    lines = [
        f"# {chart.name}",
        "",
        *([escaped(chart.service.description), ""] if chart.service.description else []),
        f"A `{chart.kind.name}` service of {fleet.platform.name}. Argo CD installs it in: {', '.join(chart.values)}.",
        "It also works alone:",
        "",
        "```sh",
        f"helm upgrade --install {chart.name} charts/{chart.name} --namespace {namespace} \\",
        f"  --values charts/{chart.name}/values/{environment}.yaml",
        "```",
        "",
        "## Values",
        "",
        "| Key | Default | Meaning |",
        "|---|---|---|",
        *(f"| `{key}` | {default(chart.base.get(key))} | {KEYS[key].meaning} |" for key in keys),
    ]
    return "\n".join(lines) + "\n"


def default(value: Any) -> str:
    """A value in a cell: whole where it is short, else where to look it up."""
    if value is None:
        return "by environment"
    shown = json.dumps(value, ensure_ascii=False)
    return f"`{escaped(shown)}`" if len(shown) <= 60 and "`" not in shown else "see values.yaml"


def escaped(text: str) -> str:
    """Text of a user as Markdown that shows just that: in one line, no markup, no table cell."""
    plain = " ".join(text.split())
    return "".join(f"\\{character}" if character in "\\`*_[]<>|#@" else character for character in plain)

"""Chart -> README.md: what it is, how to install it alone, and the table of its values."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from generator import names
from generator.charts.values import Chart
from generator.nouns import Fleet
from generator.parts.jobs import Written
from generator.parts.keys import KEYS

FOUND_THERE = {
    "secrets": f"the External Secrets Operator, and in the namespace a SecretStore `{names.SECRET_STORE}`",
    "secretFiles": f"the External Secrets Operator, and in the namespace a SecretStore `{names.SECRET_STORE}`",
    "storage": "a StorageClass of the name that `storage` has",
    "loadBalancer": "the AWS Load Balancer Controller, and nodes whose pods have addresses of the VPC",
    "claims": "a StorageClass of each name that `claims` has",
    "metrics": "the Prometheus Operator, which knows what a ServiceMonitor is",
}
"""key of the values -> what the cluster must have where a chart uses it."""

JOBS = (
    "Its jobs are hooks of Helm then, which come before or after all else: those of `before` run right after the first",
    "installation, and before each upgrade with the ConfigMaps and Secrets of the release that is there; those of `after`",
    "run when all is applied, or with `--wait` when it is ready.",
    "",
)
"""What Helm alone makes of jobs."""


def readme(fleet: Fleet, chart: Chart, keys: Sequence[str], jobs: Sequence[Written]) -> str:
    """The text of a chart's README."""
    lines = [
        f"# {chart.name}",
        "",
        *([escaped(chart.description), ""] if chart.description else []),
        f"A `{chart.kind.name}` service of {fleet.platform.name}. Argo CD installs it in each environment that has a file in",
        "`values/`. It also works alone:",
        "",
        "```sh",
        f"helm upgrade --install {chart.name} charts/{chart.name} --namespace NAMESPACE \\",
        f"  --values charts/{chart.name}/values/ENVIRONMENT.yaml",
        "```",
        "",
        *(JOBS if jobs else ()),
        *needed({*keys, *(key for job in jobs for key in job.uses)}),
        "## Values",
        "",
        "| Key | Default | Meaning |",
        "|---|---|---|",
        *(row for key in keys for row in rows(key, chart.base.get(key))),
    ]
    return "\n".join(lines) + "\n"


def rows(key: str, value: Any) -> Iterator[str]:
    """A key of the values, and where it has keys of its own, those."""
    yield f"| `{key}` | {default(value)} | {KEYS[key].meaning} |"
    for inner in KEYS[key].schema.get("properties", {}):
        beneath = value.get(inner) if isinstance(value, dict) else None
        yield f"| `{key}.{inner}` | {default(beneath)} | |"


def needed(keys: Collection[str]) -> Iterator[str]:
    """What the cluster must have first; in an environment of ours, the platform's Application and add-ons bring it."""
    found = dict.fromkeys(text for key, text in FOUND_THERE.items() if key in keys)
    if found:
        yield "The cluster must have:"
        yield ""
        yield from (f"- {text}" for text in found)
        yield ""


def default(value: Any) -> str:
    """A value in a cell: whole where it is short, else where to look it up."""
    if value is None:
        return "–"
    shown = json.dumps(value, ensure_ascii=False)
    return f"`{escaped_cell(shown)}`" if len(shown) <= 60 and "`" not in shown else "see values.yaml"


def escaped_cell(text: str) -> str:
    """Text in code in a cell: there only a bar has a meaning."""
    return text.replace("|", "\\|")


def escaped(text: str) -> str:
    """Text of a user as Markdown that shows just that: in one line, no markup, no table cell."""
    plain = " ".join(text.split())
    return "".join(f"\\{character}" if character in "\\`*_[]<>|#@&~!" else character for character in plain)

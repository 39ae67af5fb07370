"""`cartwright diff --format json` -> what is posted of each environment, in numbers."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from posting.form import MOST, NAME, Environment, Malformed, matches

SCHEMA = "diff/v1"
LEVELS: Mapping[str, str] = {
    "none": "",
    "block": "X",
    "loss": "XD",
    "outage": "XDO",
    "security": "XDOS",
    "risk": "XDOSW",
}
"""Which severities each level of --fail-on means; without a level, production bears no loss that was proved."""
OF_PRODUCTION = "loss"


def environments(report: Any, level: str) -> tuple[Environment, ...]:
    """Each environment of a report: how many objects change but for noise, and how many findings there are.

    What does not render may be of any of them, so then none may pass.
    """
    if not isinstance(report, dict) or report.get("schema") != SCHEMA:
        raise Malformed(f"the report is not of the form {SCHEMA}")
    changes = Counter(each["environment"] for each in report["changes"] if each["verdict"] != "noise")
    open_ones = [each for each in report["findings"] if not each["acknowledged"]]
    findings = Counter(each["environment"] for each in open_ones)
    production = {each["name"] for each in report["environments"] if each["production"]}
    failed = {each["environment"] for each in open_ones if fails(each, level, production)}
    names = sorted({*(each["name"] for each in report["environments"]), *changes, *findings})
    partial = bool(report["failures"])
    return tuple(
        Environment(name, min(changes[name], MOST), min(findings[name], MOST), partial or name in failed)
        for name in names
        if matches(NAME, name)
    )


def state(report: Any, found: tuple[Environment, ...]) -> str:
    """What is to be said of the whole."""
    if report["failures"]:
        return "partial"
    some = any(each.objects or each.findings for each in found) or report["notes"]
    return "changes" if some else "none"


def fails(finding: Any, level: str, production: set[str]) -> bool:
    """Is a finding at or over the level?"""
    if level:
        return finding["severity"] in LEVELS[level]
    return (
        bool(finding["proved"])
        and finding["environment"] in production
        and finding["severity"] in LEVELS[OF_PRODUCTION]
    )

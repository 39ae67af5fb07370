"""What `doctor` found on this machine -> one line each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.console.screen import Look
from generator.console.text import safe


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that commands need: what there is of it, who needs it, and how to get it where it lacks."""

    name: str
    found: str = ""
    serves: str
    remedy: str = ""
    required: bool = False

    @property
    def lacks(self) -> bool:
        """Whether the machine does not have it."""
        return not self.found


def finding_lines(findings: Sequence[Finding], look: Look) -> Iterator[str]:
    """`ok  git 2.47  generate`, `missing  helm  render by the second engine: install ...`."""
    names = max(len(finding.name) for finding in findings)
    for finding in findings:
        yield f"{_state(finding, look)}  {finding.name:<{names}}  {_detail(finding)}"


def _state(finding: Finding, look: Look) -> str:
    if not finding.lacks:
        return look.paint("✓", "green") if look.rich else "ok     "
    if finding.required:
        return look.paint("✗", "red", bold=True) if look.rich else "missing"
    return look.paint("-", "yellow") if look.rich else "absent "


def _detail(finding: Finding) -> str:
    if finding.lacks:
        return f"for {safe(finding.serves)}: {safe(finding.remedy)}"
    return f"{safe(finding.found)} (for {safe(finding.serves)})"

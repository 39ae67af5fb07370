"""What `doctor` found on this machine -> one line each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

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


class Part(Protocol):
    """One part of the set-up of a clone (`branches.setup.Part`)."""

    @property
    def place(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def wanted(self) -> str: ...


_VERBS = {"missing": ("create", "green"), "stale": ("update", "yellow"), "broken": ("remove", "red")}


def setup_lines(parts: Sequence[Part], look: Look) -> Iterator[str]:
    """What `doctor --fix` does, one line a part, and what it leaves because a person set it."""
    for part in parts:
        if part.state in _VERBS:
            verb, color = _VERBS[part.state]
            yield f"  {look.paint(verb, color)}  {safe(part.place)}"
        elif part.state == "theirs":
            yield f"  {look.paint('leave', 'cyan')}   {safe(part.place)}, which is yours; ours is `{safe(part.wanted)}`"


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

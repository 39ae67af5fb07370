"""The one register of the rules that judge a change; each room of rules hands its own in here."""

from __future__ import annotations

from generator.diff.nouns import Hit, Rule, Subject
from generator.diff.rules import form, immutable

__all__ = ["REFUSALS", "RULES", "refusals"]

REFUSALS: tuple[Rule, ...] = (*immutable.RULES, *form.RULES)
"""Those that say that the API server refuses the object."""
RULES: tuple[Rule, ...] = (*REFUSALS, *form.SILENT)


def refusals(subject: Subject) -> list[tuple[Rule, Hit]]:
    """Every reason for which the API server refuses to write this object; none where it takes it."""
    if subject.head is None:
        return []
    return [(rule, hit) for rule in REFUSALS for hit in rule.holds(subject)]

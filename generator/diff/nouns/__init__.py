"""What the parts of the rendered diff hand to each other; frozen values, no behaviour but looking things up."""

from generator.diff.nouns.answer import Capacity, Coverage, Report, State, Told
from generator.diff.nouns.rules import Around, Finding, Hit, Rule, Subject
from generator.diff.nouns.things import (
    NOTHING,
    Application,
    Change,
    Cluster,
    Edit,
    Identity,
    Nothing,
    Object,
    Rename,
    Severity,
    Verdict,
    Way,
)

__all__ = [
    "NOTHING",
    "Application",
    "Around",
    "Capacity",
    "Change",
    "Cluster",
    "Coverage",
    "Edit",
    "Finding",
    "Hit",
    "Identity",
    "Nothing",
    "Object",
    "Rename",
    "Report",
    "Rule",
    "Severity",
    "State",
    "Subject",
    "Told",
    "Verdict",
    "Way",
]

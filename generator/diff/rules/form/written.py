"""What is refused for how it is written, whatever it was before: the rule over the nouns of this room."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diff.nouns import Hit, Rule, Subject
from generator.diff.rules.form.bounds import bounds
from generator.diff.rules.form.budget import budgets
from generator.diff.rules.form.ingress import ingresses
from generator.diff.rules.form.probe import probes
from generator.diff.rules.form.rollout import rollouts
from generator.diff.rules.form.spelling import spellings
from generator.diff.rules.form.variable import variables
from generator.kubernetes.reading import text

ROOM = 59
"""So many characters the name of a StatefulSet has at most: the label of its pods adds a hash."""


def _written(subject: Subject) -> Iterator[Hit]:
    for nouns in (spellings, ingresses, budgets, probes, rollouts, bounds, variables):
        yield from nouns(subject)


def _podless(subject: Subject) -> Iterator[Hit]:
    name = text(subject.head, "metadata", "name")
    if subject.identity.kind == "StatefulSet" and subject.base is None and ROOM < len(name) <= 63:
        yield Hit(
            f"a StatefulSet whose name is longer than {ROOM} characters makes no pod", "metadata.name", "shorten it"
        )


RULES = (
    Rule(
        "I24",
        "X",
        "it is not written as the API server takes it",
        "write it as Kubernetes takes it",
        _written,
        proved=True,
    ),
)
SILENT = (Rule("I24", "O", "a name is accepted, and nothing comes of it", "shorten the name", _podless, proved=True),)

"""Layered trees -> fleet, or all problems at once."""

from __future__ import annotations

from collections.abc import Sequence

from generator.errors import InputError, Problem
from generator.model.leak import without_twins
from generator.nouns import Fleet, Layers, Resolved, Sources
from generator.validate.layers import altered, resolved
from generator.validate.nowhere import nowhere
from generator.validate.nulls import idle
from generator.validate.rules import RULES
from generator.validate.unused import everywhere, told, unused

__all__ = ["altered", "everywhere", "judged", "resolved", "told", "unused", "validate"]


def validate(sources: Sources, layers: Layers, found: Sequence[Problem] = ()) -> Fleet:
    """The fleet; raises InputError with every problem of every file, those `found` while reading included."""
    return judged(resolved(sources, layers, found))


def judged(whole: Resolved) -> Fleet:
    """The fleet, held against the rules between files; raises InputError with every problem of every file."""
    sources, fleet = whole.sources, whole.fleet
    problems = [*whole.met, *(problem for rule in RULES for problem in rule(sources, fleet))]
    problems += nowhere(sources, whole.found)
    problems += idle(sources, fleet.layers, {problem.place for problem in problems})
    if whole.found or problems:
        raise InputError(without_twins([*whole.found, *problems]))
    return fleet

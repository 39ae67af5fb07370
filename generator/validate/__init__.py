"""Layered trees -> fleet, or all problems at once."""

from __future__ import annotations

from collections.abc import Sequence

from generator.errors import InputError, Problem
from generator.nouns import Fleet, Layers, Sources
from generator.validate.layers import altered, resolved
from generator.validate.nowhere import nowhere
from generator.validate.nulls import idle
from generator.validate.rules import RULES
from generator.validate.unused import unused

__all__ = ["altered", "unused", "validate"]


def validate(sources: Sources, layers: Layers, found: Sequence[Problem] = ()) -> Fleet:
    """The fleet; raises InputError with every problem of every file, those `found` while reading included."""
    fleet, problems = resolved(sources, layers, found)
    problems += [problem for rule in RULES for problem in rule(sources, fleet)]
    problems += nowhere(sources, found)
    problems += idle(sources, layers, {problem.place for problem in problems})
    if found or problems:
        raise InputError([*found, *problems])
    return fleet

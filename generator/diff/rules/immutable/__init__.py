"""What the API server never lets change, one noun a module."""

from __future__ import annotations

from generator.diff.nouns import Rule
from generator.diff.rules.immutable import (
    binding,
    claim,
    classes,
    config,
    definition,
    job,
    pod,
    service,
    stateful,
    storage,
    workload,
)

RULES: tuple[Rule, ...] = (
    *workload.RULES,
    *stateful.RULES,
    *job.RULES,
    *pod.RULES,
    *claim.RULES,
    *storage.RULES,
    *binding.RULES,
    *config.RULES,
    *service.RULES,
    *definition.RULES,
    *classes.RULES,
)

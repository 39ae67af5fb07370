"""What the API server refuses for its form, one noun a module; and what it takes without a word, though it is wrong."""

from __future__ import annotations

from generator.diff.nouns import Rule
from generator.diff.rules.form import (
    amount,
    bare_pod,
    custom,
    duplicate,
    quota,
    rollout,
    scaling,
    schedule,
    selector,
    served,
    service,
    size,
    webhook,
    written,
)

RULES: tuple[Rule, ...] = (
    *selector.RULES,
    *schedule.RULES,
    *service.RULES,
    *size.RULES,
    *duplicate.RULES,
    *served.RULES,
    *written.RULES,
    *rollout.RULES,
    *scaling.RULES,
    *amount.RULES,
    *webhook.RULES,
    *custom.RULES,
    *bare_pod.RULES,
    *quota.RULES,
)
SILENT: tuple[Rule, ...] = (*duplicate.SILENT, *written.SILENT, *custom.SILENT)
"""Rules of the same numbers where the object is accepted."""

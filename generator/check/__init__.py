"""Rendered objects -> findings: schema, references, Pod Security, one noun a module; the register of all checks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from generator.check.account import accounts
from generator.check.address import addresses
from generator.check.amount import amounts
from generator.check.application import applications
from generator.check.catalog import VERSIONS, judges
from generator.check.claim import claims
from generator.check.cluster import Cluster
from generator.check.configuration import references
from generator.check.container import containers
from generator.check.disruption import budgets
from generator.check.duplicate import duplicates
from generator.check.finding import Finding
from generator.check.ingress import ingresses
from generator.check.moment import moments
from generator.check.monitor import monitors
from generator.check.network import policies
from generator.check.port import ports
from generator.check.project import projects
from generator.check.rollout import rollouts
from generator.check.scaling import scalers
from generator.check.schema import judged
from generator.check.secret import secrets
from generator.check.security import levels, violations
from generator.check.security.hardening import hardened
from generator.check.service import services
from generator.check.shutdown import pauses
from generator.check.syntax import spellings
from generator.check.volume import volumes
from generator.check.workload import workloads
from generator.nouns import Rendered

__all__ = ["CHECKS", "VERSIONS", "Cluster", "Finding", "check"]

CHECKS: tuple[Callable[[Cluster], Iterable[Finding]], ...] = (
    accounts,
    addresses,
    amounts,
    applications,
    budgets,
    claims,
    containers,
    duplicates,
    hardened,
    ingresses,
    levels,
    moments,
    monitors,
    pauses,
    policies,
    ports,
    projects,
    references,
    rollouts,
    scalers,
    secrets,
    services,
    spellings,
    violations,
    volumes,
    workloads,
)
"""Every check but the schemas: the objects of one environment -> what is wrong with them."""


def check(rendered: Sequence[Rendered], *, kubernetes: str) -> tuple[Finding, ...]:
    """All findings about the objects, environment by environment; `kubernetes` is one of VERSIONS."""
    versions = judges(kubernetes)
    found: list[Finding] = []
    for environment in sorted({one.release.environment for one in rendered}):
        cluster = Cluster(one for one in rendered if one.release.environment == environment)
        found.extend(judged(cluster, versions))
        for each in CHECKS:
            found.extend(each(cluster))
    return tuple(sorted(found, key=lambda finding: finding.order))

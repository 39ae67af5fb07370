"""Rules between files, one noun a module: (sources, fleet) -> problems. The register."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from generator.errors import Problem
from generator.nouns import Fleet, Sources
from generator.validate.rules import (
    absent,
    addons,
    balancers,
    charts,
    claims,
    defaults,
    effects,
    environments,
    files,
    images,
    ingress,
    jobs,
    leaks,
    limits,
    needs,
    networks,
    production,
    redirects,
    references,
    routes,
    security,
    services,
    volumes,
    waivers,
)

Rule = Callable[[Sources, Fleet], Iterable[Problem]]

RULES: tuple[Rule, ...] = (
    services.reserved_names,
    services.overlays,
    services.run_without_block,
    defaults.of_kinds,
    defaults.unused,
    needs.known,
    needs.acyclic,
    absent.needed,
    absent.taken,
    absent.copied,
    references.known,
    images.known_sources,
    images.tagged,
    images.listed,
    charts.image_of_version,
    charts.routed_protocols,
    charts.own_annotations,
    files.known_sources,
    effects.annotated,
    addons.needed,
    balancers.agreed,
    ingress.agreed,
    routes.distinct,
    routes.covered,
    environments.known,
    environments.chain,
    environments.own_cluster,
    environments.own_namespace,
    environments.paused,
    networks.apart,
    networks.divisible,
    production.two_pods,
    security.enforced,
    waivers.used,
    leaks.mounted,
    *jobs.RULES,
    *limits.RULES,
    *redirects.RULES,
    *volumes.RULES,
    *claims.RULES,
)

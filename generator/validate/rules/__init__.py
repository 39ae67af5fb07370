"""Rules between files, one noun a module: (sources, fleet) -> problems. The register."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from generator.errors import Problem
from generator.nouns import Fleet, Sources
from generator.validate.rules import (
    addons,
    charts,
    defaults,
    downward,
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
    services,
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
    references.known,
    images.known_sources,
    images.tagged,
    images.listed,
    charts.image_of_version,
    charts.routed_protocols,
    charts.own_annotations,
    files.known_sources,
    downward.limited,
    effects.annotated,
    addons.needed,
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
    leaks.mounted,
    *jobs.RULES,
    *limits.RULES,
    *redirects.RULES,
)

"""Rules between files, one noun a module: (sources, fleet) -> problems. The register."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from generator.errors import Problem
from generator.nouns import Fleet, Sources
from generator.validate.rules import environments, files, images, ingress, needs, production, references, routes, services

Rule = Callable[[Sources, Fleet], Iterable[Problem]]

RULES: tuple[Rule, ...] = (
    services.reserved_names,
    services.overlays,
    services.unused_defaults,
    services.run_without_block,
    needs.known,
    needs.acyclic,
    references.known_offers,
    references.known_secrets,
    images.known_sources,
    images.tagged,
    images.listed,
    files.known_sources,
    ingress.agreed,
    routes.distinct,
    routes.covered,
    environments.chain,
    environments.own_cluster,
    environments.own_network,
    environments.divisible_network,
    environments.own_namespace,
    environments.known_services,
    production.two_pods,
)

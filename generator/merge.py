"""Sources -> layered trees: the platform, a service's own file and an environment, weakest first."""

from __future__ import annotations

from collections.abc import Iterator

from generator.nodes import Branch, Leaf, merge, without
from generator.nouns import Layers, Sources


def layered(sources: Sources) -> Layers:
    """Every service in every environment and in none, weakest layer first: the platform's defaults of its kind, its own
    file, the environment's; and each environment over the platform."""
    found: dict[tuple[str, str], Branch] = {}
    platform = without(sources.platform, "defaults")
    for environment, tree in sorted(sources.environments.items()):
        found[environment, ""] = merge([platform, without(tree, "services")])
        overlays = tree.children.get("services")
        for name, own in sorted(sources.services.items()):
            overlay = overlays.children.get(name) if isinstance(overlays, Branch) else None
            stack = [*_defaults(sources, own), own]
            found[environment, name] = merge([*stack, overlay] if isinstance(overlay, Branch) else stack)
    for name, own in sorted(sources.services.items()):
        found["", name] = merge([*_defaults(sources, own), own])
    return found


def _defaults(sources: Sources, service: Branch) -> Iterator[Branch]:
    """The platform's defaults of a service's kind."""
    kind = service.children.get("kind")
    defaults = sources.platform.children.get("defaults")
    if isinstance(kind, Leaf) and isinstance(defaults, Branch):
        layer = defaults.children.get(str(kind.value))
        if isinstance(layer, Branch):
            yield layer

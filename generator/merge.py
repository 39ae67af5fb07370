"""Sources -> layered trees: the platform, a service's own file and an environment, weakest first."""

from __future__ import annotations

from collections.abc import Iterator

from generator.nodes import Branch, Leaf, Node, merge, over, without
from generator.nouns import Layers, Sources


def layered(sources: Sources) -> Layers:
    """Every service in every environment and in none, weakest layer first: the platform's defaults of its kind, its own
    file, the environment's; and each environment over the platform."""
    found: dict[tuple[str, str], Branch] = {}
    platform = without(sources.platform, "defaults")
    services = {name: merge([*_defaults(sources, own), own]) for name, own in sorted(sources.services.items())}
    for environment, tree in sorted(sources.environments.items()):
        whole = merge([platform, without(tree, "services")])
        # also where it holds `services` alone, a key that is missing is missing in the environment's file
        found[environment, ""] = Branch(whole.children, whole.keys, tree.place, whole.beats, whole.removed)
        overlays = tree.children.get("services")
        for name, alone in services.items():
            overlay = _layer(overlays, name)
            found[environment, name] = alone if overlay is None else over(alone, overlay)
    for name, alone in services.items():
        found["", name] = alone
    return found


def _defaults(sources: Sources, service: Branch) -> Iterator[Branch]:
    """The platform's defaults of a service's kind."""
    kind = service.children.get("kind")
    layer = _layer(sources.platform.children.get("defaults"), str(kind.value)) if isinstance(kind, Leaf) else None
    if layer is not None:
        yield layer


def _layer(layers: Node | None, name: str) -> Branch | None:
    """What stands under a name; a service's kind is what its own file says, whatever a layer beside it does."""
    layer = layers.children.get(name) if isinstance(layers, Branch) else None
    return without(layer, "kind") if isinstance(layer, Branch) else None

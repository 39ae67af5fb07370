"""Sources -> layered trees: the platform, templates, a service's own file and an environment, weakest first."""

from __future__ import annotations

from collections.abc import Iterator

from generator.nodes import Branch, Leaf, Node, merge, over, without
from generator.nouns import Layers, Sources

NOT_ITS_OWN = ("services", "templates")
"""Keys of an environment that say what differs in other files."""
ITS_OWN = ("kind", "extends")
"""Keys that a service's own file alone says, whatever a layer beside it does."""


def layered(sources: Sources) -> Layers:
    """Every service in every environment and in none, weakest layer first: the platform's defaults of its kind, its
    templates as the environment has them, its own file, the environment's; and each environment over the platform."""
    found: dict[tuple[str, str], Branch] = {}
    platform = without(sources.platform, "defaults")
    services = {name: merge(stack(sources, own)) for name, own in sorted(sources.services.items())}
    lineages = {name: names for name, own in sources.services.items() if (names := sources.lineage(own))}
    for environment, tree in sorted(sources.environments.items()):
        whole = merge([platform, without(tree, "services")])
        # also where it holds `services` alone, a key that is missing is missing in the environment's file
        found[environment, ""] = Branch(whole.children, whole.keys, tree.place, whole.beats, whole.removed)
        overlays, changed = (tree.children.get(key) for key in NOT_ITS_OWN)
        there = changed.children.keys() if isinstance(changed, Branch) else ()
        for name, alone in services.items():
            overlay = layer(overlays, name)
            if there and name in lineages and not there.isdisjoint(lineages[name]):
                alone = merge(stack(sources, sources.services[name], changed))
            found[environment, name] = alone if overlay is None else over(alone, overlay)
    for name, alone in services.items():
        found["", name] = alone
    return found


def stack(sources: Sources, own: Branch, changed: Node | None = None) -> Iterator[Branch]:
    """The layers of a service without those of environments, weakest first; `changed` is what an environment says of
    templates, each right over the template itself."""
    kind = own.children.get("kind")
    if isinstance(kind, Leaf) and (defaults := layer(sources.platform.children.get("defaults"), str(kind.value))):
        yield defaults
    for name in sources.lineage(own):
        yield bare(sources.templates[name])
        if (here := layer(changed, name)) is not None:
            yield here
    yield own


def layer(layers: Node | None, name: str) -> Branch | None:
    """What stands under a name, if it is a mapping."""
    found = layers.children.get(name) if isinstance(layers, Branch) else None
    return bare(found) if isinstance(found, Branch) else None


def bare(layer: Branch) -> Branch:
    """A layer without what only a service's own file says."""
    for key in ITS_OWN:
        layer = without(layer, key)
    return layer

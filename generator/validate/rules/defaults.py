"""`defaults` of the platform: layers of kinds that there are, sound even where no service is of that kind."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import ValidationError

from generator.errors import Problem
from generator.kinds import KINDS
from generator.nodes import Branch, Leaf, child, merge, plain, without
from generator.nouns import Fleet, Sources
from generator.parts.kind import Kind
from generator.validate.kind import unknown_kind
from generator.validate.told import of_values, told


def of_kinds(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """Each layer is of a kind that there is, and does not say which."""
    defaults = sources.platform.children.get("defaults")
    if not isinstance(defaults, Branch):
        return  # nothing, or another type: the platform's model says so
    for name, layer in defaults.children.items():
        if name not in KINDS:
            yield unknown_kind(name, defaults.keys[name])
        elif isinstance(layer, Branch) and "kind" in layer.children:
            yield Problem(
                code="kind-in-defaults",
                message=f"the defaults of `{name}` cannot say a kind",
                place=layer.keys["kind"],
                hint="remove this line",
            )


def unused(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """Defaults of a kind that no service has are read all the same."""
    used = {node.value for tree in sources.services.values() if isinstance(node := tree.children.get("kind"), Leaf)}
    for name, kind in KINDS.items():
        layer = child(sources.platform, ["defaults", name])
        if name not in used and isinstance(layer, Branch):
            yield from _values(kind, merge([without(layer, "kind")]))


def _values(kind: Kind, layer: Branch) -> Iterator[Problem]:
    """What is wrong whatever a service says: a layer is no whole service, and may lack anything."""
    try:
        kind.model.model_validate({**plain(layer), "kind": kind.name})
    except ValidationError as error:
        errors = of_values(error.errors(include_url=False), layer)
        yield from told(errors, kind.model, layer, {}).values()

"""Services by name, what environments and defaults say of them, and the blocks and ports that they must have."""

from __future__ import annotations

from collections.abc import Iterator

from generator import names
from generator.errors import Also, Place, Problem
from generator.kinds import KINDS
from generator.nodes import Branch, Leaf, Series, locate, merge, plain
from generator.nouns import Fleet, Sources
from generator.parts import datastore
from generator.suggest import near
from generator.validate.told import told


def reserved_names(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """No service is called like the platform's or an add-on's Application."""
    for name in sources.named("service"):
        if name in names.RESERVED:
            yield Problem(
                code="reserved-name",
                message=f"the name `{name}` is taken by the platform or an add-on",
                place=Place(sources.file_of["service", name]),
                hint="rename the file: a service is called what its file is called",
            )


def overlays(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """What an environment says of services is about services that there are, and leaves their kind alone."""
    known = sources.named("service")
    for tree in sources.environments.values():
        services = tree.children.get("services")
        if not isinstance(services, Branch):
            continue  # another type: the environment's model says so
        for name, overlay in services.children.items():
            if name not in known:
                yield unknown_service(name, services.keys[name], sources)
            elif isinstance(overlay, Branch) and "kind" in overlay.children:
                yield Problem(
                    code="kind-in-environment",
                    message=f"an environment cannot change the kind of `{name}`",
                    place=overlay.keys["kind"],
                    hint=f"remove this line: the kind stands in `config/services/{name}.yaml`",
                )
            elif isinstance(overlay, Series) or (isinstance(overlay, Leaf) and overlay.value is not None):
                found = "a list" if isinstance(overlay, Series) else f"`{overlay.value}`"
                yield Problem(
                    code="wrong-type",
                    message=f"`services.{name}`: found {found}, expected a mapping",
                    place=overlay.place,
                    hint="write the keys that differ here below it",
                )


def unknown_service(name: str, place: Place, sources: Sources, also: tuple[Also, ...] = ()) -> Problem:
    """A service was named that has no file."""
    meant = near(name, sources.named("service"))
    hint = f"did you mean `{meant}`?" if meant else f"add `config/services/{name}.yaml`, or remove this"
    return Problem(code="unknown-service", message=f"there is no service `{name}`", place=place, also=also, hint=hint)


def unused_defaults(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """Defaults of a kind that no service has are read all the same, laid over the kind's example."""
    defaults = sources.platform.children.get("defaults")
    if not isinstance(defaults, Branch):
        return
    used = {node.value for tree in sources.services.values() if isinstance(node := tree.children.get("kind"), Leaf)}
    for kind, layer in defaults.children.items():
        if kind not in KINDS:
            meant = near(kind, KINDS)
            hint = f"did you mean `{meant}`?" if meant else f"the kinds are {', '.join(f'`{name}`' for name in KINDS)}"
            yield Problem(code="unknown-service-kind", message=f"there is no kind `{kind}`", place=defaults.keys[kind], hint=hint)
        elif kind not in used and isinstance(layer, Branch):
            yield from _on_example(kind, layer)


def _on_example(kind: str, layer: Branch) -> Iterator[Problem]:
    from pydantic import ValidationError

    from generator.kinds.examples import example

    tree = merge([example(kind), layer])
    try:
        KINDS[kind].model.model_validate(plain(tree))
    except ValidationError as error:
        yield from (problem for problem in told(error, KINDS[kind].model, tree) if problem.place.file == layer.place.file)


def run_without_block(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """`run: rds` needs the block `rds`, and so on; the others lie idle."""
    for environment, services in fleet.services.items():
        for name, service in services.items():
            run = getattr(service, "run", None)
            if run is None or datastore.block(service) is not None:
                continue
            tree = fleet.layers[environment, name]
            key = {"in-cluster": "inCluster"}.get(run, run)
            yield Problem(
                code="run-without-block",
                message=f"`run: {run}` of `{name}` has no block `{key}`",
                place=locate(tree, ["run"]),
                hint=f"add `{key}:` here or in `config/services/{name}.yaml`",
            )

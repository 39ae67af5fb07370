"""`annotations.ingress`: what services say of the one Ingress that they share in an environment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.errors import Also, Place, Problem
from generator.nodes import Branch
from generator.nouns import Fleet, Sources

WHERE = ("annotations", "ingress")


def agreed(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """No two services of an environment set one annotation of the Ingress to different values."""
    for name in fleet.environments:
        yield from _in_environment(fleet, name)


def _in_environment(fleet: Fleet, environment: str) -> Iterator[Problem]:
    first: dict[str, tuple[str, str]] = {}
    for service, model in sorted(fleet.services[environment].items()):
        for key, value in _annotations(model).items():
            said, by = first.setdefault(key, (value, service))
            if said != value:
                here, there = (_place(fleet.layers, environment, name, key) for name in (service, by))
                yield _clash(key, (value, here), (said, there), by)


def _annotations(model: object) -> Mapping[str, str]:
    """What a service adds to the Ingress: nothing where it has no route."""
    if not getattr(model, "routes", None):
        return {}
    annotations: Mapping[str, str] = model.annotations.ingress  # type: ignore[attr-defined]  # whoever has routes has them
    return annotations


def _clash(key: str, ours: tuple[str, Place], theirs: tuple[str, Place], by: str) -> Problem:
    return Problem(
        code="annotation-clash",
        message=f"`{key}` is `{ours[0]}` here and `{theirs[0]}` for `{by}`, and both share one Ingress",
        place=ours[1],
        also=(Also(theirs[1], f"`{by}` sets it"),),
        hint="set it for one service, or to the same value for both",
    )


def _place(layers: Mapping[tuple[str, str], Branch], environment: str, service: str, key: str) -> Place:
    """Where a service sets an annotation of the Ingress."""
    node = layers[environment, service]
    for step in WHERE:
        below = node.children[step]
        assert isinstance(below, Branch)  # noqa: S101  # the model was read from it
        node = below
    return node.keys[key]

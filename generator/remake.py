"""Resolved input -> the files that follow, made anew where no earlier run made them, and kept for the next."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from generator import charts, emit, output, pins, schema
from generator.aside import aside
from generator.beside import Neighbour
from generator.nouns import Fleet, Generated, Part, Resolved
from generator.recall import Earlier, Environments, Files, Made, Own, whole
from generator.validate import judged

HERE = 45
"""Percent of the environments that are made here: the copy has nothing else to do."""
BATCH = 100
"""Environments that are read at once: what a model takes is ten times its text."""


@dataclass(frozen=True)
class Remade:
    """All files, and what was made anew of the environments that no earlier run made."""

    made: Made
    environments: Environments
    fleet: Fleet
    """of the environments made anew, by the parts"""
    parts: Sequence[Part]

    @cached_property
    def fresh(self) -> Generated:
        """What follows for these, with the charts that they share with all others."""
        return _generated(self.fleet, self.parts, self.environments)


def fresh(some: Resolved, environments: Environments) -> Generated:
    """What follows for some environments that are right, with the charts that they share with all others."""
    return _generated(some.fleet, [*output.own_parts(some.fleet, some.fleet.environments)], environments)


def _generated(fleet: Fleet, parts: Sequence[Part], environments: Environments) -> Generated:
    every = output.planned([*parts, output.shared(fleet, _shapes(environments))])
    return Generated(fleet, every, emit.Texts(every))


def partly(some: Resolved, earlier: Earlier) -> Remade | None:
    """All files, where only some environments were read; nothing where those cannot be judged without the others.

    Raises InputError where something is wrong with them.
    """
    fleet = judged(some)
    parts, emitted = [*output.own_parts(fleet, fleet.environments)], _emitted(fleet)
    services = schema.kinds(fleet.layers)
    anew = {part.environment: own(some, emitted(part), services) for part in parts}
    environments: Environments = {**earlier.known, **anew}
    if not earlier.agree(environments):
        return None
    return Remade(_joined(some, environments, earlier), environments, fleet, parts)


def in_halves(read: Callable[[Collection[str]], Resolved], earlier: Earlier) -> Made | None:
    """All files, where half of the environments is read and made in a copy of this process; `read` leaves out some.

    Nothing where environments cannot be judged without the others; raises InputError where something is wrong.
    """
    names = [*earlier.keys]
    here = max(1, len(names) * HERE // 100)
    with aside(lambda: _all_owned(_batches(read, names, names[here:]))) as beside:
        batches = _batches(read, names, names[:here])
        some = next(batches)
        own = _owned(some) | _all_owned(batches)
        emit.ready()
        environments: Environments = {**own, **beside()}
    return _joined(some, environments, earlier) if earlier.agree(environments) else None


def _batches(
    read: Callable[[Collection[str]], Resolved], names: Sequence[str], own: Sequence[str]
) -> Iterator[Resolved]:
    """Some of the environments. No more of them than a batch are held at once as they are in the input; what stays is
    their texts."""
    for start in range(0, len(own), BATCH):
        yield read({*names} - {*own[start : start + BATCH]})


def _all_owned(batches: Iterable[Resolved]) -> dict[str, Own]:
    return {name: own for some in batches for name, own in _owned(some).items()}


def _owned(some: Resolved) -> dict[str, Own]:
    fleet = judged(some)
    parts = map(_emitted(fleet), output.own_parts(fleet, fleet.environments))
    services = schema.kinds(fleet.layers)
    return {part.environment: own(some, part, services) for part in parts}


def _joined(some: Resolved, environments: Environments, earlier: Earlier) -> Made:
    """What was made of environments, with what they share; for that it is enough to have read some of them."""
    schemas, shared = earlier.schemas(environments), earlier.charts(environments)
    if schemas is None:
        offers = [own.offers for own in environments.values()]
        services = schema.kinds(some.fleet.layers)
        alone = schema.offered(some.fleet.layers, "", services)
        there = schema.named(some.sources, services, sorted(environments), [alone, *offers])
        schemas = _files(output.emitted(Part(schema.artifacts(there), (), {})))
    if shared is None:
        shared = _files(output.emitted(output.shared(some.fleet, _shapes(environments))))
    if earlier.agree(environments):  # else what one brings for all is in the files of others, which its own do not tell
        earlier.keep(environments, shared, schemas)
    return whole(environments, shared, schemas)


def wholly(every: Resolved, earlier: Earlier) -> Made:
    """All files; raises InputError with every problem of every file."""
    parts, services = output.parts(every, _emitted(every.fleet)), schema.kinds(every.fleet.layers)
    return _joined(every, {part.environment: own(every, part, services) for part in parts}, earlier)


def _emitted(fleet: Fleet) -> Callable[[Part], Part]:
    """Each environment as text, with its share of what is read back."""
    return partial(output.emitted, most=emit.MOST // max(1, len(fleet.environments)))


def own(resolved: Resolved, part: Part, services: Mapping[str, str | None]) -> Own:
    """What was made of one environment, with all that the next run must know of it."""
    fleet, name = resolved.fleet, part.environment
    return Own(
        files=_files(part),
        notes=[*pins.note(fleet, name)],
        neighbour=_neighbour(fleet, name) if _is_apart(resolved, name) else None,
        shapes={chart: [shape.uses, sorted(shape.traits)] for chart, shape in part.shapes.items()},
        offers=schema.offered(fleet.layers, name, services),
    )


def _neighbour(fleet: Fleet, name: str) -> Neighbour:
    model = fleet.environments[name]
    return Neighbour(model.follows, model.cluster.name, model.network.cidr)


def _is_apart(resolved: Resolved, environment: str) -> bool:
    """Whether rules ask no more of an environment than how it stands beside others: what is to matter in one of them
    at least (`waive`, `annotations`), and what one brings for all (`objects`), is asked of all."""
    fleet = resolved.fleet
    if not fleet.base.keys() >= resolved.sources.services.keys():
        return False
    return not any(
        service.objects or service.waive or _annotated(service) for service in fleet.services[environment].values()
    )


def _annotated(service: object) -> bool:
    given = getattr(service, "annotations", None)
    return given is not None and bool(given.service or given.ingress or given.load_balancer)


def _shapes(environments: Environments) -> list[Mapping[str, charts.Shape]]:
    return [
        {chart: charts.Shape((name,), uses, frozenset(traits)) for chart, (uses, traits) in own.shapes.items()}
        for name, own in sorted(environments.items())
    ]


def _files(*parts: Part) -> Files:
    return {path: text.encode() for part in parts for path, text in part.texts.items()}

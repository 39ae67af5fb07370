"""Repository -> the names that its schemas list: services, offers, environments; and time zones, which all list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from generator.kinds import KINDS
from generator.model.cron import TIME_ZONE, zones
from generator.model.scalar import Scalar
from generator.model.value import OFFER
from generator.model.words import ENVIRONMENT_NAME, SERVICE_NAME, TEMPLATE_NAME
from generator.model.workload import Workload
from generator.schema.repository import Repository
from generator.schema.values import Schema

IMAGE = "image"
Layout = Callable[[Iterable[str]], list[str]]
"""Names -> the list of them."""


@dataclass(frozen=True)
class Names:
    """What a schema lists by name: each list is a definition of its own."""

    definitions: Mapping[str, Schema]
    of: Mapping[Scalar, str]
    """the rule of a name -> the definition that lists all such names"""
    services: tuple[str, ...] | None = None
    """None where any name may be a service's"""


def everywhere() -> Names:
    """The names that are the same in every repository."""
    return Names({"timeZone": _list(zones(), f"expected {TIME_ZONE.expected}")}, {TIME_ZONE: "timeZone"})


def of(repository: Repository, layout: Layout = list) -> Names:
    """The names in a repository, in a layout of their lists."""
    kinds = {name: KINDS[kind] for name, kind in repository.services.items() if kind is not None}
    own = repository.offers
    offers = sorted(
        f"{name}.{offer}" for name, kind in kinds.items() for offer in kind.offered.union(own.get(name, ()))
    )
    images = [name for name, kind in kinds.items() if issubclass(kind.model, Workload)]
    general = everywhere()
    definitions = {
        "environment": _list(layout(repository.environments)),
        IMAGE: _list(layout(images)),
        "offer": _list(layout(offers), f"no service here offers this: expected {OFFER.expected}"),
        "service": _list(layout(repository.services)),
        "template": _list(layout(repository.templates)),
    }
    rules: dict[Scalar, str] = {ENVIRONMENT_NAME: "environment", OFFER: "offer", SERVICE_NAME: "service"}
    rules[TEMPLATE_NAME] = "template"
    return Names({**general.definitions, **definitions}, {**general.of, **rules}, tuple(layout(repository.services)))


def _list(names: Iterable[str], message: str = "") -> Schema:
    """One of some names, or `null`; where they are too many to be listed in a message, editors show this one."""
    return {"enum": [*names, None], **({"errorMessage": message} if message else {})}

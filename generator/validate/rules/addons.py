"""`addons`: an environment does not do without what its services need."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from generator.errors import Also, Place, Problem
from generator.kinds.postgres.model import Postgres
from generator.kinds.redis.model import Redis
from generator.model.value import From, Secret
from generator.nodes import locate
from generator.nouns import Fleet, Sources
from generator.validate.rules.references import confided, offers, values


class Use(NamedTuple):
    """A service that needs an add-on, and the line by which it does."""

    service: str
    place: Place


def needed(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """No add-on is disabled that a service there needs."""
    for environment, model in fleet.environments.items():
        for addon, (does, users) in NEEDED.items():
            setting = getattr(model.addons, addon.replace("-", "_"))
            if setting is None or setting.enabled:
                continue
            for use in [*users(fleet, environment)][:1]:
                yield Problem(
                    code="addon-needed",
                    message=f"`{addon}` is disabled, and `{use.service}` {does}",
                    place=locate(fleet.layers[environment, ""], ["addons", addon, "enabled"]),
                    also=(Also(use.place, f"`{use.service}` {does} here"),),
                    hint="remove this line",
                )


def _secretive(fleet: Fleet, environment: str) -> Iterator[Use]:
    """Who reads a remote secret: its own, another's, or what is composed with one."""
    for name, service in fleet.services[environment].items():
        tree = fleet.layers[environment, name]
        if isinstance(service, Postgres) and service.run == "in-cluster":
            yield Use(name, locate(tree, ["kind"]))
        if isinstance(service, Redis) and service.run == "in-cluster" and service.password:
            yield Use(name, locate(tree, ["password"], at_key=True))
        for path, value in (*values(service), *confided(service)):
            if isinstance(value, Secret) or (isinstance(value, From) and _is_secret(value, fleet, environment)):
                yield Use(name, locate(tree, path, at_key=True))


def _is_secret(value: From, fleet: Fleet, environment: str) -> bool:
    there = value.service in fleet.services[environment]
    offered = offers(fleet, environment, value.service) if there else None
    return bool(offered and value.offer in offered and offered[value.offer].secrets)


def _having(key: str) -> Callable[[Fleet, str], Iterator[Use]]:
    """Who has something under a key."""

    def users(fleet: Fleet, environment: str) -> Iterator[Use]:
        for name, service in fleet.services[environment].items():
            if getattr(service, key, None):
                yield Use(name, locate(fleet.layers[environment, name], [key], at_key=True))

    return users


NEEDED: dict[str, tuple[str, Callable[[Fleet, str], Iterator[Use]]]] = {
    "external-secrets": ("reads secrets", _secretive),
    "aws-load-balancer-controller": ("has routes", _having("routes")),
    "metrics-server": ("has `scaling`", _having("scaling")),
}
"""Add-on -> what needs it, and who does that."""

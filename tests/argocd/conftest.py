"""A small shop in one environment, built from what a person writes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from generator.argocd.target import Inventory, Target
from generator.kinds import KINDS
from generator.model.environment import Environment

PLATFORM = {
    "name": "shop",
    "repository": {"url": "https://git.example.com/shop/gitops.git"},
    "aws": {"account": "111122223333", "region": "eu-west-1"},
    "network": {"cidr": "10.20.0.0/16"},
    "kubernetes": "1.36",
    "timeZone": "Asia/Dhaka",
    "secrets": {"prefix": "shop"},
    "registries": ["docker.io/acme"],
    "cluster": {"name": "shop-dev"},
    "domain": "shop.example.com",
}

Make = Callable[..., Target]


def service(**keys: Any) -> Any:
    """A service from its keys: a `web` on port 8080 unless it says otherwise."""
    written = {"kind": "web", **keys}
    if written["kind"] in {"web", "worker"}:
        image = {"repository": "docker.io/acme/app", "tag": "v1"}
        written = {"image": image, "runAsUser": 1000, "port": 8080, **written}
    return KINDS[written["kind"]].model.model_validate(written)


@pytest.fixture
def make() -> Make:
    """Make a target: keys of the environment, services by name as written, and the inventory."""

    def made(
        services: Mapping[str, Mapping[str, Any]] | None = None,
        inventory: Inventory | None = None,
        **environment: Any,
    ) -> Target:
        model = Environment.model_validate({**PLATFORM, **environment})
        models = {name: service(**keys) for name, keys in (services or {}).items()}
        return Target("dev", model, models, inventory or Inventory())

    return made

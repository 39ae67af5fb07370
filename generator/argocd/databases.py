"""Target -> the part of BOOTSTRAP.md on databases, users and extensions that no job of ours makes."""

from __future__ import annotations

from collections.abc import Iterator

from generator.argocd.target import Target
from generator.kinds.postgres.model import Postgres
from generator.kinds.postgres.setup import others, secret_of, sql


def by_hand(target: Target) -> Iterator[str]:
    """What a person runs, once and whenever the list changes, where PostgreSQL runs outside the cluster."""
    for name, service in sorted(target.services.items()):
        if not isinstance(service, Postgres) or service.run == "in-cluster" or not service.has_setup:
            continue
        yield f"`{name}` has more in it. In `psql`, connected to `{service.main_database}` as `{service.main_user}`:"
        yield f"```sql\n{sql(service, by_hand=True)}```"
        if users := others(service):
            asked = ", ".join(f"`{secret_of(service, user)}` of `{user}`" for user in users)
            yield f"It asks for passwords, which its remote secret has: {asked}."

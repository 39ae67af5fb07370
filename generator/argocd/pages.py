"""Target -> one page a service: what must exist before it starts and no program makes.

A page of its own, and no table for all: two branches that each add a service do not meet in it, and the pull request that
needs a secret shows which.
"""

from __future__ import annotations

from generator import names
from generator.argocd.target import Target
from generator.argocd.words import listed, prose


def pages(target: Target) -> dict[str, str]:
    """service -> its page, for each whose remote secret is read."""
    prefix = target.environment.secrets.prefix
    return {
        service: _page(target, service, names.remote_secret(prefix, target.name, service), keys)
        for service, keys in sorted(target.inventory.secrets.items())
        if keys
    }


def _page(target: Target, service: str, secret: str, keys: tuple[str, ...]) -> str:
    return prose(
        f"# {service}: before it starts in {target.name}",
        f"AWS Secrets Manager has `{secret}`, a JSON object with:",
        listed(f"`{key}`" for key in sorted(keys)) + "\n",
    )

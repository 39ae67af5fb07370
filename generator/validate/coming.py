"""Keys and kinds that the next versions bring: not known yet, and nobody misspelt them."""

from __future__ import annotations

from typing import NamedTuple, get_args

from pydantic import BaseModel

from generator.validate.keypaths import Path

WORKLOADS = ("web", "worker", "cronjob")
EVERY = (*WORKLOADS, "postgres", "redis", "external")
KINDS: tuple[str, ...] = ()
ANY = "*"


class Coming(NamedTuple):
    """Keys that some kinds will have below a path."""

    kinds: tuple[str, ...]
    above: tuple[str, ...]
    keys: tuple[str, ...]


COMING = (
    Coming(EVERY, (), ("objects",)),
    Coming(WORKLOADS, (), ("container", "pod")),
)


def is_coming(model: type[BaseModel], path: Path) -> bool:
    """Whether a later version has this key of a service."""
    kind = get_args(model.model_fields["kind"].annotation) if "kind" in model.model_fields else ()
    *above, key = path
    return any(
        {*kind} & {*one.kinds} and key in one.keys and len(above) == len(one.above) and _fits(above, one.above)
        for one in COMING
    )


def _fits(above: Path, pattern: tuple[str, ...]) -> bool:
    return all(wanted in (ANY, step) for step, wanted in zip(above, pattern, strict=True))


def not_yet(name: str) -> str:
    """The hint about it."""
    return f"`{name}` is not there yet: it comes with a later version"

"""An environment -> what of it bears on many objects: definitions of kinds, and what an autoscaler counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.diff.nouns import Around, Identity, Object
from generator.diff.settled.pods import structure, structures

Plain = dict[str, Any]

_last: list[tuple[Around, Surroundings]] = []
"""Those asked about last: a run asks the same for object after object. Never two, and put in place at once."""


@dataclass(frozen=True)
class Surroundings:
    """What bears on many objects of an environment."""

    schemas: Mapping[tuple[str, str], Plain]
    """(apiVersion, kind) -> the schema that the definition of head gives it, or else that of base"""
    scaled: frozenset[tuple[str, str, str]]
    """(namespace, kind, name) of what an autoscaler of base counts"""


def surroundings(around: Around) -> Surroundings:
    """What bears on many objects of an environment, worked out once while it is asked about."""
    for known, found in _last:
        if known is around:
            return found
    schemas = {key: one for objects in (around.base, around.head) for key, one in _schemas(objects).items()}
    found = Surroundings(schemas, frozenset(_scaled(around.base)))
    _last[:] = [(around, found)]
    return found


def _schemas(objects: Mapping[Identity, Object]) -> dict[tuple[str, str], Plain]:
    found: dict[tuple[str, str], Plain] = {}
    for identity, item in objects.items():
        spec = item.get("spec") if identity.kind == "CustomResourceDefinition" else None
        for version in structures(spec, "versions") if type(spec) is dict else ():
            if schema := structure(structure(version, "schema") or {}, "openAPIV3Schema"):
                kind = (structure(item["spec"], "names") or {}).get("kind")
                found[f"{item['spec'].get('group')}/{version.get('name')}", str(kind)] = schema
    return found


def _scaled(objects: Mapping[Identity, Object]) -> list[tuple[str, str, str]]:
    found = []
    for identity, item in objects.items():
        spec = item.get("spec") if identity.kind == "HorizontalPodAutoscaler" else None
        if type(spec) is dict and (target := structure(spec, "scaleTargetRef")):
            found.append((identity.namespace, str(target.get("kind")), str(target.get("name"))))
    return found

"""ApplicationSet -> the Applications that it makes, where its generators are lists, or products of lists.

What Argo CD does besides filling in the template: each Application belongs to its set, so that it goes with it, and
gets the finalizer that takes its objects along, unless the set says `preserveResourcesOnDeletion` or the template has
one (argo-cd applicationset/utils/utils.go RenderTemplateParams).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from generator.diff.nouns import Object

FINALIZER = "resources-finalizer.argocd.argoproj.io"
GO = re.compile(r"\{\{-?\s*\.([\w.]+)\s*-?\}\}")
FAST = re.compile(r"\{\{\s*([\w.-]+)\s*\}\}")
LEFT = re.compile(r"\{\{")


def applications(manifest: Object) -> tuple[Object, ...] | None:
    """The Applications of a set; None where git cannot tell them."""
    spec = manifest.get("spec") or {}
    if spec.get("templatePatch"):
        return None
    pattern = GO if spec.get("goTemplate") else FAST
    found: list[Object] = []
    for generator in spec.get("generators") or ():
        elements = _elements(generator)
        if elements is None:
            return None
        for element in elements:
            made = _filled(spec.get("template") or {}, element, pattern)
            if made is None:
                return None
            found.append(_owned(manifest, made))
    return tuple(found)


def _elements(generator: Mapping[str, Any]) -> Sequence[Mapping[str, Any]] | None:
    """What a generator fills in, one entry an Application."""
    if generator.get("selector"):
        return None
    if isinstance(listed := generator.get("list"), Mapping):
        if listed.get("elementsYaml") or listed.get("template"):
            return None
        return [one for one in listed.get("elements") or () if isinstance(one, Mapping)]
    if isinstance(matrix := generator.get("matrix"), Mapping):
        sides = [_elements(one) for one in matrix.get("generators") or ()]
        whole = [side for side in sides if side is not None]
        return [_merged(pair) for pair in product(*whole)] if len(whole) == len(sides) else None
    return None


def _merged(pair: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    return {key: value for one in pair for key, value in one.items()}


def _filled(template: Any, element: Mapping[str, Any], pattern: re.Pattern[str]) -> Any:
    """The template with an element's values; None where more than a value is asked for."""
    if isinstance(template, Mapping):
        pairs = [(_text(str(k), element, pattern), _filled(v, element, pattern)) for k, v in template.items()]
        return None if any(k is None or v is None for k, v in pairs) else dict(pairs)
    if isinstance(template, list):
        items = [_filled(one, element, pattern) for one in template]
        return None if any(one is None for one in items) else items
    return _text(template, element, pattern) if isinstance(template, str) else template


def _text(text: str, element: Mapping[str, Any], pattern: re.Pattern[str]) -> str | None:
    """One string filled in."""
    values = dict(_flat(element))
    known = all(match[1] in values for match in pattern.finditer(text))
    filled = pattern.sub(lambda match: values.get(match[1], ""), text) if known else text
    return None if LEFT.search(filled) else filled


def _flat(element: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    """The values of an element by their dotted names."""
    for key, value in element.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{before}{key}.")
        elif isinstance(value, bool):
            yield f"{before}{key}", str(value).lower()
        else:
            yield f"{before}{key}", str(value)


def _owned(manifest: Object, made: Any) -> Object:
    """An Application that belongs to its set."""
    meta = dict(made.get("metadata") or {})
    preserved = ((manifest.get("spec") or {}).get("syncPolicy") or {}).get("preserveResourcesOnDeletion")
    if not preserved and not meta.get("finalizers"):
        meta["finalizers"] = [FINALIZER]
    owner = manifest["metadata"]
    meta["namespace"] = owner.get("namespace", "argocd")
    meta["ownerReferences"] = [{"apiVersion": manifest["apiVersion"], "kind": "ApplicationSet", "name": owner["name"]}]
    head = {"apiVersion": manifest["apiVersion"], "kind": "Application"}
    return {**head, "metadata": meta, "spec": made.get("spec") or {}}

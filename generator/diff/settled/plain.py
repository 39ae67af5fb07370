"""An object of a built-in kind -> a copy without what the server drops: nulls, empty lists, zero values.

Go's types decide what an empty value means: a field that holds a value loses `""`, `0`, `false` and `{}`, a pointer
keeps them (k8s.io/api/*/types.go; a name means the same in every built-in kind, but for the few told apart here).
"""

from __future__ import annotations

from typing import Any

from generator.diff.settled.fields import AMOUNT, AMOUNTS, FALSE, MAPS, POINTERS, VALUES, ZERO
from generator.kubernetes.quantity import canonical, canonical_resource

Plain = dict[str, Any]


def plain(item: Any) -> Plain:
    """A copy without nulls and zero values; amounts are canonical. Lists of texts and maps of texts are not copied."""
    fields: Plain = {}
    for name, value in item.items():
        form = type(value)
        if form is str:
            is_kept = value or name in POINTERS
        elif form is dict:
            value = _inner(name, value)
            is_kept = value or name not in VALUES
        elif form is list:
            is_kept = value = _listed(value)
        elif form is bool:
            is_kept = value or name not in FALSE
        else:
            is_kept = value is not None and (value or name not in ZERO)
        if is_kept:
            fields[name] = canonical(value) if name in AMOUNT else value
    return fields


def _listed(value: list[Any]) -> list[Any]:
    if value and type(value[0]) is dict:
        return [plain(one) if type(one) is dict else one for one in value]
    return value


def _inner(name: str, value: Plain) -> Plain:
    if name in MAPS or (name == "selector" and type(next(iter(value.values()), None)) is str):  # a Service's
        return value if None not in value.values() else {key: one for key, one in value.items() if one is not None}
    if name in AMOUNTS:
        return _amounts(value)
    return plain(value)


def _amounts(value: Plain) -> Plain:
    if any(type(one) is dict for one in value.values()):  # a structure of the same name
        return plain(value)
    return {key: canonical_resource(one) for key, one in value.items() if one is not None}


def without_nulls(item: Any) -> Any:
    """A copy of data of which nothing is known: only nulls go."""
    if type(item) is dict:
        return {key: without_nulls(value) for key, value in item.items() if value is not None}
    if type(item) is list:
        return [without_nulls(value) for value in item]
    return item

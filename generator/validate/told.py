"""What pydantic found in a tree -> problems in our words, each at its place."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from generator.errors import Also, Place, Problem
from generator.nodes import Branch, Leaf, Node, Series, child, locate
from generator.suggest import near
from generator.validate.fields import field_names
from generator.validate.keypaths import Path, dotted, last, one_line, rank, steps
from generator.validate.phrases import phrase
from generator.validate.variants import mixed

Told = dict[tuple[str, tuple[str | int, ...], str], Problem]
"""(pydantic's type, location and message) -> the problem."""
Meant = dict[tuple[str | int, ...], str]
"""Location of a key that nobody knows -> the key that was probably meant."""
ALTERNATIVES = ("bad-probe", "conflicting-keys")
"""Codes of keys that exclude each other."""


def told(errors: Sequence[ErrorDetails], model: type[BaseModel], tree: Branch, weaker: Told) -> Told:
    """Every error of one tree; what the `weaker` layers have wrong without this one is theirs, and told there."""
    meant = {details["loc"]: _meant(model, tree, details["loc"]) for details in errors if _is_unknown(details)}
    found: Told = {}
    for details in errors:
        if details["type"] == "missing" and _is_explained(model, tree, details["loc"], meant):
            continue
        problem = _problem(details, model, tree, meant)
        found[_key(details)] = _twin(details, problem, tree, weaker) or problem
    return found


def of_values(errors: Sequence[ErrorDetails], tree: Branch) -> list[ErrorDetails]:
    """The errors that hold whatever else a tree may say: unknown keys, and scalars and lists wrong by themselves."""
    return [details for details in errors if _is_unknown(details) or _is_of_a_value(details, tree)]


def _is_of_a_value(details: ErrorDetails, tree: Branch) -> bool:
    node = child(tree, steps(tree, details["loc"]))
    return details["type"] != "missing" and not phrase(details).at and not isinstance(node, Branch | None)


def _key(details: ErrorDetails) -> tuple[str, tuple[str | int, ...], str]:
    return details["type"], details["loc"], details["msg"]


def _is_unknown(details: ErrorDetails) -> bool:
    return details["type"] == "extra_forbidden"


def _meant(model: type[BaseModel], tree: Branch, location: Path) -> str:
    *parents, key = steps(tree, location)
    return near(str(key), field_names(model, parents)) or ""


def _is_explained(model: type[BaseModel], tree: Branch, location: Path, meant: Meant) -> bool:
    """Whether a key is missing because it is misspelt, or because another is, of another variant."""
    *parents, key = location
    beside = {unknown: name for unknown, name in meant.items() if list(unknown[:-1]) == parents}
    return any(name and (name == key or name not in field_names(model, parents)) for name in beside.values())


def _twin(details: ErrorDetails, problem: Problem, tree: Branch, weaker: Told) -> Problem | None:
    """The same error without the strongest layer, unless a scalar of that layer is wrong by itself."""
    kind, location, message = _key(details)
    if kind == "missing":  # or what it should stand in is
        above = (weaker.get((kind, location[:length], message)) for length in range(len(location), 0, -1))
        return next((twin for twin in above if twin is not None), None)
    twin = weaker.get((kind, location, message))
    node = child(tree, [*steps(tree, location), *phrase(details).at])
    about_a_mapping = isinstance(node, Branch | None) and not _is_unknown(details) and location[-1:] != ("[key]",)
    return twin if twin is not None and (about_a_mapping or twin.place == problem.place) else None


def _problem(details: ErrorDetails, model: type[BaseModel], tree: Branch, meant: Meant) -> Problem:
    path = steps(tree, details["loc"])
    match details["type"]:
        case "missing":
            return _missing(tree, path)
        case "extra_forbidden":
            return mixed(model, tree, details["loc"]) or _unknown(details["loc"], model, tree, meant)
    return _wrong(details, tree, path)


def _unknown(location: tuple[str | int, ...], model: type[BaseModel], tree: Branch, meant: Meant) -> Problem:
    path = steps(tree, location)
    known = field_names(model, location[:-1])
    return unknown_key(str(path[-1]), meant[location], known, locate(tree, path, at_key=True))


def _missing(tree: Branch, path: Path) -> Problem:
    *parents, key = path
    message = f"`{dotted(path)}` is missing"
    removed = _removal(tree, path)
    if removed is None:
        place = locate(tree, parents, at_key=True)
        also = _beaten(child(tree, parents))
        return Problem(code="missing-key", message=message, place=place, also=also, hint=f"add `{key}:`")
    if not removed.beats:
        message = f"{message}: `null` is no value"
        return Problem(code="missing-key", message=message, place=removed.place, hint="give it a value")
    return Problem(
        code="missing-key",
        message=f"{message}: `null` removes it here",
        place=removed.place,
        also=(Also(removed.beats[0].place, "the value that was removed"),),
        hint="remove this line, or give a value",
    )


def _removal(tree: Branch, path: Path) -> Leaf | None:
    parent = child(tree, path[:-1])
    return parent.removed.get(str(path[-1])) if isinstance(parent, Branch) else None


def unknown_key(key: str, meant: str, known: Sequence[str], place: Place) -> Problem:
    """A key that no model knows there."""
    hint = f"did you mean `{meant}`?" if meant else f"the keys here are {', '.join(f'`{name}`' for name in known)}"
    return Problem(code="unknown-key", message=f"there is no key `{one_line(key)}` here", place=place, hint=hint)


def _wrong(details: ErrorDetails, tree: Branch, path: Path) -> Problem:
    """A value that is wrong; where two keys took part, the place is that of the stronger layer's."""
    said = phrase(details)
    at, also, hint = [*path, *said.at], [], said.hint
    if said.beside:
        beside = [*path, *said.beside]
        if rank(locate(tree, beside)) > rank(locate(tree, at)):
            at, beside = beside, at
        other = child(tree, beside)
        also = [] if other is None else [Also(_place(tree, beside), f"`{last(beside)}` is set here")]
        hint = _over_a_layer(said.code, tree, at, beside) or hint
    place = locate(tree, at, at_key=True) if details["loc"][-1:] == ("[key]",) else _place(tree, at)
    message = f"`{dotted(at)}`: {said.message}" if at else said.message
    return Problem(code=said.code, message=message, place=place, also=(*also, *_beaten(child(tree, at))), hint=hint)


def _over_a_layer(code: str, tree: Branch, at: Path, beside: Path) -> str:
    """What to do where the other key is a weaker layer's: the hint, if there is something else to do then."""
    if rank(locate(tree, at)) == rank(locate(tree, beside)):
        return ""
    if isinstance(beside[-1], int):
        listed = dotted(beside[:-1])
        return f"list `{listed}` again in `{locate(tree, at).file}`, or set it to `null` there"
    removed = f"set `{dotted(beside)}` to `null` here, which removes what the weaker layer says"
    return removed if code in ALTERNATIVES else ""


def _beaten(node: Node | None) -> tuple[Also, ...]:
    return tuple(Also(weak.place, f"it beats {_value(weak)} here") for weak in (node.beats[:1] if node else ()))


def _place(tree: Branch, path: Path) -> Place:
    """Where a value stands: a scalar or list itself, a mapping by its key."""
    return locate(tree, path, at_key=isinstance(child(tree, path), Branch | None))


def _value(node: Node) -> str:
    """A beaten value in a note: numbers as they are; text may be a secret by mistake."""
    if isinstance(node, Leaf) and isinstance(node.value, bool | int | float):
        return f"`{str(node.value).lower()}`"
    return "the list" if isinstance(node, Series) else "the mapping" if isinstance(node, Branch) else "the value"

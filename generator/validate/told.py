"""What pydantic found -> problems in our words, each at its place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator.errors import Also, Place, Problem
from generator.model.mistake import wrong_type
from generator.nodes import Branch, Leaf, Node, Series, child, locate
from generator.suggest import near
from generator.validate.fields import field_names

Path = Sequence[str | int]
OURS = frozenset({"hint", "at", "with", "text"})

EXPECTED = {
    "bool_type": "`true` or `false`",
    "date_type": "a date such as `2026-12-31`",
    "dict_type": "a mapping",
    "float_type": "a number",
    "int_type": "a whole number",
    "list_type": "a list",
    "model_type": "a mapping",
    "string_type": "text",
    "tuple_type": "a list",
}


def told(error: ValidationError, model: type[BaseModel], tree: Branch) -> Iterable[Problem]:
    """Every error of one tree as a problem."""
    return [_problem(details, model, tree) for details in error.errors(include_url=False)]


def _problem(details: ErrorDetails, model: type[BaseModel], tree: Branch) -> Problem:
    path = _steps(tree, details["loc"])
    match details["type"]:
        case "missing":
            return _missing(tree, path)
        case "extra_forbidden":
            return _unknown(model, tree, path)
        case kind if kind in EXPECTED:
            context = wrong_type(details["input"], EXPECTED[kind]).context or {}
            return _at("wrong-type", context["text"], context["hint"], tree, path)
        case kind:
            context = details.get("ctx", {})
            if "hint" in context:
                return _combined(kind, details["msg"], context, tree, path)
            return _at("bad-value", _lower(details["msg"]), "", tree, path)


def _steps(tree: Branch, location: Path) -> Path:
    """pydantic's location without what is not in the file: names of variants, `[key]`."""
    node: Node | None = tree
    steps: list[str | int] = []
    for index, step in enumerate(location):
        found = None if node is None else child(node, [step])
        last = index == len(location) - 1
        if found is None and not last:
            continue  # a variant's name
        if found is None and isinstance(step, str) and step.startswith(("(", "[")):
            continue
        steps.append(step)
        node = found if found is not None else node
    return steps


def _missing(tree: Branch, path: Path) -> Problem:
    *parents, key = path
    where = f"`{dotted(path)}`" if parents else f"`{key}`"
    removed = _removal(tree, path)
    if removed is not None:
        beaten = [Also(node.place, "the value that was removed") for node in removed.beats[:1]]
        return Problem(code="missing-key", message=f"{where} is missing: `null` removes it here", place=removed.place, also=tuple(beaten), hint="remove this line, or give a value")
    parent = child(tree, parents)
    keyed = locate(tree, parents, at_key=True) if parents else tree.place
    place = keyed if isinstance(parent, Branch) else tree.place
    return Problem(code="missing-key", message=f"{where} is missing", place=place, hint=f"add `{key}:`")


def _removal(tree: Branch, path: Path) -> Leaf | None:
    parent = child(tree, path[:-1])
    return parent.removed.get(str(path[-1])) if isinstance(parent, Branch) else None


def _unknown(model: type[BaseModel], tree: Branch, path: Path) -> Problem:
    key = str(path[-1])
    known = field_names(model, path[:-1])
    meant = near(key, known)
    hint = f"did you mean `{meant}`?" if meant else f"the keys here are {_listed(known)}"
    return Problem(code="unknown-key", message=f"there is no key `{_shown(key)}` here", place=locate(tree, path, at_key=True), hint=hint)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _combined(code: str, message: str, context: dict[str, Any], tree: Branch, path: Path) -> Problem:
    """A rule of ours; where two keys took part, the place is that of the stronger layer's."""
    at, beside = [*path, *context.get("at", ())], [*path, *context.get("with", ())]
    if not context.get("with"):
        return _at(code, message, context["hint"], tree, at)
    if rank(locate(tree, beside)) > rank(locate(tree, at)):
        at, beside = beside, at
    other = child(tree, beside)
    also = (Also(other.place, f"`{beside[-1]}` is set here"),) if other is not None else ()
    return _at(code, message, context["hint"], tree, at, also)


def rank(place: Place) -> int:
    """How strong a file's layer is."""
    return 2 if place.file.startswith("environments/") else 1 if place.file.startswith("config/services/") else 0


def _at(code: str, message: str, hint: str, tree: Branch, path: Path, also: tuple[Also, ...] = ()) -> Problem:
    node = child(tree, path)
    name = dotted(path)
    text = f"`{name}`: {message}" if name else message
    beaten = tuple(Also(other.place, f"it beats {_value(other)} here") for other in (node.beats[:1] if node is not None else ()))
    return Problem(code=code, message=text, place=locate(tree, path), also=(*also, *beaten), hint=hint)


def _value(node: Node) -> str:
    """A beaten value in a note: numbers as they are; text may be a secret by mistake."""
    if isinstance(node, Leaf) and isinstance(node.value, bool | int | float):
        return f"`{str(node.value).lower()}`"
    return "the list" if isinstance(node, Series) else "the value"


def dotted(path: Path) -> str:
    """A key path as people write it: `scaling.min`, `args[0]`."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{_shown(step)}" if text else _shown(step)
    return text


def _shown(text: str) -> str:
    """A key on one line, nothing invisible, nothing endless."""
    plain = "".join(c if c.isprintable() and c != "`" else f"\\u{ord(c):04x}" for c in text[:60])
    return plain if len(text) <= 60 else f"{plain}…"


def _lower(message: str) -> str:
    return message[:1].lower() + message[1:].rstrip(".")

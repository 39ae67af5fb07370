"""What a service's own file says of its kind -> the entry of the register, or why there is none."""

from __future__ import annotations

from generator.errors import Place, Problem
from generator.kinds import KINDS
from generator.model.mistake import shown, wrong_type
from generator.nodes import Branch, plain
from generator.parts.kind import Kind
from generator.suggest import near
from generator.validate.fields import keys_of
from generator.validate.phrases import listed
from generator.validate.told import unknown_key


def kind_of(own: Branch) -> tuple[Kind | None, list[Problem]]:
    """The kind, or the problem that it has."""
    node = own.children.get("kind")
    if node is None:
        return None, [_missing(own)]
    value = plain(node)
    if not isinstance(value, str):
        said = wrong_type(value, listed([*KINDS])).context or {}
        return None, [Problem(code="wrong-type", message=f"`kind`: {said['text']}", place=node.place)]
    if value not in KINDS:
        return None, [unknown_kind(value, node.place)]
    return KINDS[value], []


def unknown_kind(name: str, place: Place) -> Problem:
    """A kind that the register does not have."""
    meant = near(name, KINDS)
    hint = f"did you mean `{meant}`?" if meant else f"the kinds are {listed([*KINDS], 'and')}"
    return Problem(code="unknown-service-kind", message=f"there is no kind {shown(name)}", place=place, hint=hint)


def _missing(own: Branch) -> Problem:
    """No kind, or one whose key is misspelt."""
    known = {key for kind in KINDS.values() for key in keys_of(kind.model)}
    typed = near("kind", own.children.keys() - known)
    if typed is not None:
        return unknown_key(typed, "kind", [], own.keys[typed])
    hint = f"add `kind:` and one of {listed([*KINDS])}"
    return Problem(code="missing-key", message="`kind` is missing", place=own.place, hint=hint)

"""An object that is written -> the first reason for which it is refused: by the rules of a change, and by what objects
are checked for anyway. The latter only where people wrote it: what is generated was checked when it was made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from generator.diff.nouns import Object, Subject, Way
from generator.diff.rules import refusals
from generator.diff.rules.form.known import DROPPED, MEANT
from generator.nouns import Release, Rendered

if TYPE_CHECKING:
    from generator.check import Finding

NOBODYS = Release("", "", "", "")


@dataclass(frozen=True)
class Refusals:
    """What is refused in an environment of that version."""

    kubernetes: str
    checked: bool
    """whether people may have written what is rendered"""

    def first(self, subject: Subject) -> tuple[str, str] | None:
        """The rule and its words; nothing where the object is taken."""
        for rule, hit in refusals(subject):
            return rule.id, hit.message
        before = {one.code for one in self._found(subject.base)}
        for one in self._found(subject.head):
            is_dropped = one.code in DROPPED and subject.way is not Way.SERVER
            if one.code in MEANT and one.code not in before and not is_dropped:
                return MEANT[one.code], one.message
        return None

    def kept(self, item: Object) -> Object:
        """An object without the fields that nobody knows, which a client-side apply leaves out."""
        found: Any = item
        for one in self._found(item):
            if one.code in DROPPED:
                found = _without(found, one.path)
        return found if isinstance(found, Mapping) else item

    def _found(self, item: Object | None) -> Sequence[Finding]:
        return _checked(_Held(item), self.kubernetes) if self.checked and item is not None else ()


class _Held:
    """An object by its identity, so that it is checked once."""

    def __init__(self, item: Object) -> None:
        self.item = item

    def __hash__(self) -> int:
        return id(self.item)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and other.item is self.item


@lru_cache(maxsize=1 << 12)
def _checked(held: _Held, kubernetes: str) -> tuple[Finding, ...]:
    from generator.check import check

    rendered = [Rendered(NOBODYS, (dict(held.item),), ("",))]
    return tuple(one for one in check(rendered, kubernetes=kubernetes) if one.severity == "error")


def _without(node: Any, path: tuple[Any, ...]) -> Any:
    if not path or not isinstance(node, dict | list):
        return node
    if isinstance(node, list):
        return [_without(one, path[1:]) if number == path[0] else one for number, one in enumerate(node)]
    if len(path) == 1:
        return {key: one for key, one in node.items() if key != path[0]}
    return {key: _without(one, path[1:]) if key == path[0] else one for key, one in node.items()}

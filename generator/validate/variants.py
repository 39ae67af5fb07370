"""One value in two forms: layers merge key by key, so a form of the one may meet another form of the other."""

from __future__ import annotations

from pydantic import BaseModel

from generator.errors import Also, Problem
from generator.nodes import Branch, child
from generator.validate.fields import field_names, is_variant
from generator.validate.keypaths import Path, dotted, rank, steps
from generator.validate.phrases import listed


def mixed(model: type[BaseModel], tree: Branch, location: Path) -> Problem | None:
    """The problem of a key that is of another form than those of a layer above or below it, if that is what it is."""
    if len(location) < 2 or not is_variant(location[-2]):
        return None
    above = location[:-2]
    path = steps(tree, above)
    node = child(tree, path)
    form = field_names(model, location[:-1])
    if not isinstance(node, Branch) or location[-1] not in field_names(model, above):
        return None
    known = [key for key in node.children if key in field_names(model, above)]
    sides = [key for key in known if key in form], [key for key in known if key not in form]
    weak, strong = sorted(sides, key=lambda keys: max((rank(node.keys[key]) for key in keys), default=-1))
    top = max(rank(node.keys[key]) for key in strong)
    if not weak or any(rank(node.keys[key]) == top for key in weak):
        return None
    return _problem(path, node, weak, [key for key in strong if rank(node.keys[key]) == top])


def _problem(path: Path, node: Branch, weak: list[str], strong: list[str]) -> Problem:
    them, one = sorted(weak), min(strong, key=lambda key: node.keys[key])
    removed = listed([dotted([*path, key]) for key in them], "and")
    return Problem(
        code="mixed-variants",
        message=f"`{dotted(path)}`: `{one}` does not go with {listed(them, 'and')} of a weaker layer",
        place=node.keys[one],
        also=tuple(Also(node.keys[key], f"`{key}` is set here") for key in them),
        hint=f"set {removed} to `null` here, which removes what the weaker layer says",
    )

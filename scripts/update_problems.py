"""Write docs/generated/problems.md again, and before that the examples of objects from tests/check/mistakes.yaml.

    python -m scripts.update_problems

Both are compared by a test, which executes every example (tests/guide).
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator import yamlio
from generator.console.text import safe
from generator.guide import Example, Guidance, guidance, shop
from tests.check.mistakes import FILE, changed, sound, steps
from tests.check.test_mistakes import codes_of_sources

ROOT = Path(__file__).parent.parent
PAGE, OBJECTS = ROOT / "docs/generated/problems.md", ROOT / "generator/guide/objects.yaml"
BEGIN = """\
# Every problem, by its code

Written by `python -m scripts.update_problems`; each example is executed by a test, and
`cartwright validate --explain CODE` prints it. What follows a path is laid over this shop: a key takes the place of the
shop's, a file with `kind` that of the whole file. `{x*80}` is eighty times `x`. Of objects, what stands there is the
part that matters.
"""
HEAD = """\
# What is wrong with an object: code -> why, the part of it that is wrong, and the same part right.
#
# Written by scripts/update_problems.py from tests/check/mistakes.yaml, which has all of them.
"""


def page() -> str:
    """The page, from what the program says."""
    laid = "\n".join(f"# {path}\n{text}" for path, text in shop().items())
    return BEGIN + f"\n```yaml\n{laid}```\n" + "".join(map(_entry, guidance().values()))


def _entry(known: Guidance) -> str:
    sides = "".join(_side(title, example) for title, example in (("wrong", known.wrong), ("right", known.right)))
    return f"\n## {known.code}\n\n{safe(known.why)}\n\n{sides}"


def _side(title: str, example: Example) -> str:
    if example.sort == "words":
        return f"{title}: {safe(example.text)}\n\n"[: None if title == "wrong" else -1]
    language = "sh" if example.sort == "repositories" else "yaml"
    lines = "\n".join(map(safe, example.text.split("\n")))
    return f"{title}:\n\n```{language}\n{lines}\n```\n" + ("\n" if title == "wrong" else "")


def objects() -> str:
    """The entries of objects, each from the shortest of its mistakes."""
    rows = [row for row in yamlio_rows() if "part" not in row]
    return HEAD + "".join(
        _object(code, [row for row in rows if code in row.get("validate", ())]) for code in sorted(codes_of_sources())
    )


def yamlio_rows() -> list[dict[str, Any]]:
    """The rows of the table."""
    import yaml

    rows: list[dict[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return rows


def _object(code: str, rows: list[dict[str, Any]]) -> str:
    edits = [row for row in rows if isinstance(row["object"], str)]
    row = min(edits or rows, key=lambda row: (len(row["validate"]), bool(row.get("beside")), len(str(row))))
    wrong = example(row)
    kind = wrong["kind"]
    right = _part(sound(kind), row) if edits else None
    written = [f"{code}:", f"  why: {json.dumps(_sentence(row['name']))}", "  wrong:", *_text(kind, wrong)]
    return "\n".join([*written, "  right:", *_text(kind, right)]) + "\n"


def example(row: dict[str, Any]) -> dict[str, Any]:
    """The part of a row's object that matters."""
    if not isinstance(row["object"], str):
        return dict(row["object"])
    body = copy.deepcopy(sound(row["object"]))
    changed(body, row)
    return _part(body, row)


def _part(body: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {"kind": body["kind"]}
    for pointer in [*row.get("set", {}), *row.get("remove", ())]:
        _add(found, body, steps(pointer))
    return found


def _add(part: dict[str, Any], body: Any, way: list[str]) -> None:
    """What lies on the way; of a list the one item, which keeps its name."""
    step, *rest = way
    if isinstance(body, list) or not isinstance(body, dict) or step not in body:
        return
    value = body[step]
    if not rest or not isinstance(value, dict | list):
        part[step] = value
    elif isinstance(value, dict):
        _add(part.setdefault(step, {}), value, rest)
    else:
        index = int(rest[0])
        item = value[index] if index < len(value) else None
        if len(rest) == 1 or not isinstance(item, dict):
            part[step] = value
            return
        inner = part.setdefault(step, [{key: item[key] for key in ("name",) if key in item}])[0]
        _add(inner, item, rest[1:])


def _sentence(name: str) -> str:
    return f"{name[:1].upper()}{name[1:]}."


def _text(kind: str, body: dict[str, Any] | None) -> Iterator[str]:
    if body is None:
        yield f"    {kind}: null"
        return
    yield f"    {kind}: |-"
    yield from (f"      {line}" for line in yamlio.dump(body).rstrip("\n").split("\n"))


if __name__ == "__main__":
    OBJECTS.write_text(objects(), encoding="utf-8")
    guidance.cache_clear()
    PAGE.write_text(page(), encoding="utf-8")

"""Two texts in a ConfigMap, or the values of a chart in an Application -> what they say, where both say it alike."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Mapping
from configparser import Error, RawConfigParser
from typing import Any

from generator.diff.compare.where import Where
from generator.yamlio import documents

_DEEPEST = 60
_LONGEST = 1_000_000
_LINE = re.compile(r"(?:export +)?(?P<key>[A-Za-z_][\w./-]*)[ \t]*[=:][ \t]*(?P<value>.*?)[ \t]*")


class _NoneError(ValueError):
    """The text is not of the form."""


def is_document(where: Where) -> bool:
    """Whether a text that stands here may hold a document."""
    if where.kind == "ConfigMap":
        return len(where.steps) == 2 and where.steps[0] == "data"
    return where.kind == "Application" and where.keys[-2:] == ("helm", "values")


def contents(old: str, new: str, where: Where) -> tuple[Any, Any] | None:
    """What both texts say, read in one and the same form; None where they are no such documents."""
    if max(len(old), len(new)) > _LONGEST:
        return None
    for form in _forms(where.field if where.kind == "ConfigMap" else "values.yaml"):
        try:
            both = form(old), form(new)
        except (ValueError, Error, RecursionError):
            continue
        if all(one and _is_shallow(one, _DEEPEST) for one in both) and type(both[0]) is type(both[1]):
            return both
    return None


def _forms(name: str) -> tuple[Callable[[str], Any], ...]:
    """How a file of this name may be read."""
    return _BY_ENDING.get(name.rpartition(".")[2].lower() if "." in name else "", (_json, _yaml_of_lines, _ini, _pairs))


def _json(text: str) -> Any:
    if text.lstrip()[:1] not in ("{", "["):
        raise _NoneError
    return json.loads(text, object_pairs_hook=_once)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _NoneError
    return found


def _yaml(text: str) -> Any:
    if text.startswith("%") or "\t" in text[:1]:
        raise _NoneError
    found = documents(text)
    whole = found[0] if len(found) == 1 else found
    if not isinstance(whole, dict | list) or not all(isinstance(one, dict | list) for one in found):
        raise _NoneError
    return whole


def _yaml_of_lines(text: str) -> Any:
    """In a file of no known name: a mapping of several lines, as one line with a colon is rather a sentence."""
    if text.strip().count("\n") < 1 or "=" in text.split("\n", 1)[0]:
        raise _NoneError
    return _yaml(text)


def _ini(text: str) -> dict[str, Any]:
    if not re.search(r"^\[[^\]\n]+\]\s*$", text, re.MULTILINE):
        raise _NoneError
    parser = RawConfigParser(allow_no_value=True, default_section="", empty_lines_in_values=False)
    parser.optionxform = str  # type: ignore[method-assign,assignment]  # the documented way to keep the case of keys
    parser.read_string(text)
    return {section: dict(parser[section]) for section in parser.sections()}


def _properties(text: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for line in text.splitlines():
        if not line.strip() or line.lstrip()[0] in "#!;":
            continue
        pair = _LINE.fullmatch(line)
        if pair is None or line.endswith("\\") or pair["key"] in found:
            raise _NoneError
        found[pair["key"]] = pair["value"]
    return found


def _pairs(text: str) -> dict[str, Any]:
    """In a file of no known name: several lines, each a name and `=`; an address has a colon, and is none."""
    if text.strip().count("\n") < 1 or any(":" in line.split("=", 1)[0] for line in text.splitlines()):
        raise _NoneError
    return _properties(text)


def _toml(text: str) -> Any:
    return json.loads(json.dumps(tomllib.loads(text), default=str))


_BY_ENDING: Mapping[str, tuple[Callable[[str], Any], ...]] = {
    "json": (_json,),
    **dict.fromkeys(("yaml", "yml"), (_yaml,)),
    **dict.fromkeys(("properties", "env"), (_properties,)),
    **dict.fromkeys(("ini", "cfg", "cnf", "conf"), (_ini, _properties)),
    "toml": (_toml,),
    **dict.fromkeys(("sh", "sql", "lua", "py", "js", "html", "css", "md", "txt", "crt", "pem", "tpl", "tmpl"), ()),
}


def _is_shallow(value: Any, left: int) -> bool:
    if not isinstance(value, dict | list):
        return True
    inner = value.values() if isinstance(value, dict) else value
    return left > 0 and all(_is_shallow(one, left - 1) for one in inner)

"""Each error that the YAML parser knows -> what a person typed, and what to type instead."""

from __future__ import annotations

import re
from collections.abc import Callable

from generator.yamlio.characters import quoted, shown
from generator.yamlio.trouble import Finding, Trouble

_NO_SPACE = re.compile(r"\s*(?:- )*([A-Za-z_][\w./-]*):([^\s:/][^\s]*)\s*")
_VALUE_WITH_COLON = re.compile(r"\s*(?:- )*[^\s'\"\[{#][^#]*?:\s+(.*)")


def explain(trouble: Trouble, problem: str) -> Finding:
    """The finding behind an error of the parser; `problem` is its own text."""
    for context, rule in _CONTEXTS.items():
        if context in trouble.context:
            return rule(trouble)
    for words, rule in _PROBLEMS.items():
        if words in problem:
            return rule(trouble)
    return trouble.at(f"the YAML parser says: {shown(problem)}", "look at this line and at the one above it")


def no_space(line: str) -> tuple[str, str] | None:
    """Message and hint for a line such as `name:prod`, which YAML takes for one word."""
    match = _NO_SPACE.fullmatch(line)
    if ":\u00a0" in line:
        return "a no-break space (U+00A0) follows the `:`, expected an ordinary space", "type the space again"
    if not match:
        return None
    key, value = shown(match.group(1)), shown(match.group(2))
    return f"`{key}:{value}` has no space after the `:`, so it is one word", f"write `{key}: {value}`"


def _directive(trouble: Trouble) -> Finding:
    return trouble.back("directives are not allowed", "remove the line that starts with `%`", "yaml-directive")


def _tag(trouble: Trouble) -> Finding:
    word = shown(trouble.opened.split(" ")[0])
    hint = "remove the tag, and quote the value if it is text"
    return trouble.back(f"tags are not allowed, found `{word}`", hint, "yaml-tag")


def _second_document(trouble: Trouble) -> Finding:
    message = "a second document starts here, expected one document a file"
    return trouble.at(message, "move it to a file of its own, or remove the line", "yaml-multi-doc")


def _indicator(trouble: Trouble) -> Finding:
    """`*` or `&` at the start of a value that is no alias or anchor."""
    value = shown(trouble.opened.split(" #")[0].strip())
    return trouble.back(*_cannot_start(value))


def _cannot_start(value: str) -> tuple[str, str]:
    name = "a backtick" if value.startswith("`") else f"`{value[:1]}`"
    return f"{name} cannot start a plain value", quoted(value)


def _character(trouble: Trouble) -> Finding:
    if trouble.rest.startswith("\t") or "\t" in trouble.here[: trouble.column + 1]:
        return _tab(trouble)
    value = shown(trouble.rest.split(" #")[0].strip())
    return trouble.at(*_cannot_start(value))


def _tab(trouble: Trouble) -> Finding:
    return trouble.at("the line is indented with a tab, expected spaces", "replace the tab by spaces")


def _unclosed_quote(trouble: Trouble) -> Finding:
    quote = trouble.opened[:1]
    kind = "double" if quote == '"' else "single"
    return trouble.back(f"the {kind}-quoted text that starts here is never closed", f"close it with `{quote}`")


def _escape(trouble: Trouble) -> Finding:
    start = trouble.here.rfind("\\", 0, trouble.column + 1)
    word = shown(trouble.here[start : start + 2])
    hint = "write `\\\\` for a backslash, or put the text in single quotes"
    return Finding(f"`{word}` starts no escape that double quotes know", hint, trouble.line, start)


def _unclosed_flow(trouble: Trouble) -> Finding:
    opening = trouble.opened[:1]
    kind, closing = _FLOW[opening]
    if trouble.line != trouble.start_line or not trouble.rest:
        return _never_closed(opening, trouble.start_line, trouble.start_column)
    message = f"expected `,` or `{closing}` here, found `{shown(trouble.rest[:1])}`"
    return trouble.at(message, f"close the {kind} with `{closing}`, or quote the text")


def _never_closed(opening: str, line: int, column: int) -> Finding:
    kind, closing = _FLOW[opening]
    message = f"the {kind} that `{opening}` opens here is never closed"
    return Finding(message, f"close it with `{closing}`", line, column)


def _mapping_here(trouble: Trouble) -> Finding:
    """A `: ` where no key can stand."""
    before = trouble.here[: trouble.column]
    if match := _VALUE_WITH_COLON.fullmatch(before):
        value = shown(trouble.here[match.start(1) :].split(" #")[0].strip())
        return trouble.at("a plain value cannot hold `: `", quoted(value))
    above = trouble.lines[trouble.line - 1] if trouble.line else ""
    if words := no_space(above):
        return Finding(*words, trouble.line - 1, len(above) - len(above.lstrip()))
    if not trouble.line:
        return trouble.at("a key cannot stand here", "start it on a line of its own")
    key = shown(before.strip())
    message = f"the key `{key}` cannot stand here: the line above already holds a value"
    return trouble.at(message, "indent it as the key above, or remove the value there")


def _no_colon(trouble: Trouble) -> Finding:
    line = trouble.opened.split(" #")[0].rstrip()
    if words := no_space(line):
        return trouble.back(*words)
    return trouble.back(f"expected `key: value`, found `{shown(line)}`", "add `: ` and a value after the key")


def _no_key(trouble: Trouble) -> Finding:
    """Something in a block mapping that is no key: wrong indentation, or text after a finished value."""
    if trouble.begins_line and trouble.column != trouble.start_column:
        place = f"line {trouble.start_line + 1} column {trouble.start_column + 1}"
        message = f"the indentation does not match any open block (the one around it opened at {place})"
        return trouble.at(message, "indent the line as the other lines of its block")
    if trouble.rest.startswith("- "):
        return trouble.at(
            "a list item stands among the keys of a mapping", "indent it below the key that it belongs to"
        )
    return _after_value(trouble)


def _after_value(trouble: Trouble) -> Finding:
    rest = shown(trouble.rest.strip())
    if trouble.begins_line and rest.startswith(":"):
        return trouble.at("there is no key before the `:`", "write the key before the `:`")
    if "{{" in trouble.here:
        hint = "quote the whole value, from before `{{` to its end"
        return trouble.at(f"found `{rest}` after the end of a value", hint)
    if rest[:1] in ("]", "}"):
        return trouble.at(f"`{rest[:1]}` closes nothing", f"remove `{rest[:1]}`")
    hint = "put the whole value in one pair of quotes; inside single quotes write `''` for `'`"
    return trouble.at(f"found `{rest}` after the end of a value", hint)


def _no_item(trouble: Trouble) -> Finding:
    return trouble.at("expected a list item here", "start the line with `- `, or indent it as part of the item above")


def _no_content(trouble: Trouble) -> Finding:
    if trouble.ends and (opening := trouble.open_bracket()):
        return _never_closed(*opening)
    value = shown(trouble.rest.split(" #")[0].strip())
    return trouble.at(*_cannot_start(value))


def _item_here(trouble: Trouble) -> Finding:
    return trouble.at("a list item cannot start here", "put it on a line of its own below the key, or quote the value")


def _block_text(trouble: Trouble) -> Finding:
    sign = trouble.opened[:1]
    message = f"found `{shown(trouble.rest.strip())}` after `{sign}`, expected the end of the line"
    return trouble.at(message, f"start the text on the line below, or quote it if `{sign}` belongs to it")


_FLOW = {"[": ("list", "]"), "{": ("mapping", "}")}
_CONTEXTS: dict[str, Callable[[Trouble], Finding]] = {
    "scanning a directive": _directive,
    "a tag": _tag,
    "scanning an alias": _indicator,
    "scanning an anchor": _indicator,
}
_PROBLEMS: dict[str, Callable[[Trouble], Finding]] = {
    "found undefined tag handle": _tag,
    "YAML document": _directive,
    "%YAML directive": _directive,
    "%TAG directive": _directive,
    "<document start>": _second_document,
    "cannot start any token": _character,
    "found a tab character": _tab,
    "found unexpected end of stream": _unclosed_quote,
    "found unexpected document indicator": _unclosed_quote,
    "unknown escape": _escape,
    "Unicode character escape": _escape,
    "hexdecimal": _escape,
    "expected ',' or": _unclosed_flow,
    "mapping values are not allowed": _mapping_here,
    "expected ':'": _no_colon,
    "did not find expected key": _no_key,
    "expected '-' indicator": _no_item,
    "expected node content": _no_content,
    "block sequence entries are not allowed": _item_here,
    "expected comment or line break": _block_text,
}

"""Text of any kind, line by line -> which parts of it are, or look like, secrets; for whoever prints or refuses it.

By its shape (a token, a private key, an address with a password), or because a name before it says so, as in
`DB_PASSWORD: …`, `"clientSecret": "…"`, `export TOKEN=…`, or `name: DB_PASSWORD` with `value: …` behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.model.credential import holds_a_secret

Span = tuple[int, int]
"""Where a part of a line begins and ends."""

_TOKEN = re.compile(
    r"(?:AKIA|ASIA)[A-Z0-9]{8,}|gh[pousr]_[A-Za-z0-9]{8,}|github_pat_[A-Za-z0-9_]{8,}|[rs]k_live_[A-Za-z0-9]{6,}"
    r"|xox[baprs]-[A-Za-z0-9-]{8,}|(?:glpat-|npm_|dckr_pat_|AIza|hv[sb]\.|SG\.)[A-Za-z0-9_.-]{8,}"
    r"|eyJ[A-Za-z0-9_-]{6,}\.[A-Za-z0-9_.-]{4,}|(?:(?<=://)|(?<=:/)(?!/))[^/\s:@`'\"]*:(?![0-9]{1,5}(?:[/…]|$))[^/\s@`'\"$<{%*][^/\s@`'\"]*(?=@|…)"
)
_BEGIN, _END = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----"), re.compile(r"-----END [A-Z ]*PRIVATE KEY-----")
_NAMED = re.compile(
    r"""["'`]?(?P<name>[A-Za-z_][\w.-]*)["']?[ \t]*(?:=>|[:=])[ \t]*(?P<value>"(?:[^"\\]|\\.)*"?|'[^']*'?|[^\s"'].*)?"""
)
_HINT = re.compile(
    r"AKIA|ASIA|gh[pousr]_|github_pat|_live_|xox|glpat-|npm_|dckr_pat_|AIza|hv[sb]\.|SG\.|eyJ|:/|BEGIN |pass|pwd|pw"
    r"|secret|token|key|credential",
    re.IGNORECASE,
)
"""Without any of these there is no such part."""
_ALONE = re.compile(r"[ \t]*(?:-[ \t]+)*(?:export[ \t]+)?$")
_LISTED = re.compile(r"""\bname["']?:[ \t]*["']?(?P<name>[A-Za-z_][\w.-]*)["']?(?=[ \t]*(?:$|[,}#]))""")
_ITS_VALUE = re.compile(r"""\bvalue["']?:[ \t]*(?P<value>"(?:[^"\\]|\\.)*"?|'[^']*'?|[^\s"'].*)""")
_BLOCKS = ("", "|", ">", "|-", ">-", "|+", ">+")
_REFERENCES = ("{", "[", "$", "<", "%", "*", "&", "!")
"""What a value begins with that is none itself: a mapping, a variable, a placeholder, an alias."""


def exposed(lines: Iterable[str]) -> Iterator[tuple[str, list[Span]]]:
    """Each line with its parts, in their order."""
    is_key, column, listed = False, -1, ""
    for line in lines:
        indent = len(line) - len(line.lstrip())
        if is_key or (line.strip() and indent > column >= 0):
            closing = _END.search(line) if is_key else None
            is_key = is_key and closing is None
            yield line, _joined([(indent, closing.start() if closing else len(line.rstrip()))])
            continue
        column = column if not line.strip() else -1
        spans = [*_tokens(line), *_named(line)]
        for name, start, end in _listed(line, listed):
            spans += _of_a_listed(line[:end], name, start)
            listed = "" if _ITS_VALUE.search(line[:end], start) else name
        is_key = bool(_BEGIN.search(line)) and not _END.search(line)
        column = _opened(line) if column < 0 else column
        yield line, _joined(spans)


def may_expose(text: str) -> bool:
    """Whether a closer look is worth while."""
    return _HINT.search(text) is not None


def is_exposing(text: str) -> bool:
    """Whether there is such a part in a text."""
    return may_expose(text) and any(spans for _, spans in exposed(text.splitlines()))


def _tokens(line: str) -> Iterator[Span]:
    yield from (match.span() for match in _TOKEN.finditer(line))
    if begin := _BEGIN.search(line):
        end = _END.search(line, begin.end())
        yield begin.end(), end.start() if end else len(line)


def _named(line: str) -> Iterator[Span]:
    """The values of names that say what they are."""
    match = _NAMED.search(line)
    while match:
        start, end = _extent(line, match)
        if match["value"] and _is_one(match["name"], line[start:end]):
            yield start, end
        opens = (match["value"] or "")[:1] in ("{", "[")  # what is in it is looked at by itself
        match = _NAMED.search(line, match.start("value") if opens else max(end, match.end("name")))


def _extent(line: str, match: re.Match[str]) -> Span:
    """Of a value: to the end of the line where nothing stands before its name, else to what ends it in a list."""
    start, end = match.span("value") if match["value"] else (match.end("name"), match.end("name"))
    if not match["value"] or match["value"][0] in "\"'":
        return start, end
    if _ALONE.fullmatch(line[: match.start()]) and match["value"][0] not in "{[" and match[0][0] != "`":
        rest = re.search(r"[ \t]+#", line[start:])
        return start, start + rest.start() if rest else end
    stop = re.search(r"[,}\])`]|[ \t]+[\w\"'-]+[:=]|[ \t]#", line[start:])
    return start, start + stop.start() if stop else end


def _listed(line: str, above: str) -> list[tuple[str, int, int]]:
    """The names of variables, as Kubernetes lists them, from the one above on: each with the part behind it."""
    found = [(above, 0), *((match["name"], match.end()) for match in _LISTED.finditer(line))]
    ends = [*(start for _, start in found[1:]), len(line)]
    return [(name, start, end) for (name, start), end in zip(found, ends, strict=True)]


def _of_a_listed(line: str, name: str, start: int) -> Iterator[Span]:
    """The value beside or below a name."""
    match = _ITS_VALUE.search(line, start) if name else None
    if match:
        value = match["value"]
        stop = re.search(r"[,}]", value) if value[0] not in "\"'" else None
        end = match.start("value") + stop.start() if stop else match.end("value")
        if _is_one(name, line[match.start("value") : end]):
            yield match.start("value"), end


def _is_one(name: str, value: str) -> bool:
    bare = value.strip().strip("\"'")
    return bool(bare) and not bare.startswith(_REFERENCES) and bare not in _BLOCKS and holds_a_secret(name, bare)


def _opened(line: str) -> int:
    """The column of a name whose value is the block below it; -1 where there is none."""
    match = re.fullmatch(r"([ \t]*)(?:-[ \t]+)*[\"']?([A-Za-z_][\w.-]*)[\"']?:[ \t]*([|>][+-]?)?[ \t]*", line)
    if match is None or not holds_a_secret(match[2], "a text of some length"):
        return -1
    return len(match[1])


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Without overlaps."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        elif end > start:
            found.append((start, end))
    return found

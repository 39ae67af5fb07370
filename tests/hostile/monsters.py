"""Bytes that have brought YAML readers down, and what ours makes of each, in a child that may use little.

python -m tests.hostile.monsters    one line of JSON: name -> [what came of it, seconds of CPU, MiB at the most]
"""

from __future__ import annotations

import codecs
import json
import os
import random
import resource
import sys
import time
from collections.abc import Callable
from functools import partial

from generator.errors import InputError, Problem
from generator.yamlio import parse, parse_all

SECONDS, MEBIBYTES = 2, 300
LARGEST = 1 << 20
"""What is longer is refused by its length, before it is read."""


def filled(pattern: str, head: str = "", tail: str = "") -> bytes:
    """As often as fits into a file."""
    room = LARGEST - len((head + tail).encode())
    return (head + pattern * (room // len(pattern.encode())) + tail).encode()


def noise(seed: int, alphabet: bytes) -> bytes:
    """A file of what stands in an alphabet, in no order."""
    return bytes(random.Random(seed).choices(alphabet, k=LARGEST))


def nested(count: int, head: str) -> bytes:
    """Block collections in each other, each deeper by one space."""
    return "".join(f"{' ' * level}{head}\n" for level in range(count)).encode()


def bomb(levels: int) -> bytes:
    """Billions of nodes out of some aliases."""
    lines = ["a0: &a0 [x,x,x,x,x,x,x,x,x]"]
    lines += [f"a{level}: &a{level} [{','.join([f'*a{level - 1}'] * 9)}]" for level in range(1, levels)]
    return "\n".join(lines).encode()


TEXT = "name: café\ndomain: shop.example.com\n"
SEVERAL = ("documents", "ends", "handles", "noise of", "aliases", "a bomb", "open")
"""How monsters begin that are read as a file of several documents."""
INDICATORS = b"-?:,[]{}#&*!|>'\"%@` \n\ta0"

MONSTERS: dict[str, bytes] = {
    "nothing": b"",
    "open lists": filled("["),
    "open mappings": filled("{a: "),
    "open keys": filled("? "),
    "lists on one line": filled("- "),
    "lists in mappings": filled("[{a: "),
    "block mappings in each other": nested(1400, "a:"),
    "block lists in each other": nested(1400, "-"),
    "brackets, and one that is never closed": filled("[],", "a: [", "["),
    "closing brackets": filled("]"),
    "one long word": filled("x"),
    "one long key": filled("x", tail=": 1"),
    "one long key in quotes": filled("x", '"', '": 1'),
    "one long line of words": filled("x "),
    "words on many lines": filled("x\n"),
    "text on many lines": filled("x\n ", "a: "),
    "quotes on many lines": filled("x\n\n ", 'a: "', '"'),
    "spaces": filled(" "),
    "tabs": filled("\t"),
    "line feeds": filled("\n"),
    "line ends of Windows": filled("\r\n"),
    "line ends of an old Mac": filled("\r"),
    "comments": filled("#\n"),
    "a long comment": filled("#"),
    "a block text": filled("x\n ", "a: |\n "),
    "a block text of nothing": filled("\n", "a: |\n"),
    "a folded text": filled("x\n\n ", "a: >\n "),
    "a block text of an odd indentation": b"a: |99\n  x\n",
    "escapes": filled("\\x41", 'a: "', '"'),
    "escapes of half a character": filled("\\ud800", 'a: "', '"'),
    "escapes that are none": filled("\\q", 'a: "', '"'),
    "an escape of no character": b'a: "\\UFFFFFFFF"',
    "one key again and again": filled("a: 1\n"),
    "keys": "".join(f"k{number}: 1\n" for number in range(90_000)).encode()[:LARGEST],
    "numbers as keys": "".join(f"{number}: 1\n" for number in range(90_000)).encode()[:LARGEST],
    "keys that are lists": filled("[a]: 1\n"),
    "items": filled("- 1\n", "a:\n"),
    "items on one line": filled("1,", "a: [", "]"),
    "colons": filled(": "),
    "colons without a space": filled(":"),
    "commas": filled(",", "["),
    "dashes": filled("-"),
    "a long number": filled("9", "a: "),
    "a long number in base 60": filled(":59", "a: 1"),
    "a long fraction": filled("9", "a: 0."),
    "a long exponent": filled("9", "a: 1e"),
    "a long date": filled("9", "a: 2026-11-"),
    "many dates": filled("- 2026-11-24\n", "a:\n"),
    "aliases": filled("*a,", "a: [&a x,", "]"),
    "aliases of nothing": filled("*a,", "a: [", "]"),
    "anchors": filled("&a x,", "a: [", "]"),
    "a long anchor": filled("a", "a: &", " x"),
    "an alias of itself": b"a: &a [*a]",
    "a mapping that merges itself": b"a: &a {<<: *a}",
    "a bomb": bomb(12),
    "merge keys": filled("<<: *a\n", "a: &a {b: 1}\n"),
    "tags": filled("!a x,", "a: [", "]"),
    "a long tag": filled("a", "a: !", " x"),
    "a tag that is never closed": filled("a", "a: !<"),
    "a tag with escapes": filled("%41", "a: !", " x"),
    "a tag that runs a program": b"a: !!python/object/apply:os.system ['exit 1']",
    "directives": filled("%A\n"),
    "a long directive": filled("%"),
    "two versions": b"%YAML 1.1\n%YAML 1.2\n---\na: 1\n",
    "a large version": filled("9", "%YAML 1.", "\n---\na: 1\n"),
    "handles": "".join(f"%TAG !{number}! tag:x,2026:\n" for number in range(30_000)).encode() + b"---\na: 1\n",
    "many handles": filled("%TAG ! a\n"),
    "handles after a document": filled("%TAG ! a\n", "a: 1\n...\n"),
    "documents": filled("---\n"),
    "documents with something": filled("---\na: 1\n"),
    "ends of documents": filled("...\n"),
    "conflicts": filled("<<<<<<< a\n=======\n>>>>>>> b\n"),
    "signs of conflicts": filled("<"),
    "a mark": codecs.BOM_UTF8,
    "two marks": codecs.BOM_UTF8 * 2 + TEXT.encode(),
    "marks": filled("\ufeff"),
    "UTF-16": TEXT.encode("utf-16"),
    "UTF-16 without a mark": TEXT.encode("utf-16-le"),
    "UTF-16 the other way round": codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
    "UTF-32": TEXT.encode("utf-32"),
    "Latin-1": TEXT.encode("latin-1"),
    "UTF-7": b"a: +AGE-\n",
    "no UTF-8": b"\xff" * LARGEST,
    "the middle of characters": b"\x80" * LARGEST,
    "half a character at the end": "a: é".encode()[:-1],
    "NUL": b"\0" * LARGEST,
    "escape characters": filled("\x1b[31m"),
    "C1 controls": filled("\x9b"),
    "unseen characters": filled("\u200b"),
    "directions": filled("\u202e"),
    "isolates that are never closed": filled("\u2066"),
    "tag characters": filled("\U000e0041"),
    "line separators": filled("\u2028"),
    "next lines": filled("\x85"),
    "combining marks": filled("\u0301", "a: e"),
    "emoji": filled("\U0001f600", "a: "),
    "no-break spaces": filled("a:\u00a01\n"),
    "noise": noise(1, bytes(range(256))),
    "noise of letters that one can see": noise(2, bytes(range(0x20, 0x7F)) + b"\n"),
    "noise of indicators": noise(3, INDICATORS),
    "noise of brackets": noise(4, b"[]{},: a\n"),
    "noise of spaces": noise(5, b" \n:-a"),
    "noise of quotes": noise(6, b"'\"\\ \n:a"),
}


def outcome(read: Callable[[bytes, str], object], data: bytes) -> str:
    """`data`, or the problems: how many, and the first; whatever else is raised is a crash."""
    try:
        read(data, "monster.yaml")
    except InputError as error:
        lines = data.count(b"\n") + 2
        lost = [problem for problem in error.problems if not is_located(problem, lines)]
        return f"crash: {lost[0]}" if lost else f"{len(error.problems)} {error.problems[0].code}"
    return "data"


def is_located(problem: Problem, lines: int) -> bool:
    """Whether it says something, of a line that there is."""
    return 1 <= problem.place.line <= lines and problem.place.column >= 1 and 0 < len(problem.message) < 1000


def confined(work: Callable[[], str]) -> tuple[str, float, int]:
    """What the work says in a copy of this process that may use so much time and memory; with what it did use."""
    incoming, outgoing = os.pipe()
    process = os.fork()
    if process == 0:
        resource.setrlimit(resource.RLIMIT_AS, (MEBIBYTES << 20, MEBIBYTES << 20))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        try:
            said = work()
        except BaseException as error:  # noqa: BLE001 - a child says how it ended
            said = f"crash: {type(error).__name__}: {error}"
        os.write(outgoing, said.encode(errors="backslashreplace")[:500])
        os._exit(0)
    os.close(outgoing)
    with os.fdopen(incoming, encoding="utf-8") as answer:
        said = answer.read()
    _, status, used = os.wait4(process, 0)
    ended = said if status == 0 else f"crash: ended by signal {status}"
    return ended, round(used.ru_utime + used.ru_stime, 2), used.ru_maxrss >> 10


def main() -> None:
    """Each monster by one reader; those of several documents by the one that takes them."""
    found = {}
    for name, data in MONSTERS.items():
        read = parse_all if name.startswith(SEVERAL) else parse
        found[name] = confined(partial(outcome, read, data))
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    start = time.monotonic()
    main()
    sys.stderr.write(f"{len(MONSTERS)} monsters in {time.monotonic() - start:.1f} s\n")

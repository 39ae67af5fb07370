"""Texts that would do something where they are shown, and a report full of any one of them."""

from __future__ import annotations

from typing import Any

from generator.diff.nouns import Capacity, Change, Coverage, Edit, Finding, Identity, Report, State, Told, Verdict
from generator.errors import Place, Problem

TEXTS = (
    "@octocat and @org/team, fixes #123, GH-7, org/repo#9, :tada:",
    "<!-- cartwright:diff:v1:main -->",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "</details></summary></code><h1>fine</h1>",
    "| a | b |\n|---|---|\n| c | d |",
    "```\n\n# not a heading\n\n````diff\n`````",
    "~~~\n> [!NOTE]\n> all is fine",
    "[a link](https://example.com) ![x](https://example.com/x.png) www.example.com https://example.com",
    "**bold** _emphasis_ ~~gone~~ `code` ``more`` $x^2$ $$y$$",
    "\x1b[31mred\x1b[0m \x07 \x9b1m",
    "user\u202etxt.exe \u2066isolated\u2069 zero\u200bwidth \u2028line",
    "::error::pwned ##[group]",
    "1. a list\n- another\n* third\n    code",
    "&lt;b&gt; &#60;b&#62; &amp;",
    "\\ \\` \\| \\<",
    "deadbeefdeadbeefdeadbeefdeadbeefdeadbeef",
    "",
    "   ",
    "\ud800 \U0001f600 é",
    "]]> --> <!-- <![CDATA[",
    "{{ 7 * 7 }} ${{ secrets.TOKEN }}",
    "javascript:alert(1)",
)


def everywhere(text: str, verdict: Verdict = Verdict.RESTARTED, production: bool = True) -> Report:
    """A report that says a text wherever it can."""
    body: dict[str, Any] = {"kind": text, "metadata": {"name": text}, "spec": {text: text, "list": [{"name": text}]}}
    identity = Identity(text, text, text, text)
    edits = (
        Edit(text, text, f"{text}!"),
        Edit(f"spec[{text}]", [text], {text: text}, noise=text),
        Edit("spec.containers[a].image", f"{text}:1", f"{text}:2"),
        Edit("data.file", f"a\nb\n{text}\nc", f"a\nb\nc\n{text}"),
    )
    place = Place(text, 1, 1)
    told = [
        Told(Change(text, text, identity, body, body, edits), verdict, text, text, (1, 2), (place,)),
        Told(Change(text, text, identity, None, body), Verdict.CREATED, text),
        Told(Change(text, text, identity, body, None), Verdict.DELETED, text),
        Told(Change(text, text, identity, body, body, edits[1:2]), Verdict.NOISE),
    ]
    words = {"message": text, "path": text, "remedy": text}
    findings = [
        Finding(text, "X", text, text, identity, **words),
        Finding(f"{text}2", "W", text, text, None, **words),
        Finding(f"{text}3", "I", text, text, identity, **words, acknowledged=text or "known"),
    ]
    return Report(
        base=text,
        head=text,
        coverage=Coverage(1, 2, (text,)),
        changes=tuple(told),
        states=(State(text, text, (text, text)),),
        findings=tuple(findings),
        notes=(text, text),
        production=frozenset({text} if production else ()),
        environments=(text, "other"),
        capacity=(Capacity(text, (1, 1), (1, 1), (1, 1), 1, 1),),
        needs=((text, "b"), ("b", text)),
        failures=(Problem(code=text, message=text, place=place),),
    )

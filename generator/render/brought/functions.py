"""Template functions that no chart may call: what they give is not in git, or they have no end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.errors import Problem
from generator.render.brought.chart import Brought
from generator.render.brought.template import Action, Token, actions

MOST_STEPS = 10_000
"""The largest number that a loop or a repetition may name."""


class Refused(NamedTuple):
    """Why a function is refused, and what to do instead."""

    why: str
    hint: str


_RANDOM = Refused(
    "gives another value at each render, so nobody can say what would be applied",
    "take the value from a Secret that an ExternalSecret makes, or write it into the values",
)
_CLOCK = Refused(
    "asks the clock, so the same commit would give other objects tomorrow",
    "write the time into the values, or leave it out",
)
_CLUSTER = Refused(
    "asks a cluster, and Argo CD renders charts without one", "write what it would find there into the values"
)
_NETWORK = Refused("asks the DNS, which is in no commit", "write the address into the values")
REFUSED = {
    **dict.fromkeys(
        (
            *("bcrypt", "encryptAES", "genCA", "genCAWithKey", "genPrivateKey", "genSelfSignedCert"),
            *("genSelfSignedCertWithKey", "genSignedCert", "genSignedCertWithKey", "htpasswd", "randAlpha"),
            *("randAlphaNum", "randAscii", "randBytes", "randInt", "randNumeric", "shuffle", "uuidv4"),
        ),
        _RANDOM,
    ),
    **dict.fromkeys(
        (*("ago", "date", "dateInZone", "date_in_zone", "durationRound", "htmlDate", "htmlDateInZone", "now"),),
        _CLOCK,
    ),
    "lookup": _CLUSTER,
    "getHostByName": _NETWORK,
}
"""The name of a function -> why it is refused. Functions of dates take the clock for what is no date."""
_WHOLE = re.compile(r"0[xX][0-9a-fA-F_]{1,30}|[1-9][0-9_]{0,30}([eE][0-9]{1,2})?")
_STEPS = ("until", "untilStep", "seq", "repeat")


def refused(chart: Brought) -> Iterator[Problem]:
    """The calls of such functions in what a render can come to, each at its place."""
    found = list(reachable(chart))
    for path, action in found:
        yield from _called(chart, path, action.tokens, 0)
        yield from _endless(chart, path, action)
    if any(token.text == "tpl" for _, action in found for token in action.tokens):
        for path in sorted(set(chart.files) - set(chart.templates)):
            for action in actions(chart.files[path]):
                yield from _called(chart, path, action.tokens, 0)
                yield from _endless(chart, path, action)


def reachable(chart: Brought) -> Iterator[tuple[str, Action]]:
    """The actions that are no part of a definition which nothing includes."""
    everything = [(path, action) for path, found in chart.templates.items() for action in found]
    wanted = {""}
    while True:
        here = [(path, action) for path, action in everything if action.body in wanted]
        names = {name for _, action in here for name in _included(action)}
        if None in names:
            yield from everything
            return
        if names <= wanted:
            yield from here
            return
        wanted |= {name for name in names if name is not None}


def _included(action: Action) -> Iterator[str | None]:
    """The names that an action includes; None where it is made up while rendering."""
    by_path = any(token.text in (".BasePath", ".Template") for token in action.tokens)
    for name in action.texts_after("include", "template", "block"):
        if name is not None:
            yield name.content
        elif not by_path:  # the name of a file is no definition's
            yield None


def _called(chart: Brought, path: str, tokens: tuple[Token, ...], offset: int) -> Iterator[Problem]:
    for token in tokens:
        if token.is_text and "{{" in token.content:  # for `tpl`
            for action in actions(token.content):
                yield from _called(chart, path, action.tokens, offset + token.start + 1)
        elif token.text in REFUSED:
            why, hint = REFUSED[token.text]
            yield chart.problem(path, offset + token.start, "chart-function", f"`{token.text}` {why}", hint)


def _endless(chart: Brought, path: str, action: Action) -> Iterator[Problem]:
    """A loop over more steps than anybody needs, where the number stands in the template."""
    called = next((token for token in action.tokens if token.text in _STEPS), None)
    if called is None:
        return
    most = max((_number(token) for token in action.tokens), default=0.0)
    if most > MOST_STEPS:
        message = f"`{called.text}` goes over `{most:.0f}` steps, expected at most {MOST_STEPS:,}"
        yield chart.problem(path, called.start, "chart-loop", message, "make it a smaller number")


def _number(token: Token) -> float:
    """The number that a word or a text is; 0 for what is none."""
    text = token.content if token.is_text else token.text
    if _WHOLE.fullmatch(text) is None:
        return 0.0
    return float(text) if "e" in text.lower() and "x" not in text.lower() else float(int(text, 0))

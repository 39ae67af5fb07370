"""Helm's message -> a failure: the same words from Helm 3, Helm 4 and the library, and the place in the chart."""

from __future__ import annotations

import re

from generator.render.job import Failure

_ADVICE = re.compile(r"\s*Use --debug flag to render out invalid YAML\s*$")
_SAID = re.compile(r"^Error: ", re.MULTILINE)
"""What comes before is a log."""
_PLACE = re.compile(r"([^\s()\"<>:]+):(\d+)(?::(\d+))?(?=[:)\s]|$)")
_NO_YAML = re.compile(r"YAML parse error on (\S+): (.*)", re.DOTALL)


def failure(text: str, chart: str) -> Failure:
    """What Helm said, on one line and without the parts that only its command line adds."""
    said = _SAID.search(text)
    words = _ADVICE.sub("", text[said.end() :] if said else text).strip()
    broken = _NO_YAML.fullmatch(words)
    if broken:
        return not_yaml(_in_chart(broken[1], chart), _one_line(broken[2]))
    message = _one_line(words)
    places = [match for match in _PLACE.finditer(message) if match[1].startswith(f"{chart}/")]
    if not places:
        return Failure(message)
    last = places[-1]  # the innermost template
    return Failure(message, _in_chart(last[1], chart), int(last[2]), int(last[3] or 0) + 1)


def not_yaml(origin: str, reason: str) -> Failure:
    """The template renders, and to text that is not the YAML of an object."""
    return Failure(f"`{origin}` does not render to an object: {reason}", origin)


def _one_line(text: str) -> str:
    """Helm 4 breaks lines where Helm 3 writes a colon, and leaves out the word before a place."""
    parts = [line.strip() for line in text.splitlines() if line.strip()]
    joined = " ".join(part if part.endswith(":") or part is parts[-1] else f"{part}:" for part in parts)
    return re.sub(r"template: (?=\S+:\d+:\d+: )", "", joined)


def _in_chart(path: str, chart: str) -> str:
    return path.removeprefix(f"{chart}/")

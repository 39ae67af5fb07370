"""The process that renders one chart of people's: it locks itself in, then answers lines of JSON until stdin ends.

JSON both ways, as what comes out of here is not to be trusted more than the chart is.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from generator.errors import MachineError
from generator.render import library, program
from generator.render.brought import locks
from generator.render.brought.judge import Answer, failed, judged
from generator.render.job import Chart, Document, Failure, Job
from generator.render.order import documents
from generator.render.values import merged

STDIN, STDOUT, STDERR = range(3)


def main() -> None:
    """Lock in, say what holds, answer."""
    incoming = os.fdopen(STDIN, "rb")
    outgoing = os.fdopen(os.dup(STDOUT), "wb")
    os.dup2(STDERR, STDOUT)  # whatever else is printed is no answer
    settings = json.loads(incoming.readline())
    held = locks.shut(memory=settings["memory"], seconds=settings["seconds"])
    if not settings["program"]:
        with suppress(MachineError):  # the first release meets it again
            library.load()
    _send(outgoing, {"held": held})
    for line in incoming:
        _send(outgoing, _answer(settings, json.loads(line)))


def _answer(settings: Mapping[str, Any], request: Mapping[str, Any]) -> Answer:
    """What a release comes to: documents, a failure, or trouble of this machine."""
    try:
        before = _rendered(settings, request)
        for _ in range(request["renders"] - 1):
            again = _rendered(settings, request)
            if again != before:
                return _differing(before, again)
    except MachineError as error:
        return {"machine": [error.message, error.hint]}
    if isinstance(before, Failure):
        return failed(before)
    crds = documents(settings["crds"])
    as_text = request["question"] == "documents"
    return judged([*crds, *before], settings["output"], as_text=as_text, secrets=settings["secrets"])


def _rendered(settings: Mapping[str, Any], request: Mapping[str, Any]) -> tuple[Document, ...] | Failure:
    chart = Chart(settings["name"], {})
    job = Job(
        chart=chart,
        release=request["release"],
        namespace=request["namespace"],
        kubernetes=request["kubernetes"],
        values=[merged(request["values"])],
    )
    folder = Path(settings["folder"])
    if settings["program"]:
        return program.rendered(Path(settings["program"]), job, folder)
    return library.rendered(job, folder)


def _differing(before: tuple[Document, ...] | Failure, after: tuple[Document, ...] | Failure) -> Answer:
    """The first file that came out in two ways, and the line of what it renders."""
    if isinstance(before, Failure) or isinstance(after, Failure):
        failure = before if isinstance(before, Failure) else after
        return {"differs": [failure.origin, 0]} if isinstance(failure, Failure) else {}
    texts: list[dict[str, list[str]]] = [{}, {}]
    for found, side in zip(texts, (before, after), strict=True):
        for document in side:
            found.setdefault(document.origin, []).extend(document.text.splitlines())
    return {"differs": list(next(_first_differences(*texts), ("Chart.yaml", 0)))}


def _first_differences(before: Mapping[str, list[str]], after: Mapping[str, list[str]]) -> Iterator[tuple[str, int]]:
    for origin in sorted({*before, *after}):
        one, other = before.get(origin, []), after.get(origin, [])
        if one != other:
            pairs = enumerate(zip(one, other, strict=False), start=1)
            yield origin, next((number for number, (a, b) in pairs if a != b), min(len(one), len(other)) + 1)


def _send(outgoing: Any, answer: Answer) -> None:
    outgoing.write(json.dumps(answer).encode() + b"\n")
    outgoing.flush()


if __name__ == "__main__":
    with suppress(BrokenPipeError, KeyboardInterrupt):
        main()

"""A process that renders: chunks of jobs from stdin, their answers to stdout, until stdin ends."""

from __future__ import annotations

import gc
import os
import traceback
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from generator.errors import MachineError
from generator.render import library
from generator.render.channel import Channel
from generator.render.in_process import ANSWERS
from generator.render.job import Job

STDIN, STDOUT, STDERR = range(3)


def main() -> None:
    """Answer until nobody asks any more."""
    gc.disable()  # objects without cycles, and they stay
    outgoing = os.fdopen(os.dup(STDOUT), "wb")
    os.dup2(STDERR, STDOUT)  # whatever else is printed is no answer
    channel = Channel(os.fdopen(STDIN, "rb"), outgoing)
    with suppress(MachineError):  # the first job meets it again
        library.load()
    with suppress(EOFError, BrokenPipeError):
        while True:
            channel.send(_answered(*channel.receive()))


def _answered(question: str, jobs: Sequence[Job]) -> tuple[str, Any]:
    try:
        return "answers", ANSWERS[question](jobs)
    except MachineError as error:
        return "machine", (error.message, error.hint)
    except Exception:  # noqa: BLE001 - raised again where somebody sees it
        return "bug", traceback.format_exc()


if __name__ == "__main__":
    main()

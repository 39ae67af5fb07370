"""Coverage-guided fuzzing of the reader, and of all that judges what it read (tests/fuzz/laws.py).

    python -m tests.fuzz.reader [option of libFuzzer]… [folder of inputs]…

`make fuzz` is the way to it. What it finds becomes a test with a name.
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["generator"]):
    from tests.fuzz.laws import one


def target(data: bytes) -> None:
    """What libFuzzer calls; it reads something into what one returns."""
    one(data)


if __name__ == "__main__":
    atheris.Setup(sys.argv, target)
    atheris.Fuzz()

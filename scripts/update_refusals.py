"""Write the table in docs/refusals.md again, from tests/check/mistakes.yaml: who refuses what.

    python -m scripts.update_refusals

What the API server says there is what `make e2e` saw; that and what `validate` says are kept true by tests.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from tests.check.mistakes import Mistake, mistakes

PAGE = Path(__file__).parent.parent / "docs" / "refusals.md"
BEGIN, END = "<!-- tables: written by scripts/update_refusals.py -->", "<!-- end of tables -->"


def tables() -> str:
    """A table for each part."""
    return "\n\n".join("\n".join(_table(part, list(rows))) for part, rows in groupby(mistakes(), lambda one: one.part))


def _table(part: str, rows: list[Mistake]) -> Iterator[str]:
    reasons = any(row.why for row in rows)
    yield f"### {part}\n"
    yield f"| mistake | API server | `validate` |{' why |' if reasons else ''}"
    yield f"|---|---|---|{'---|' if reasons else ''}"
    for row in rows:
        server = f"{row.server}, and {row.pods} the pods" if row.pods else row.server
        codes = ", ".join(f"`{code}`" for code in row.validate) or "nothing"
        yield f"| {row.name} | {server} | {codes} |{f' {row.why} |' if reasons else ''}"


def written(page: str) -> str:
    """The page with the tables as they are now."""
    before, _, rest = page.partition(BEGIN)
    after = rest.partition(END)[2]
    return f"{before}{BEGIN}\n\n{tables()}\n\n{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8")), encoding="utf-8")

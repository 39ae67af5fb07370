"""Each code of a problem has a test of its text."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
CODES = {
    code
    for file in (ROOT / "generator" / "validate").rglob("*.py")
    for code in re.findall(r'(?:code=|Phrase\(|Problem\()"([a-z]+(?:-[a-z]+)+)"', file.read_text(encoding="utf-8"))
}


def test_each_code_of_validation_is_in_a_test() -> None:
    texts = "".join(file.read_text(encoding="utf-8") for file in Path(__file__).parent.rglob("test_*.py"))

    assert len(CODES) > 30
    assert sorted(code for code in CODES if not re.search(rf": {code}: |\"{code}\"", texts)) == []

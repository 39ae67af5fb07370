"""The floor of `generate`: the same files, from memory into an empty folder, and nothing else.

Runs alone: `python bench/written.py FOLDER`. FOLDER/files.json has each path and its text; they go to FOLDER/written.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path


def main(folder: Path) -> None:
    """Write all; print how many."""
    files = json.loads((folder / "files.json").read_bytes())
    target = folder / "written"
    for parent in sorted({path.rpartition("/")[0] for path in files}):
        (target / parent).mkdir(parents=True, exist_ok=True)
    for path, text in files.items():
        (target / path).write_text(text, encoding="utf-8")
    print(f"{len(files)} files")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""Write the seeds of the corpus: each input file of DhakaCart and each kind's example, after the byte of its file.

python -m tests.fuzz.seeds FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDERS = {"config": 0, "config/services": 1, "environments": 2, "generator/kinds": 1}


def seeds() -> dict[str, bytes]:
    """name -> input."""
    found = {}
    for folder, number in FOLDERS.items():
        pattern = "*/example.yaml" if folder.startswith("generator") else "*.yaml"
        for path in sorted((ROOT / folder).glob(pattern)):
            name = path.relative_to(ROOT).as_posix().replace("/", "-").removesuffix(".yaml")
            found[name] = bytes([number]) + path.read_bytes()
    return found


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    for name, data in seeds().items():
        (target / name).write_bytes(data)

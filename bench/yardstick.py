"""The yardstick: every release rendered by Helm's library in one process, one after the other, and nothing else.

Runs alone: `python bench/yardstick.py FOLDER`. FOLDER/charts has the charts without their schemas of values, which
would triple the time; FOLDER/values/<chart>.json has its values by environment.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from helm_python import Chart


def main(folder: Path) -> None:
    """Render all; print how many."""
    rendered = 0
    for file in sorted(folder.glob("values/*.json")):
        chart = Chart.load(str(folder / "charts" / file.stem))
        for values in json.loads(file.read_bytes()).values():
            chart.render(values, name=file.stem, namespace="bench")
            rendered += 1
    print(f"{rendered} releases")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""The yardstick: every release rendered by Helm's library in one process, one after the other, and nothing else.

Runs alone: `python bench/yardstick.py FOLDER [--bare]`. FOLDER/charts has the charts without their schemas of values,
which would triple the time. A release's values are read from its file, its manifests written to FOLDER/rendered, one
file a release, as `helm template` would do it; `--bare`: values from memory (FOLDER/values/<chart>.json), output
thrown away.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from helm_python import Chart, values_from_yaml


def main(folder: Path, *, bare: bool) -> None:
    """Render all; print how many."""
    rendered = 0
    for path in sorted(folder.glob("charts/*")):
        chart = Chart.load(str(path))
        for environment, values in _in_memory(folder, path) if bare else _on_disk(path):
            manifests = chart.render(values, name=path.name, namespace="bench")
            rendered += 1
            if not bare:
                _write(folder / "rendered" / environment / f"{path.name}.yaml", manifests)
    print(f"{rendered} releases")


def _in_memory(folder: Path, chart: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    yield from json.loads((folder / "values" / f"{chart.name}.json").read_bytes()).items()


def _on_disk(chart: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for file in sorted(chart.glob("values/*.yaml")):
        yield file.stem, values_from_yaml(file.read_text(encoding="utf-8"))


def _write(file: Path, manifests: dict[str, str]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    parts = [f"---\n# Source: {path}\n{text.strip()}\n" for path, text in sorted(manifests.items()) if text.strip()]
    file.write_text("".join(parts), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), bare="--bare" in sys.argv)

"""What a fleet's rows need beside the repository, made in a process of its own: it holds all files at once.

Runs as `python -m bench.apart ROOT FOLDER`. FOLDER then has the charts without their schemas of values, `values` with
each chart's values as JSON, and `files.json` with the text of every generated file.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

from generator import yamlio

GENERATED = ("argocd", "charts", "schemas")


def main(root: Path, folder: Path) -> None:
    """Make both."""
    charts_apart(root / "charts", folder)
    files_apart(root, folder)


def files_apart(root: Path, folder: Path) -> None:
    """All that was generated, as JSON: path -> text."""
    files = [file for name in GENERATED for file in sorted((root / name).rglob("*")) if file.is_file()]
    texts = {str(file.relative_to(root)): file.read_text(encoding="utf-8") for file in files}
    (folder / "files.json").write_text(json.dumps(texts), encoding="utf-8")


def charts_apart(charts: Path, folder: Path) -> None:
    """Copy the charts without schemas, and their values as JSON."""
    shutil.copytree(charts, folder / "charts", ignore=shutil.ignore_patterns("values.schema.json", ".gitattributes"))
    (folder / "values").mkdir()
    for chart in sorted(charts.glob("*/")):
        values = {file.stem: _values(file) for file in sorted(chart.glob("values/*.yaml"))}
        (folder / "values" / f"{chart.name}.json").write_text(json.dumps(values), encoding="utf-8")


def _values(file: Path) -> object:
    return next(iter(yamlio.documents(file.read_text(encoding="utf-8"))), {})


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

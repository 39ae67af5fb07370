"""cdk8s: the input of a fleet -> a chart each release, a file each chart.

Runs as `python bench/peers/cdk8s_app.py ROOT OUT`, in the peers' environment. Objects are handed over as data: with
typed classes it takes half as long again.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import yaml
from cdk8s import ApiObject, App, Chart, JsonPatch
from objects import merged, objects

OWN = ("apiVersion", "kind", "metadata")


def main(root: Path, out: Path) -> None:
    """Read, merge, build, write."""
    services = {file.stem: _read(file) for file in sorted((root / "config" / "services").glob("*.yaml"))}
    app = App(outdir=str(out))
    for file in sorted((root / "environments").glob("*.yaml")):
        own = _read(file)["services"]
        for name, service in services.items():
            chart = Chart(app, f"{file.stem}.{name}", disable_resource_name_hashes=True)
            for manifest in objects(file.stem, name, merged(service, own.get(name, {}))):
                _whole(chart, manifest)
    app.synth()


def _whole(chart: Chart, manifest: dict[str, Any]) -> None:
    """An object, and the rest of it in one go: a class of cdk8s' own has no other fields."""
    version, kind, metadata = (manifest[name] for name in OWN)
    made = ApiObject(chart, kind, api_version=version, kind=kind, metadata=metadata)
    made.add_json_patch(*(JsonPatch.add(f"/{name}", body) for name, body in manifest.items() if name not in OWN))


def _read(file: Path) -> dict[str, Any]:
    data: dict[str, Any] = yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader)
    return data


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

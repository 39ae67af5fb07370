"""The input of a fleet -> an inventory of Kapitan: a class each service, a target each environment over them."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from bench import fleet
from generator import yamlio

COMPONENTS = Path(__file__).with_name("kapitan") / "components"


def write(folder: Path, environments: int, services: int) -> None:
    """Lay it out, with the component that builds the objects."""
    shutil.copytree(COMPONENTS, folder / "components", ignore=shutil.ignore_patterns("__pycache__"))
    names = [fleet.name_of(number) for number in range(services)]
    for number, name in enumerate(names):
        _put(folder / f"inventory/classes/service/{name}.yml", {"services": {name: fleet.service(number)}})
    compiled = {"output_path": ".", "input_type": "kadet", "input_paths": ["components/release"], "output_type": "yml"}
    for number in range(environments):
        own = {name: fleet.overlay(number, each) for each, name in enumerate(names) if fleet.has_image(each)}
        stage = fleet.stage(number)
        kapitan = {"compile": [compiled], "vars": {"target": stage}}
        parameters = {"environment": stage, "kapitan": kapitan, "services": own}
        _put(folder / f"inventory/targets/{stage}.yml", parameters, [f"service.{name}" for name in names])


def _put(file: Path, parameters: Mapping[str, object], classes: list[str] | None = None) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    data = {**({"classes": classes} if classes else {}), "parameters": parameters}
    file.write_text(yamlio.dump(data), encoding="utf-8")

"""Kapitan: the inventory of one environment -> its objects, a file each release; a component of Kadet."""

from __future__ import annotations

from typing import Any

from kapitan.inputs.kadet import BaseObj, inventory
from objects import objects


def main(_input_params: Any = None) -> Any:
    """What Kapitan calls for each target."""
    parameters = inventory().parameters
    output = BaseObj()
    for name, service in parameters.services.items():
        output.root[name] = objects(parameters.environment, name, service)
    return output

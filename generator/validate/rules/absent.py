"""Services that an environment does without (`enabled: false`): nothing there needs them."""

from __future__ import annotations

from collections.abc import Iterator

from generator.errors import Also, Place, Problem
from generator.model.image import ImageFrom
from generator.model.workload import Workload
from generator.nodes import locate
from generator.nouns import Fleet, Sources
from generator.validate.rules import images, references


def needed(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """No edge leads to a service that is disabled there."""
    for environment, absent in fleet.absent.items():
        for name, service in fleet.services[environment].items():
            for other in sorted(service.needs.keys() & absent.keys()):
                place = locate(fleet.layers[environment, name], ["needs", other], at_key=True)
                yield _disabled(f"`{name}` needs `{other}`", other, place, environment, fleet)


def taken(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """No offer is one of a service that is disabled there; a key of its remote secret is there all the same."""
    for environment, absent in fleet.absent.items():
        for one in references.taken(fleet, environment):
            if one.what and one.service in absent:
                what = f"`{one.service}.{one.what}` comes from `{one.service}`"
                yield _disabled(what, one.service, one.place, environment, fleet)


def copied(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """No image is that of a service that is disabled there: nobody bumps it."""
    for one in images.named(fleet) if fleet.absent else ():
        if isinstance(one.image, ImageFrom) and one.image.source in fleet.absent.get(one.environment, {}):
            place = locate(one.tree, [*one.path, "from"])
            yield _disabled(
                f"the image is that of `{one.image.source}`", one.image.source, place, one.environment, fleet
            )


def mounted(sources: Sources, fleet: Fleet) -> Iterator[Problem]:
    """No volume is that of a service that is disabled there: its claim goes nowhere, and nobody writes to it."""
    for environment, absent in fleet.absent.items():
        for name, service in fleet.services[environment].items():
            taken = service.taken_volumes if isinstance(service, Workload) and service.volumes else {}
            for path, other in ((path, one.source) for path, one in taken.items() if one.source in absent):
                place = locate(fleet.layers[environment, name], ["volumes", path, "from"])
                yield _disabled(f"the volume is that of `{other}`", other, place, environment, fleet)


def _disabled(what: str, other: str, place: Place, environment: str, fleet: Fleet) -> Problem:
    switch = locate(fleet.layers[environment, other], ["enabled"])
    return Problem(
        code="service-disabled",
        message=f"{what}, which is disabled in `{environment}`",
        place=place,
        also=(Also(switch, f"`{other}` is disabled here"),),
        hint=f"remove it, by `null` in `environments/{environment}.yaml` if the others keep it; or enable `{other}`",
    )

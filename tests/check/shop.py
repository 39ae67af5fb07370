"""A small sound environment, and what the checks say of it once a test has changed something."""

from __future__ import annotations

import copy
import textwrap
from pathlib import Path
from typing import Any

import yaml

from generator.check import Finding, check
from generator.check.finding import dotted
from generator.nouns import Release, Rendered

Body = dict[str, Any]
SOUND = (Path(__file__).parent / "shop.yaml").read_text(encoding="utf-8")
_BODIES = list(yaml.load_all(SOUND, Loader=yaml.CSafeLoader))
RELEASE = Release("dev", "api", "shop", "charts/api", ("values/shop.yaml",))


class Shop(dict[str, Body]):
    """The objects by kind; further ones are added under any key."""

    @property
    def pod(self) -> Body:
        """The pod's spec."""
        spec: Body = self["Deployment"]["spec"]["template"]["spec"]
        return spec

    @property
    def container(self) -> Body:
        """The main container."""
        container: Body = self.pod["containers"][0]
        return container

    @property
    def path(self) -> Body:
        """The first path of the Ingress."""
        path: Body = self["Ingress"]["spec"]["rules"][0]["http"]["paths"][0]
        return path


def shop() -> Shop:
    """An environment with which nothing is wrong."""
    return Shop({body["kind"]: body for body in copy.deepcopy(_BODIES)})


def another(body: Body, name: str) -> Body:
    """The same object once more, under another name."""
    return {**copy.deepcopy(body), "metadata": {**copy.deepcopy(body["metadata"]), "name": name}}


def cron_job(name: str) -> Body:
    """A sound job on a schedule, with the pod of the shop's Deployment."""
    template = copy.deepcopy(shop()["Deployment"]["spec"]["template"])
    template["metadata"]["labels"] = {"job": name[:63]}
    template["spec"]["restartPolicy"] = "Never"
    spec = {"schedule": "0 2 * * *", "jobTemplate": {"spec": {"template": template}}}
    return {"apiVersion": "batch/v1", "kind": "CronJob", "metadata": {"name": name}, "spec": spec}


def findings(shop: Shop, kubernetes: str = "1.36") -> tuple[Finding, ...]:
    """All that is found in the one release of the environment."""
    bodies = tuple(shop.values())
    return check([Rendered(RELEASE, bodies, ("templates/all.yaml",) * len(bodies))], kubernetes=kubernetes)


def told(shop: Shop, kubernetes: str = "1.36") -> str:
    """Three lines a finding: place and code, message, help; a long line goes on in the next."""
    return "".join(
        _folded(f"{finding.kind}/{finding.name} {dotted(finding.path)} [{finding.code}]", "")
        + _folded(finding.message, "  ")
        + (_folded(f"help: {finding.hint}", "  ") if finding.hint else "")
        for finding in findings(shop, kubernetes)
    )


def _folded(text: str, indent: str) -> str:
    fold = textwrap.TextWrapper(
        100, initial_indent=indent, subsequent_indent="    ", break_long_words=False, break_on_hyphens=False
    )
    return fold.fill(text) + "\n"

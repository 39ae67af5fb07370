"""Small repositories in memory, as a person would write them, and what comes of them."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from generator import pipeline, yamlio
from generator.charts import based, local
from generator.nouns import Fleet
from generator.pipeline import Generated
from generator.render import Engine
from generator.tree import MemoryTree
from tests.kind_examples import text

Data = dict[str, Any]
Objects = dict[str, Sequence[Data]]

PLATFORM: Data = {
    "name": "shop",
    "repository": {"url": "https://git.example.com/shop/gitops.git"},
    "aws": {"account": "111122223333", "region": "eu-west-1"},
    "kubernetes": "1.36",
    "secrets": {"prefix": "shop"},
    "registries": ["docker.io/library", "docker.io/acme"],
}
IMAGE: Data = {"repository": "acme/app", "tag": "v1"}
RESOURCES: Data = {"requests": {"cpu": "100m", "memory": "64Mi"}, "limits": {"memory": "128Mi"}}
WEB: Data = {"kind": "web", "image": IMAGE, "port": 8080, "runAsUser": 1000, "resources": RESOURCES}
WORKER: Data = {"kind": "worker", "image": IMAGE, "runAsUser": 1000, "resources": RESOURCES}
JOB: Data = {**WORKER, "kind": "cronjob", "schedule": "0 2 * * *"}
POSTGRES: Data = {
    "kind": "postgres",
    "version": "17",
    "database": "shop",
    "user": "shop",
    "inCluster": {"storage": "10Gi", "resources": RESOURCES},
}
REDIS: Data = {"kind": "redis", "version": "7", "inCluster": {"storage": "1Gi", "resources": RESOURCES}}
SMTP: Data = {"kind": "external", "host": "smtp.example.com", "ports": {"smtp": 587}}


def over(weak: Any, strong: Any) -> Any:
    """Mappings merged key by key, as layers are."""
    if not (isinstance(weak, dict) and isinstance(strong, dict)):
        return copy.deepcopy(strong)
    return {**weak, **{key: over(weak.get(key), value) for key, value in strong.items()}}


def environment(number: int = 1, domain: str = "shop.example.com", **keys: Any) -> Data:
    """An environment with a cluster, a network and a domain of its own."""
    own = {"cluster": {"name": f"shop-{number}"}, "domain": domain, "network": {"cidr": f"10.{20 + number}.0.0/16"}}
    return over(own, keys)


def files(
    services: Mapping[str, Data],
    environments: Mapping[str, Data] | None = None,
    platform: Data | None = None,
    mounted: Mapping[str, bytes] | None = None,
) -> dict[str, bytes]:
    """The input files of a repository; with one environment, `dev`, unless others are given."""
    found = {"config/platform.yaml": over(PLATFORM, platform or {})}
    found |= {f"config/services/{name}.yaml": data for name, data in services.items()}
    found |= {f"environments/{name}.yaml": data for name, data in (environments or {"dev": environment()}).items()}
    written = {path: yamlio.dump(data).encode() for path, data in found.items()}
    return {**written, **{f"config/files/{path}": content for path, content in (mounted or {}).items()}}


def example(kind: str) -> dict[str, bytes]:
    """A repository with the example of a kind, and no other service; it is called like its kind."""
    return {**files({}), f"config/services/{kind}.yaml": text(kind).encode()}


def generated(source: Mapping[str, bytes]) -> Generated:
    """All that follows from the files."""
    return pipeline.generated(MemoryTree(source))


class Chart(NamedTuple):
    """The values of a chart: without any environment, and in each that runs it."""

    base: Data
    values: dict[str, Data]


def charts(*arguments: Any, **keywords: Any) -> dict[str, Chart]:
    """The charts of a repository that is written like `files`, by service."""
    return charts_of(generated(files(*arguments, **keywords)).fleet)


def charts_of(fleet: Fleet) -> dict[str, Chart]:
    """The charts of a fleet, by service."""
    base = based(fleet)
    found: dict[str, Chart] = {}
    for environment in fleet.environments:
        for name, values in local(fleet, environment, base).values.items():
            found.setdefault(name, Chart(base.get(name, {}), {})).values[environment] = values
    return found


def rendered(whole: Generated, environments: Sequence[str] = (), engine: Engine | None = None) -> dict[str, Objects]:
    """environment -> release -> its objects, by the engine that is at hand unless one is given."""
    releases = [one for one in whole.plan.releases if not environments or one.environment in environments]
    found: dict[str, Objects] = {}
    for one in pipeline.objects(whole, releases, engine):
        assert one.failure is None
        found.setdefault(one.release.environment, {})[one.release.name] = one.objects
    return found


def objects(source: Mapping[str, bytes], service: str, environment: str = "dev") -> dict[str, Data]:
    """kind -> the object of a service's chart; each kind is there once."""
    found = rendered(generated(source), [environment])[environment][service]
    kinds = [one["kind"] for one in found if one["kind"] != "ConfigMap"]
    assert len(set(kinds)) == len(kinds)
    named = ((one["kind"] if one["kind"] != "ConfigMap" else one["metadata"]["name"], one) for one in found)
    return dict(named)


def container(deployment: Data) -> Data:
    """The one container of a workload."""
    spec = deployment["spec"]
    template = spec["jobTemplate"]["spec"]["template"] if "jobTemplate" in spec else spec["template"]
    (found,) = template["spec"]["containers"]
    result: Data = found
    return result

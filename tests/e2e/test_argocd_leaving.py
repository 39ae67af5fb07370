"""The environment is taken down by the last section of its BOOTSTRAP.md, step by step: the last tests of `dev`."""

from __future__ import annotations

from typing import Any

import pytest

from tests.e2e.site import Site


@pytest.fixture(scope="module")
def steps(dev: Site) -> tuple[str, str, str]:
    """The commands: root, the Applications, the namespace."""
    root, applications, namespace = dev.commands("Take down")
    return root, applications, namespace


def uids(dev: Site, version: str, plural: str) -> dict[str, Any]:
    found = dev.server.all(dev.path(version, plural))
    return {one["metadata"]["name"]: one["metadata"]["uid"] for one in found}


def test_without_root_every_application_goes_on(dev: Site, steps: tuple[str, str, str]) -> None:
    pods, names = uids(dev, "v1", "pods"), set(dev.argo.applications)

    dev.run(steps[0])

    assert set(dev.argo.applications) == names - {"root-dev"}
    assert uids(dev, "v1", "pods") == pods


def test_applications_of_services_take_along_what_they_made_but_no_volume(
    dev: Site, steps: tuple[str, str, str]
) -> None:
    claims, ingresses = uids(dev, "v1", "persistentvolumeclaims"), uids(dev, "networking.k8s.io/v1", "ingresses")

    dev.run(steps[1])

    assert dev.argo.applications == {}
    assert uids(dev, "apps/v1", "deployments") == uids(dev, "apps/v1", "statefulsets") == {}
    assert set(uids(dev, "networking.k8s.io/v1", "networkpolicies")) == {"default-deny", "allow-dns"}
    assert claims
    assert uids(dev, "v1", "persistentvolumeclaims") == claims
    assert ingresses
    assert uids(dev, "networking.k8s.io/v1", "ingresses") == ingresses


def test_the_namespace_takes_along_the_rest(dev: Site, steps: tuple[str, str, str]) -> None:
    dev.run(steps[2])

    assert dev.server.get(f"/api/v1/namespaces/{dev.namespace}") is None
    assert uids(dev, "v1", "persistentvolumeclaims") == uids(dev, "networking.k8s.io/v1", "ingresses") == {}

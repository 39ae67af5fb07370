"""What an environment's folder holds."""

from generator import argocd
from generator.argocd.target import Inventory
from generator.nouns import Fleet

INVENTORY = Inventory(charts=("backend",), secrets={"backend": (("backend", "key"),)})


def fleet(target) -> Fleet:
    return Fleet(
        platform=target.environment,
        environments={"dev": target.environment},
        services={"dev": target.services},
        base=target.services,
        files={},
        layers={},
    )


def test_a_folder_holds_root_projects_applications_and_objects(make):
    found = argocd.artifacts(fleet(make({"backend": {"routes": {"r": {"host": "@"}}}})), "dev", INVENTORY)

    assert [artifact.path for artifact in found] == [
        "argocd/dev/root.yaml",
        "argocd/dev/projects/platform.yaml",
        "argocd/dev/projects/services.yaml",
        "argocd/dev/apps/backend.yaml",
        "argocd/dev/apps/platform.yaml",
        "argocd/dev/apps/routes.yaml",
        "argocd/dev/platform/namespace.yaml",
        "argocd/dev/platform/network-policies.yaml",
        "argocd/dev/platform/resource-quota.yaml",
        "argocd/dev/platform/secret-store.yaml",
        "argocd/dev/platform/storage-class.yaml",
        "argocd/dev/routes/ingress.yaml",
        "argocd/dev/settings/values.yaml",
        "argocd/dev/BOOTSTRAP.md",
    ]
    assert {artifact.source for artifact in found} == {"environments/dev.yaml"}


def test_what_an_environment_has_no_use_for_is_not_written(make):
    paths = [artifact.path for artifact in argocd.artifacts(fleet(make()), "dev", Inventory())]

    assert not [path for path in paths if "routes" in path or "secret-store" in path]


def test_objects_begin_with_version_kind_metadata_and_spec(make):
    found = argocd.artifacts(fleet(make({"backend": {"routes": {"r": {"host": "@"}}}})), "dev", INVENTORY)

    for artifact in found:
        for document in artifact.documents or ([artifact.data] if artifact.data and "kind" in artifact.data else []):
            assert list(document)[:3] == ["apiVersion", "kind", "metadata"]


def test_each_application_but_root_is_a_release_of_the_same_source(make):
    target = make({"backend": {"routes": {"r": {"host": "@"}}}})
    found = {release.name: release for release in argocd.releases(fleet(target), "dev", INVENTORY)}

    assert found["backend"].path == "charts/backend"
    assert found["backend"].values == ("values/dev.yaml",)
    assert found["platform"].path == "argocd/dev/platform"
    assert found["routes"].path == "argocd/dev/routes"
    assert {found[name].namespace for name in ("backend", "platform", "routes")} == {"shop"}

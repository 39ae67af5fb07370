"""AppProjects: no more than what is in them needs."""

from generator.argocd.projects import projects, root_project
from generator.argocd.target import Inventory

KINDS = Inventory(
    kinds={
        "backend": (("apps", "Deployment"), ("", "Service")),
        "frontend": (("apps", "Deployment"), ("", "ConfigMap")),
    }
)


def test_the_services_project_permits_the_kinds_that_services_can_have_in_their_namespace(make):
    assert projects(make(inventory=KINDS))["services"] == {
        "apiVersion": "argoproj.io/v1alpha1",
        "kind": "AppProject",
        "metadata": {
            "name": "shop-dev",
            "namespace": "argocd",
            "annotations": {"argocd.argoproj.io/sync-wave": "-100"},
        },
        "spec": {
            "description": "Services and routes of dev",
            "sourceRepos": ["https://git.example.com/shop/gitops.git"],
            "destinations": [{"server": "https://kubernetes.default.svc", "namespace": "shop"}],
            "namespaceResourceWhitelist": [
                {"group": "", "kind": "ConfigMap"},
                {"group": "", "kind": "Service"},
                {"group": "apps", "kind": "Deployment"},
                {"group": "networking.k8s.io", "kind": "Ingress"},
            ],
        },
    }


def test_the_ingress_stays_permitted_in_the_commit_that_removes_the_last_route(make):
    assert projects(make())["services"]["spec"]["namespaceResourceWhitelist"] == [
        {"group": "networking.k8s.io", "kind": "Ingress"}
    ]


def test_the_platforms_project_permits_one_namespace_and_one_storage_class_by_name(make):
    spec = projects(make())["platform"]["spec"]

    assert spec["clusterResourceWhitelist"] == [
        {"group": "", "kind": "Namespace", "name": "shop"},
        {"group": "storage.k8s.io", "kind": "StorageClass", "name": "gp3"},
    ]
    shared = projects(make(efs={"fileSystem": "fs-01234567"}))["platform"]["spec"]["clusterResourceWhitelist"]
    assert [one["name"] for one in shared] == ["shop", "gp3", "efs"]
    assert [item["kind"] for item in spec["namespaceResourceWhitelist"]] == [
        "LimitRange",
        "ResourceQuota",
        "ServiceAccount",
        "SecretStore",
        "NetworkPolicy",
    ]


def test_only_roots_project_may_write_applications(make):
    target = make(inventory=KINDS)
    root = root_project(target)

    assert root["metadata"] == {"name": "shop-dev-root", "namespace": "argocd"}
    assert root["spec"]["destinations"] == [{"server": "https://kubernetes.default.svc", "namespace": "argocd"}]
    assert root["spec"]["namespaceResourceWhitelist"] == [
        {"group": "argoproj.io", "kind": "AppProject"},
        {"group": "argoproj.io", "kind": "Application"},
    ]
    for project in projects(target).values():
        permitted = project["spec"]["namespaceResourceWhitelist"]
        assert "argoproj.io" not in {item["group"] for item in permitted}


def test_cluster_scoped_kinds_are_permitted_to_the_platform_alone(make):
    target = make(inventory=KINDS)

    assert "clusterResourceWhitelist" not in projects(target)["services"]["spec"]
    assert "clusterResourceWhitelist" not in root_project(target)["spec"]


WINDOWS = {
    "windows": {
        "weekend": {"allow": "0 8 * * 6", "duration": "10h", "timeZone": "Europe/Paris"},
        "peak": {"deny": "0 18 * * *", "duration": "6h"},
    }
}


def test_windows_hold_for_services_and_platform_but_not_for_a_persons_sync(make):
    target = make(sync=WINDOWS)
    windows = [
        {
            "kind": "deny",
            "schedule": "0 18 * * *",
            "duration": "6h",
            "timeZone": "Asia/Dhaka",
            "applications": ["*"],
            "manualSync": True,
            "description": "peak",
        },
        {
            "kind": "allow",
            "schedule": "0 8 * * 6",
            "duration": "10h",
            "timeZone": "Europe/Paris",
            "applications": ["*"],
            "manualSync": True,
            "description": "weekend",
        },
    ]

    assert [project["spec"]["syncWindows"] for project in projects(target).values()] == [windows, windows]
    assert "syncWindows" not in root_project(target)["spec"]


def test_the_eks_capability_wants_the_namespace_of_the_applications(make):
    target = make(argocd={"flavour": "eks-capability"})

    for project in (*projects(target).values(), root_project(target)):
        assert project["spec"]["sourceNamespaces"] == ["argocd"]
        assert project["spec"]["destinations"][0]["server"] == "arn:aws:eks:eu-west-1:111122223333:cluster/shop-dev"

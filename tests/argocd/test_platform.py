"""The platform's own objects."""

import pytest

from generator.argocd.platform import platform
from generator.argocd.target import Demand, Inventory

ROUTED = {"backend": {"routes": {"api": {"host": "api"}}}}
SECRETIVE = Inventory(secrets={"backend": ("key",)})


def test_the_namespace_enforces_pod_security_and_is_never_deleted(make):
    assert platform(make())["namespace"] == [
        {
            "apiVersion": "v1",
            "kind": "Namespace",
            "metadata": {
                "name": "shop",
                "labels": {
                    "pod-security.kubernetes.io/enforce": "restricted",
                    "pod-security.kubernetes.io/enforce-version": "v1.36",
                    "pod-security.kubernetes.io/audit": "restricted",
                    "pod-security.kubernetes.io/audit-version": "v1.36",
                    "pod-security.kubernetes.io/warn": "restricted",
                    "pod-security.kubernetes.io/warn-version": "v1.36",
                },
                "annotations": {"argocd.argoproj.io/sync-options": "Prune=false,Delete=false"},
            },
        }
    ]


def test_a_looser_environment_still_warns_of_all_that_is_not_restricted(make):
    labels = platform(make(podSecurity="baseline"))["namespace"][0]["metadata"]["labels"]

    assert labels["pod-security.kubernetes.io/enforce"] == "baseline"
    assert labels["pod-security.kubernetes.io/audit"] == "restricted"
    assert labels["pod-security.kubernetes.io/warn"] == "restricted"


@pytest.mark.parametrize("services", [ROUTED, {"git": {"loadBalancer": {"ports": {"http": 80}}}}])
def test_pods_wait_for_the_load_balancer_where_there_is_one(make, services):
    labels = platform(make(services))["namespace"][0]["metadata"]["labels"]

    assert labels["elbv2.k8s.aws/pod-readiness-gate-inject"] == "enabled"


def test_nobody_talks_to_anybody_but_the_dns(make):
    deny, dns = platform(make())["network-policies"]

    assert deny == {
        "apiVersion": "networking.k8s.io/v1",
        "kind": "NetworkPolicy",
        "metadata": {"name": "default-deny", "namespace": "shop"},
        "spec": {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]},
    }
    assert dns["spec"] == {
        "podSelector": {},
        "policyTypes": ["Egress"],
        "egress": [
            {
                "to": [
                    {
                        "namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "kube-system"}},
                        "podSelector": {"matchLabels": {"k8s-app": "kube-dns"}},
                    },
                    {"ipBlock": {"cidr": "169.254.20.10/32"}},
                ],
                "ports": [{"port": 53, "protocol": "UDP"}, {"port": 53, "protocol": "TCP"}],
            }
        ],
    }


def quota(make, **demand: int) -> dict[str, str]:
    target = make(inventory=Inventory(demand=Demand(**demand)))
    found: dict[str, str] = platform(target)["resource-quota"][0]["spec"]["hard"]
    return found


def test_a_small_environment_has_room_to_begin_with(make):
    assert quota(make) == {"pods": "32", "requests.cpu": "4", "requests.memory": "8Gi"}


def test_the_quota_is_a_power_of_two_at_or_above_twice_the_demand(make):
    found = quota(make, pods=20, cpu=4000, memory=5 * 2**30)

    assert found == {"pods": "64", "requests.cpu": "8", "requests.memory": "16Gi"}


def test_one_more_service_rarely_moves_the_quota(make):
    assert quota(make, pods=20, cpu=5000, memory=5 * 2**30) == quota(make, pods=30, cpu=7900, memory=7 * 2**30)


def test_a_container_that_asks_for_nothing_gets_a_request_and_no_limit(make):
    assert platform(make())["resource-quota"][1] == {
        "apiVersion": "v1",
        "kind": "LimitRange",
        "metadata": {"name": "services", "namespace": "shop"},
        "spec": {"limits": [{"type": "Container", "defaultRequest": {"cpu": "50m", "memory": "64Mi"}}]},
    }


def test_volumes_are_encrypted_and_can_grow(make):
    assert platform(make())["storage-class"] == [
        {
            "apiVersion": "storage.k8s.io/v1",
            "kind": "StorageClass",
            "metadata": {
                "name": "gp3",
                "annotations": {
                    "argocd.argoproj.io/sync-options": "Prune=false,Delete=false",
                    "storageclass.kubernetes.io/is-default-class": "true",
                },
            },
            "provisioner": "ebs.csi.aws.com",
            "parameters": {"type": "gp3", "encrypted": "true"},
            "reclaimPolicy": "Delete",
            "volumeBindingMode": "WaitForFirstConsumer",
            "allowVolumeExpansion": True,
        }
    ]


def test_secrets_are_read_by_a_service_account_with_a_role_of_its_own(make):
    account, store = platform(make(inventory=SECRETIVE))["secret-store"]

    assert account == {
        "apiVersion": "v1",
        "kind": "ServiceAccount",
        "metadata": {
            "name": "secret-reader",
            "namespace": "shop",
            "annotations": {"eks.amazonaws.com/role-arn": "arn:aws:iam::111122223333:role/shop-dev-secrets"},
        },
        "automountServiceAccountToken": False,
    }
    assert store == {
        "apiVersion": "external-secrets.io/v1",
        "kind": "SecretStore",
        "metadata": {
            "name": "aws-secrets-manager",
            "namespace": "shop",
            "annotations": {"argocd.argoproj.io/sync-options": "SkipDryRunOnMissingResource=true"},
        },
        "spec": {
            "provider": {
                "aws": {
                    "service": "SecretsManager",
                    "region": "eu-west-1",
                    "auth": {"jwt": {"serviceAccountRef": {"name": "secret-reader"}}},
                }
            }
        },
    }


def test_there_is_no_store_where_nothing_is_secret(make):
    assert "secret-store" not in platform(make())


def test_a_file_system_makes_a_class_of_volumes_for_pods_of_any_node(make):
    disks, shared = platform(make(efs={"fileSystem": "fs-01234567"}))["storage-class"]

    assert disks["metadata"]["name"] == "gp3"
    assert shared["metadata"] == {
        "name": "efs",
        "annotations": {"argocd.argoproj.io/sync-options": "Prune=false,Delete=false"},
    }
    assert shared["provisioner"] == "efs.csi.aws.com"
    assert shared["parameters"] == {
        "provisioningMode": "efs-ap",
        "fileSystemId": "fs-01234567",
        "directoryPerms": "700",
    }
    assert shared["allowVolumeExpansion"] is True

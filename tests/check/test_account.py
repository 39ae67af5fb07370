"""Service accounts and roles."""

from __future__ import annotations

from textwrap import dedent

from tests.check.shop import Body, shop, told

ROLE = {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "Role", "metadata": {"name": "reader"}, "rules": []}


def binding(kind: str, name: str) -> Body:
    group = "rbac.authorization.k8s.io"
    reference = {"apiGroup": group, "kind": kind, "name": name}
    return {"apiVersion": f"{group}/v1", "kind": "RoleBinding", "metadata": {"name": "read"}, "roleRef": reference}


def test_a_pod_runs_as_an_account_that_exists() -> None:
    it = shop()
    it.pod["serviceAccountName"] = "apu"

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.serviceAccountName [service-account-unknown]
          `Deployment/api` runs as the service account `apu`, which is not in the namespace `shop`
          help: add the ServiceAccount `apu`
        """
    )


def test_the_account_default_is_always_there() -> None:
    it = shop()
    it.pod["serviceAccountName"] = "default"

    assert told(it) == ""


def test_an_account_of_another_namespace_is_not_there() -> None:
    it = shop()
    it["ServiceAccount"]["metadata"]["namespace"] = "other"

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.serviceAccountName [service-account-unknown]
          `Deployment/api` runs as the service account `api`, which is not in the namespace `shop`
          help: add the ServiceAccount `api`
        ServiceAccount/api metadata.namespace [project-refuses-destination]
          `ServiceAccount/api` goes to the namespace `other`, which the project `shop` does not allow
          help: add it to `destinations` of the project
        """
    )


def test_a_binding_binds_a_role_that_exists() -> None:
    it = shop()
    it["RoleBinding"] = binding("Role", "readr")
    it["Role"] = ROLE

    assert told(it) == dedent(
        """\
        RoleBinding/read roleRef.name [role-unknown]
          `RoleBinding/read` binds the role `readr`, which is not in the namespace `shop`
          help: did you mean `reader`?
        """
    )


def test_a_binding_of_a_role_that_is_there_is_fine() -> None:
    it = shop()
    it["RoleBinding"] = binding("Role", "reader")
    it["Role"] = ROLE

    assert told(it) == ""


def test_a_cluster_role_may_be_the_clusters_own() -> None:
    it = shop()
    it["RoleBinding"] = binding("ClusterRole", "view")

    assert told(it) == ""

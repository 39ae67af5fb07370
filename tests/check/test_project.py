"""AppProjects and what they allow."""

from __future__ import annotations

from textwrap import dedent

from tests.check.shop import shop, told


def test_the_project_of_an_application_exists() -> None:
    it = shop()
    it["Application"]["spec"]["project"] = "shp"

    assert told(it) == dedent(
        """\
        Application/api-shop spec.project [project-unknown]
          `Application/api-shop` belongs to the project `shp`, which is not there
          help: did you mean `shop`?
        """
    )


def test_the_project_default_is_always_there() -> None:
    it = shop()
    it["Application"]["spec"]["project"] = "default"

    assert told(it) == ""


def test_a_project_lists_the_repository() -> None:
    it = shop()
    it["Application"]["spec"]["source"]["repoURL"] = "https://git.example.com/shop2.git"

    assert told(it) == dedent(
        """\
        Application/api-shop spec.source.repoURL [project-refuses-repository]
          `Application/api-shop` reads `https://git.example.com/shop2.git`, which its project `shop` does
            not allow
          help: did you mean `https://git.example.com/shop.git`?
        """
    )


def test_a_glob_of_repositories_stops_at_a_slash() -> None:
    it = shop()
    it["AppProject"]["spec"]["sourceRepos"] = ["https://*.git"]

    assert told(it) == dedent(
        """\
        Application/api-shop spec.source.repoURL [project-refuses-repository]
          `Application/api-shop` reads `https://git.example.com/shop.git`, which its project `shop` does not
            allow
          help: add it to `sourceRepos` of the project
        """
    )


def test_a_glob_of_repositories_fits_one_part() -> None:
    it = shop()
    it["AppProject"]["spec"]["sourceRepos"] = ["https://git.example.com/*"]

    assert told(it) == ""


def test_a_repository_may_be_forbidden() -> None:
    it = shop()
    it["AppProject"]["spec"]["sourceRepos"] = ["*", "!https://git.example.com/shop.git"]

    assert told(it) == dedent(
        """\
        Application/api-shop spec.source.repoURL [project-refuses-repository]
          `Application/api-shop` reads `https://git.example.com/shop.git`, which its project `shop` does not
            allow
          help: add it to `sourceRepos` of the project
        """
    )


def test_a_project_lists_the_destination() -> None:
    it = shop()
    it["AppProject"]["spec"]["destinations"].pop(0)

    assert told(it) == dedent(
        """\
        Application/api-shop spec.destination [project-refuses-destination]
          `Application/api-shop` goes to `shop` on `https://kubernetes.default.svc`, which its project
            `shop` does not allow
          help: add it to `destinations` of the project
        """
    )


def test_a_destination_of_another_cluster_is_another() -> None:
    it = shop()
    it["Application"]["spec"]["destination"]["server"] = "https://other"

    assert told(it) == dedent(
        """\
        AppProject/shop metadata.namespace [project-refuses-destination]
          `AppProject/shop` goes to the namespace `argocd`, which the project `shop` does not allow
          help: add it to `destinations` of the project
        Application/api-shop metadata.namespace [project-refuses-destination]
          `Application/api-shop` goes to the namespace `argocd`, which the project `shop` does not allow
          help: add it to `destinations` of the project
        Application/api-shop spec.destination [project-refuses-destination]
          `Application/api-shop` goes to `shop` on `https://other`, which its project `shop` does not allow
          help: add it to `destinations` of the project
        """
    )


def test_a_destination_may_be_a_glob() -> None:
    it = shop()
    it["AppProject"]["spec"]["destinations"] = [{"server": "*", "namespace": "*"}]

    assert told(it) == ""


def test_a_namespace_may_be_forbidden() -> None:
    it = shop()
    spaces = ("*", "!argocd")
    it["AppProject"]["spec"]["destinations"] = [{"server": "*", "namespace": space} for space in spaces]

    assert told(it) == dedent(
        """\
        AppProject/shop metadata.namespace [project-refuses-destination]
          `AppProject/shop` goes to the namespace `argocd`, which the project `shop` does not allow
          help: add it to `destinations` of the project
        Application/api-shop metadata.namespace [project-refuses-destination]
          `Application/api-shop` goes to the namespace `argocd`, which the project `shop` does not allow
          help: add it to `destinations` of the project
        """
    )


def test_a_project_without_cluster_kinds_allows_none() -> None:
    it = shop()
    del it["AppProject"]["spec"]["clusterResourceWhitelist"]

    assert told(it) == dedent(
        """\
        Namespace/shop kind [project-refuses-kind]
          `Namespace/shop` is of the kind `v1/Namespace`, which the project `shop` does not allow
          help: add it to `clusterResourceWhitelist` of the project
        """
    )


def test_a_project_with_a_list_of_kinds_allows_no_other() -> None:
    it = shop()
    kinds = it.keys() - {"ConfigMap", "Namespace"}
    it["AppProject"]["spec"]["namespaceResourceWhitelist"] = [{"group": "*", "kind": kind} for kind in kinds]

    assert told(it) == dedent(
        """\
        ConfigMap/api kind [project-refuses-kind]
          `ConfigMap/api` is of the kind `v1/ConfigMap`, which the project `shop` does not allow
          help: add it to `namespaceResourceWhitelist` of the project
        """
    )


def test_a_kind_is_allowed_in_its_group_only() -> None:
    it = shop()
    groups = {kind: "" if kind == "Ingress" else "*" for kind in it}
    allowed = [{"group": group, "kind": kind} for kind, group in groups.items()]
    it["AppProject"]["spec"]["namespaceResourceWhitelist"] = allowed

    assert told(it) == dedent(
        """\
        Ingress/routes kind [project-refuses-kind]
          `Ingress/routes` is of the kind `networking.k8s.io/v1/Ingress`, which the project `shop` does not
            allow
          help: add it to `namespaceResourceWhitelist` of the project
        """
    )


def test_a_kind_may_be_forbidden() -> None:
    it = shop()
    it["AppProject"]["spec"]["namespaceResourceBlacklist"] = [{"group": "apps", "kind": "*"}]

    assert told(it) == dedent(
        """\
        Deployment/api kind [project-refuses-kind]
          `Deployment/api` is of the kind `apps/v1/Deployment`, which the project `shop` does not allow
          help: add it to `namespaceResourceWhitelist` of the project
        """
    )

"""Objects and ports that exist once."""

from __future__ import annotations

from textwrap import dedent

from tests.check.shop import another, shop, told


def test_an_object_exists_once() -> None:
    it = shop()
    it["again"] = dict(it["ConfigMap"])

    assert told(it) == dedent(
        """\
        ConfigMap/api metadata.name [duplicate-object]
          `ConfigMap/api` exists twice in the namespace `shop`: in the release `api` (templates/all.yaml)
            too
          help: rename one of them
        """
    )


def test_the_same_name_in_another_namespace_is_another_object() -> None:
    it = shop()
    it["again"] = another(it["ConfigMap"], "api")
    it["again"]["metadata"]["namespace"] = "other"

    assert told(it) == dedent(
        """\
        ConfigMap/api metadata.namespace [project-refuses-destination]
          `ConfigMap/api` goes to the namespace `other`, which the project `shop` does not allow
          help: add it to `destinations` of the project
        """
    )


def test_the_same_name_of_another_kind_is_another_object() -> None:
    it = shop()
    it["again"] = {**another(it["ConfigMap"], "api"), "kind": "Secret", "data": {}}

    assert told(it) == ""


def test_an_object_without_a_namespace_exists_once_in_the_cluster() -> None:
    it = shop()
    it["again"] = dict(it["Namespace"])

    assert told(it) == dedent(
        """\
        Namespace/shop metadata.name [duplicate-object]
          `Namespace/shop` exists twice: in the release `api` (templates/all.yaml) too
          help: rename one of them
        """
    )


def test_a_service_has_each_port_once() -> None:
    it = shop()
    it["Service"]["spec"]["ports"].append({"name": "web", "port": 80, "targetPort": "http"})

    assert told(it) == dedent(
        """\
        Service/api spec.ports[1].port [duplicate-port]
          `Service/api` has the port `80/TCP` twice
          help: remove one of them
        """
    )


def test_a_service_has_each_port_name_once() -> None:
    it = shop()
    it["Service"]["spec"]["ports"].append({"name": "http", "port": 81, "targetPort": "http"})

    assert told(it) == dedent(
        """\
        Service/api spec.ports[1].name [duplicate-port-name]
          `Service/api` has the port name `http` twice
          help: rename one of them
        """
    )


def test_a_service_may_have_a_port_for_two_protocols_where_the_server_applies_it() -> None:
    it = shop()
    it["Service"]["spec"]["ports"].append({"name": "dns", "port": 80, "protocol": "UDP"})

    assert told(it) == dedent(
        """\
        Service/api spec.ports[1].port [port-number-shared]
          `Service/api` has the port 80 for TCP and UDP: a client-side apply takes them for one
          help: annotate it with `argocd.argoproj.io/sync-options: ServerSideApply=true`
        """
    )

    it["Service"]["metadata"]["annotations"] = {"argocd.argoproj.io/sync-options": "Prune=false,ServerSideApply=true"}
    assert told(it) == ""

"""ConfigMaps and Secrets that pods need."""

from __future__ import annotations

from textwrap import dedent

from tests.check.shop import shop, told


def test_a_config_map_that_a_pod_needs_exists() -> None:
    it = shop()
    it["ConfigMap"]["metadata"]["name"] = "apis"

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.volumes[0].configMap.name [config-map-unknown]
          `Deployment/api` needs the ConfigMap `api` in the namespace `shop`, but nothing makes it there
          help: did you mean `apis`?
        """
    )


def test_a_config_map_of_another_namespace_is_not_there() -> None:
    it = shop()
    it["ConfigMap"]["metadata"]["namespace"] = "argocd"

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.volumes[0].configMap.name [config-map-unknown]
          `Deployment/api` needs the ConfigMap `api` in the namespace `shop`, but nothing makes it there
          help: add the ConfigMap `api`
        """
    )


def test_a_config_map_has_the_key_that_a_variable_takes() -> None:
    it = shop()
    it["ConfigMap"]["data"]["MODUS"] = it["ConfigMap"]["data"].pop("MODE")

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.containers[0].env[0].valueFrom.configMapKeyRef.key
            [config-map-key-unknown]
          `Deployment/api` takes the key `MODE` from the ConfigMap `api`, which lacks it
          help: add the key `MODE` to it
        """
    )


def test_a_config_map_has_the_key_that_a_mount_shows() -> None:
    it = shop()
    del it["ConfigMap"]["data"]["nginx.conf"]

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.containers[0].volumeMounts[0].subPath [config-map-key-unknown]
          `Deployment/api` takes the key `nginx.conf` from the ConfigMap `api`, which lacks it
          help: add the key `nginx.conf` to it
        """
    )


def test_a_config_map_has_the_keys_that_a_volume_lists() -> None:
    it = shop()
    it.pod["volumes"][0]["configMap"]["items"] = [{"key": "nginx", "path": "nginx.conf"}]

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.volumes[0].configMap.items[0].key [config-map-key-unknown]
          `Deployment/api` takes the key `nginx` from the ConfigMap `api`, which lacks it
          help: did you mean `nginx.conf`?
        """
    )


def test_binary_keys_count_as_keys() -> None:
    it = shop()
    del it["ConfigMap"]["data"]["nginx.conf"]
    it["ConfigMap"]["binaryData"] = {"nginx.conf": "c2VydmVyIHt9"}

    assert told(it) == ""


def test_what_is_optional_may_be_missing() -> None:
    it = shop()
    it.container["envFrom"].append({"configMapRef": {"name": "none", "optional": True}})

    assert told(it) == ""


def test_the_certificate_of_the_cluster_is_in_every_namespace() -> None:
    it = shop()
    it.container["envFrom"].append({"configMapRef": {"name": "kube-root-ca.crt"}})

    assert told(it) == ""

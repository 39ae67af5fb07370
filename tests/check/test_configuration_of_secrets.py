"""Secrets that pods need."""

from __future__ import annotations

from textwrap import dedent

from tests.check.shop import shop, told

CERTIFICATE = {
    "apiVersion": "cert-manager.io/v1",
    "kind": "Certificate",
    "metadata": {"name": "tls"},
    "spec": {"secretName": "tls", "dnsNames": ["example.com"], "issuerRef": {"name": "self"}},
}


def test_a_secret_that_a_pod_needs_is_made_by_somebody() -> None:
    it = shop()
    it["ExternalSecret"]["spec"]["target"]["name"] = "apx"

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.containers[0].env[1].valueFrom.secretKeyRef.name [secret-unknown]
          `Deployment/api` needs the Secret `api` in the namespace `shop`, but no Secret or ExternalSecret
            makes it there
          help: add the Secret `api`
        """
    )


def test_a_secret_has_the_key_that_a_variable_takes() -> None:
    it = shop()
    it.container["env"][1]["valueFrom"]["secretKeyRef"]["key"] = "URI"

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.containers[0].env[1].valueFrom.secretKeyRef.key
            [secret-key-unknown]
          `Deployment/api` takes the key `URI` from the Secret `api`, which lacks it
          help: add the key `URI` to it
        """
    )


def test_a_template_replaces_the_keys_that_were_fetched() -> None:
    it = shop()
    it.container["env"][1]["valueFrom"]["secretKeyRef"]["key"] = "user"

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.containers[0].env[1].valueFrom.secretKeyRef.key
            [secret-key-unknown]
          `Deployment/api` takes the key `user` from the Secret `api`, which lacks it
          help: add the key `user` to it
        """
    )


def test_a_merged_template_keeps_the_keys_that_were_fetched() -> None:
    it = shop()
    it.container["env"][1]["valueFrom"]["secretKeyRef"]["key"] = "user"
    it["ExternalSecret"]["spec"]["target"]["template"]["mergePolicy"] = "Merge"

    assert told(it) == ""


def test_without_a_template_the_keys_are_those_fetched() -> None:
    it = shop()
    del it["ExternalSecret"]["spec"]["target"]["template"]
    it.container["env"][1]["valueFrom"]["secretKeyRef"]["key"] = "user"

    assert told(it) == ""


def test_what_is_extracted_whole_may_have_any_key() -> None:
    it = shop()
    del it["ExternalSecret"]["spec"]["target"]["template"]
    it["ExternalSecret"]["spec"]["dataFrom"] = [{"extract": {"key": "shop"}}]

    assert told(it) == ""


def test_an_external_secret_that_makes_no_secret_is_none() -> None:
    it = shop()
    it["ExternalSecret"]["spec"]["target"]["creationPolicy"] = "None"

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.containers[0].env[1].valueFrom.secretKeyRef.name [secret-unknown]
          `Deployment/api` needs the Secret `api` in the namespace `shop`, but no Secret or ExternalSecret
            makes it there
          help: add the Secret `api`
        """
    )


def test_a_plain_secret_is_a_secret() -> None:
    it = shop()
    it["Secret"] = {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "plain"}, "stringData": {"A": "b"}}
    it.container["env"][1]["valueFrom"]["secretKeyRef"] = {"name": "plain", "key": "A"}

    assert told(it) == ""


def test_a_certificate_makes_a_secret() -> None:
    it = shop()
    it["Certificate"] = CERTIFICATE
    items = [{"key": "tls.crt", "path": "a"}, {"key": "tls.pem", "path": "b"}]
    it.pod["volumes"].append({"name": "tls", "secret": {"secretName": "tls", "items": items}})

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.volumes[2].secret.items[1].key [secret-key-unknown]
          `Deployment/api` takes the key `tls.pem` from the Secret `tls`, which lacks it
          help: add the key `tls.pem` to it
        """
    )


def test_a_projected_source_exists() -> None:
    it = shop()
    sources = [{"secret": {"name": "nowhere"}}, {"configMap": {"name": "api"}}]
    it.pod["volumes"].append({"name": "all", "projected": {"sources": sources}})

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.volumes[2].projected.sources[0].secret.name [secret-unknown]
          `Deployment/api` needs the Secret `nowhere` in the namespace `shop`, but no Secret or
            ExternalSecret makes it there
          help: add the Secret `nowhere`
        """
    )


def test_a_pull_secret_exists() -> None:
    it = shop()
    it.pod["imagePullSecrets"] = [{"name": "registry"}]

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.imagePullSecrets[0].name [secret-unknown]
          `Deployment/api` needs the Secret `registry` in the namespace `shop`, but no Secret or
            ExternalSecret makes it there
          help: add the Secret `registry`
        """
    )

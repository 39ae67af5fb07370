"""External secrets."""

from __future__ import annotations

from textwrap import dedent

from tests.check.shop import shop, told

TEMPLATE = '{{ .user }} {{ "a.b .c" }} {{ .user.name }} {{ $x.pasword }} .pasword {{ `.d` }}'


def test_the_store_of_an_external_secret_exists() -> None:
    it = shop()
    it["ExternalSecret"]["spec"]["secretStoreRef"]["name"] = "awss"

    assert told(it) == dedent(
        """\
        ExternalSecret/api spec.secretStoreRef.name [secret-store-unknown]
          `ExternalSecret/api` reads from the SecretStore `awss`, which is not there in the namespace `shop`
          help: did you mean `aws`?
        """
    )


def test_a_cluster_store_is_another_than_a_store() -> None:
    it = shop()
    it["ExternalSecret"]["spec"]["secretStoreRef"]["kind"] = "ClusterSecretStore"

    assert told(it) == dedent(
        """\
        ExternalSecret/api spec.secretStoreRef.name [secret-store-unknown]
          `ExternalSecret/api` reads from the ClusterSecretStore `aws`, which is not there
          help: add the ClusterSecretStore `aws`
        """
    )


def test_a_cluster_store_serves_every_namespace() -> None:
    it = shop()
    it["ExternalSecret"]["spec"]["secretStoreRef"]["kind"] = "ClusterSecretStore"
    it["SecretStore"]["kind"] = "ClusterSecretStore"
    it["AppProject"]["spec"]["clusterResourceWhitelist"][0] = {"group": "*", "kind": "*"}

    assert told(it) == ""


def test_a_template_uses_only_what_is_fetched() -> None:
    it = shop()
    it["ExternalSecret"]["spec"]["target"]["template"]["data"]["URL"] = "{{ .user }}:{{ .pasword }}"

    assert told(it) == dedent(
        """\
        ExternalSecret/api spec.target.template.data.URL [secret-template-key-unknown]
          `ExternalSecret/api`: the template of `URL` uses `pasword`, which is not among the keys it fetches
          help: did you mean `password`?
        """
    )


def test_text_and_inner_fields_of_a_template_are_no_keys() -> None:
    it = shop()
    it["ExternalSecret"]["spec"]["target"]["template"]["data"]["URL"] = TEMPLATE

    assert told(it) == ""


def test_what_is_extracted_whole_may_hold_any_key() -> None:
    it = shop()
    it["ExternalSecret"]["spec"]["target"]["template"]["data"]["URL"] = "{{ .pasword }}"
    it["ExternalSecret"]["spec"]["dataFrom"] = [{"extract": {"key": "shop"}}]

    assert told(it) == ""

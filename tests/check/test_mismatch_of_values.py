"""What an object with a wrong value is told."""

from __future__ import annotations

from textwrap import dedent

from tests.check.shop import shop, told

RULE = {
    "apiVersion": "monitoring.coreos.com/v1",
    "kind": "PrometheusRule",
    "metadata": {"name": "alerts"},
    "spec": {"groups": [{"name": "", "rules": [{"alert": "Down", "expr": "up == 0", "for": "5 minutes"}]}]},
}


def test_an_unknown_key_of_a_custom_kind_is_a_problem() -> None:
    it = shop()
    it["ExternalSecret"]["spec"]["refreshIntervall"] = "1h"

    assert told(it) == dedent(
        """\
        ExternalSecret/api spec.refreshIntervall [schema-unknown-key]
          `ExternalSecret/api`: unknown key `refreshIntervall` at `spec`
          help: did you mean `refreshInterval`?
        """
    )


def test_null_is_nothing() -> None:
    it = shop()
    it["ExternalSecret"]["spec"]["target"]["deletionPolicy"] = None

    assert told(it) == dedent(
        """\
        ExternalSecret/api spec.target.deletionPolicy [schema-wrong-type]
          `ExternalSecret/api`: found nothing (null) at `spec.target.deletionPolicy`, expected text
          help: write text
        """
    )


def test_a_value_that_kubernetes_does_not_know_is_a_problem() -> None:
    it = shop()
    it.container["imagePullPolicy"] = "IfAbsent"

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.containers[0].imagePullPolicy [schema-unknown-value]
          `Deployment/api`: found the text `IfAbsent` at `spec.template.spec.containers[0].imagePullPolicy`,
            expected `Always`, `IfNotPresent` or `Never`
          help: write `Always`, `IfNotPresent` or `Never`
        """
    )


def test_a_list_of_values_is_looked_into() -> None:
    it = shop()
    it["NetworkPolicy"]["spec"]["policyTypes"] = ["ingress"]

    assert told(it) == dedent(
        """\
        NetworkPolicy/api spec.policyTypes[0] [schema-unknown-value]
          `NetworkPolicy/api`: found the text `ingress` at `spec.policyTypes[0]`, expected `Ingress` or
            `Egress`
          help: did you mean `Ingress`?
        """
    )


def test_a_value_that_a_custom_kind_does_not_know_is_a_problem() -> None:
    it = shop()
    it["AppProject"]["spec"]["syncWindows"] = [{"kind": "maybe"}]

    assert told(it) == dedent(
        """\
        AppProject/shop spec.syncWindows[0].kind [schema-unknown-value]
          `AppProject/shop`: found the text `maybe` at `spec.syncWindows[0].kind`, expected `allow` or
            `deny`
          help: write `allow` or `deny`
        """
    )


def test_a_rule_of_a_custom_kind_is_a_problem() -> None:
    it = shop()
    it["PrometheusRule"] = RULE

    assert told(it) == dedent(
        """\
        PrometheusRule/alerts spec.groups[0].name [schema-invalid-value]
          `PrometheusRule/alerts`: found an empty text at `spec.groups[0].name`, which breaks the rule
            `minLength: 1`
        PrometheusRule/alerts spec.groups[0].rules[0].for [schema-invalid-value]
          `PrometheusRule/alerts`: found the text `5 minutes` at `spec.groups[0].rules[0].for`, which breaks
            the rule `pattern`
        """
    )

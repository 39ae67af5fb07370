"""Settings of Argo CD, by flavour."""

from __future__ import annotations

from generator.argocd.settings import HEALTH, path, settings

MANAGED = {"flavour": "eks-capability"}
OWNER = {"team": "shop", "email": "ops@example.com", "slack": "shop-alerts"}


def test_a_self_managed_argo_cd_has_values_of_its_chart(make):
    target = make()

    assert path(target) == "argocd/dev/settings/values.yaml"
    assert sorted(settings(target)) == ["configs", "global"]
    assert settings(target)["global"] == {"domain": "argocd.shop.example.com"}
    assert sorted(settings(target)["configs"]["cm"]) == [
        "application.resourceTrackingMethod",
        "resource.customizations.health.argoproj.io_Application",
        "resource.exclusions",
        "timeout.reconciliation",
    ]


def test_an_application_that_is_not_synced_yet_is_not_healthy(make):
    assert settings(make())["configs"]["cm"][HEALTH] == (
        'hs = {status = "Progressing", message = "not synced yet"}\n'
        "local status = obj.status or {}\n"
        'local synced = status.sync ~= nil and status.sync.status == "Synced"\n'
        'if status.health ~= nil and (synced or status.health.status == "Degraded") then\n'
        "  hs.status = status.health.status\n"
        '  hs.message = status.health.message or ""\n'
        "end\n"
        "return hs\n"
    )


def test_the_chart_is_given_argo_cds_own_exclusions_with_those_of_eks(make):
    text = settings(make())["configs"]["cm"]["resource.exclusions"]

    assert "kinds: [Endpoints, EndpointSlice]" in text
    assert "kinds: [PolicyEndpoint]" in text


def test_the_eks_capability_has_the_supported_keys_of_argocd_cm(make):
    target = make(argocd=MANAGED, owner=OWNER)
    found = settings(target)

    assert path(target) == "argocd/dev/settings/argocd-cm.yaml"
    assert found["metadata"] == {
        "name": "argocd-cm",
        "namespace": "argocd",
        "labels": {"app.kubernetes.io/part-of": "argocd"},
    }
    assert sorted(found["data"]) == [HEALTH, "resource.exclusions"]
    assert "EndpointSlice" not in found["data"]["resource.exclusions"]


def test_a_channel_brings_the_triggers_that_applications_subscribe_to(make):
    found = settings(make(owner=OWNER))["notifications"]

    assert found["secret"] == {"create": False}
    assert found["notifiers"] == {"service.slack": "token: $slack-token\n"}
    assert sorted(found["triggers"]) == ["trigger.on-health-degraded", "trigger.on-sync-failed"]
    assert found["triggers"]["trigger.on-health-degraded"] == (
        "- when: app.status.health.status == 'Degraded'\n"
        "  oncePer: app.status.operationState?.syncResult?.revision\n"
        "  send: [on-health-degraded]\n"
    )
    assert found["templates"]["template.on-health-degraded"] == (
        "message: |\n"
        "  {{.app.metadata.name}} is degraded.\n"
        "  {{.context.argocdUrl}}/applications/{{.app.metadata.name}}\n"
    )

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


def test_an_application_that_is_not_synced_yet_is_not_healthy_and_one_that_cannot_be_is_degraded(make):
    """What it says of Applications in which state: tests/e2e/test_argocd_health.py asks Argo CD itself."""
    assert settings(make())["configs"]["cm"][HEALTH] == (
        "local status = obj.status or {}\n"
        "local health = status.health or {}\n"
        "local operation = status.operationState or {}\n"
        "local automated = (obj.spec.syncPolicy or {}).automated or {enabled = false}\n"
        "local history = status.history or {}\n"
        "local last = history[#history]\n"
        'local synced = status.sync ~= nil and status.sync.status == "Synced"\n'
        "local seen = last ~= nil and status.reconciledAt ~= nil and status.reconciledAt > last.deployedAt\n"
        'if health.status ~= nil and (synced or seen or health.status == "Degraded") then\n'
        '  return {status = health.status, message = health.message or ""}\n'
        "end\n"
        'if operation.phase == "Failed" or operation.phase == "Error" then\n'
        '  return {status = "Degraded", message = operation.message or ""}\n'
        "end\n"
        "if automated.enabled == false then\n"
        '  return {status = "Degraded", message = "paused before its first sync"}\n'
        "end\n"
        'return {status = "Progressing", message = "not synced yet"}\n'
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

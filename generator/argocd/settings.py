"""Target -> the settings of Argo CD that the Applications rely on, as its flavour takes them.

Self-managed: values of the argo-cd chart. EKS capability: the ConfigMap `argocd-cm`, of which AWS reads a list of keys
and ignores the rest (EKS user guide, Configure Argo CD settings): of ours the health check and the exclusions; how
resources are tracked and how often the repository is asked is fixed there, and it has no notifications.
"""

from __future__ import annotations

from typing import Any

from generator.argocd.applications import TRIGGERS
from generator.argocd.exclusions import DEFAULT, OURS
from generator.argocd.target import Target

CHART = "argo-cd"
CHART_VERSION = "10.1.1"
CHART_REPOSITORY = "https://argoproj.github.io/argo-helm"
APP_VERSION = "v3.4.4"
"""What that version of the chart installs."""

HEALTH = "resource.customizations.health.argoproj.io_Application"
HEALTH_CHECK = """\
local status = obj.status or {}
local health = status.health or {}
local operation = status.operationState or {}
local automated = (obj.spec.syncPolicy or {}).automated or {enabled = false}
local history = status.history or {}
local last = history[#history]
local synced = status.sync ~= nil and status.sync.status == "Synced"
local seen = last ~= nil and status.reconciledAt ~= nil and status.reconciledAt > last.deployedAt
if health.status ~= nil and (synced or seen or health.status == "Degraded") then
  return {status = health.status, message = health.message or ""}
end
if operation.phase == "Failed" or operation.phase == "Error" then
  return {status = "Degraded", message = operation.message or ""}
end
if automated.enabled == false then
  return {status = "Degraded", message = "paused before its first sync"}
end
return {status = "Progressing", message = "not synced yet"}
"""
"""An Application has no health of its own: without this, root creates every wave at once. One that looks at the health
alone does not wait either: what is missing yet does not count, so a child that is not synced yet reads healthy.

Root waits for a first sync only, until a comparison began after it (`seen`: the times are in whole seconds). Were it to
wait for later ones too, an Application that is paused, or held back by a window, would keep root's operation running, and
root never sees the commit that lets the Application go. What cannot have its first sync counts as degraded for the same
reason: root's operation fails, and is tried again with the commit that is the newest then."""

Manifest = dict[str, Any]

COMMENTS = {
    "global": "The host that links in messages use. Nothing here exposes it.",
    "configs": (
        "The health check makes root's waves wait. The exclusions are Argo CD's own list and what EKS adds to it.\n"
        "A webhook's secret never stands here: it goes into the Secret argocd-secret, see BOOTSTRAP.md."
    ),
    "notifications": "The token stands in the Secret argocd-notifications-secret, see BOOTSTRAP.md.",
}


def path(target: Target) -> str:
    """The file; root reads neither."""
    return f"{target.folder}/settings/{'argocd-cm' if target.managed else 'values'}.yaml"


def settings(target: Target) -> Manifest:
    """The body of the file."""
    return config_map(target) if target.managed else values(target)


def config_map(target: Target) -> Manifest:
    """The supported keys of argocd-cm; AWS appends the exclusions to its own, and wants the label."""
    metadata = {
        "name": "argocd-cm",
        "namespace": target.home,
        "labels": {"app.kubernetes.io/part-of": "argocd"},
    }
    data = {HEALTH: HEALTH_CHECK, "resource.exclusions": OURS}
    return {"apiVersion": "v1", "kind": "ConfigMap", "metadata": metadata, "data": data}


def values(target: Target) -> Manifest:
    """Values of the argo-cd chart: what differs from its own."""
    config = {
        "application.resourceTrackingMethod": "annotation",
        "timeout.reconciliation": "120s",
        HEALTH: HEALTH_CHECK,
        "resource.exclusions": DEFAULT + OURS,
    }
    found: Manifest = {"global": {"domain": f"argocd.{target.environment.domain}"}, "configs": {"cm": config}}
    if target.environment.owner and target.environment.owner.slack:
        found["notifications"] = notifications()
    return found


def notifications() -> Manifest:
    """The triggers that Applications subscribe to; a message each, once a commit."""
    conditions = (
        "app.status.operationState != nil and app.status.operationState.phase in ['Error', 'Failed']",
        "app.status.health.status == 'Degraded'",
    )
    messages = (
        "The sync of {{.app.metadata.name}} failed: {{.app.status.operationState.message}}",
        "{{.app.metadata.name}} is degraded.",
    )
    triggers, templates = {}, {}
    for trigger, condition, message in zip(TRIGGERS, conditions, messages, strict=True):
        triggers[f"trigger.{trigger}"] = _trigger(trigger, condition)
        templates[f"template.{trigger}"] = (
            f"message: |\n  {message}\n  {{{{.context.argocdUrl}}}}/applications/{{{{.app.metadata.name}}}}\n"
        )
    return {
        "secret": {"create": False},
        "notifiers": {"service.slack": "token: $slack-token\n"},
        "templates": templates,
        "triggers": triggers,
    }


def _trigger(template: str, condition: str) -> str:
    once = "app.status.operationState?.syncResult?.revision"
    return f"- when: {condition}\n  oncePer: {once}\n  send: [{template}]\n"

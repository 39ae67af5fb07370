"""Target -> the Applications that root creates: one a service with a chart, then `platform` and `routes`.

Rules kept here:
- No optional field stands empty or at its default: the API server would drop it, root would see a difference for ever.
- The finalizer, which takes an Application's objects along when it goes, stands on services alone: a service that is
  removed from the repository is removed from the cluster. The namespace, the store and the load balancer stay until a
  person deletes them. Without a path in its name the API server would warn of it at every apply.
- Retries of a failed sync go on for some minutes and take a newer commit where there is one (`refresh`); after that the
  sync counts as failed, which is what notifications tell.
"""

from __future__ import annotations

from typing import Any

from generator import names
from generator.argocd import waves
from generator.argocd.target import Target

FINALIZER = "resources-finalizer.argocd.argoproj.io/foreground"
GENERATE_PATHS = "argocd.argoproj.io/manifest-generate-paths"
TRIGGERS = ("on-sync-failed", "on-health-degraded")
BACKOFF = {"duration": "10s", "factor": 2, "maxDuration": "3m"}
NULL_BYTES = {"jqPathExpressions": [".spec.data[]?.remoteRef.nullBytePolicy"]}
"""A default that External Secrets 2.9 and later write into a list, where Argo CD sees every addition as drift; earlier
versions refuse the key, so it cannot be written out."""
READS = "reads the remote secret "
"""How a comment begins that BOOTSTRAP.md gathers."""
RETRIES = 5
HISTORY = 5

Manifest = dict[str, Any]


def applications(target: Target) -> dict[str, Manifest]:
    """file name without suffix -> Application, sorted."""
    found = {service: service_application(target, service) for service in target.inventory.charts}
    found["platform"] = platform_application(target)
    if target.routed:
        found["routes"] = routes_application(target)
    return dict(sorted(found.items()))


def service_application(target: Target, service: str) -> Manifest:
    """The Application of one service: its chart with this environment's values."""
    inventory = target.inventory
    source = _source(target, f"charts/{service}")
    source["helm"] = {"releaseName": service, "valueFiles": [f"values/{target.name}.yaml"]}
    spec = _spec(target, service, target.project, source)
    if ignored := _ignored(target, service):
        spec["ignoreDifferences"] = ignored
        spec["syncPolicy"]["syncOptions"].append("RespectIgnoreDifferences=true")
    wave = waves.wave(service, inventory.datastores, inventory.depth)
    application = _application(target, service, wave, spec)
    application["metadata"]["finalizers"] = [FINALIZER]
    return application


def platform_application(target: Target) -> Manifest:
    """The Application of the namespace and what every service finds in it."""
    project = names.platform_project(target.platform, target.name)
    spec = _spec(target, "platform", project, _source(target, f"{target.folder}/platform"))
    return _application(target, "platform", waves.PLATFORM, spec)


def routes_application(target: Target) -> Manifest:
    """The Application of the load balancer."""
    spec = _spec(target, "routes", target.project, _source(target, f"{target.folder}/routes"))
    return _application(target, "routes", waves.ROUTES, spec)


def _application(target: Target, name: str, wave: int, spec: Manifest) -> Manifest:
    annotations = {**waves.annotation(wave), GENERATE_PATHS: ".", **subscriptions(target)}
    metadata: Manifest = {
        "name": names.application(name, target.name),
        "namespace": target.home,
        "annotations": annotations,
    }
    return {"apiVersion": "argoproj.io/v1alpha1", "kind": "Application", "metadata": metadata, "spec": spec}


def _source(target: Target, path: str) -> Manifest:
    return {"repoURL": target.repository, "targetRevision": target.revision, "path": path}


def _spec(target: Target, name: str, project: str, source: Manifest) -> Manifest:
    reason = target.environment.sync.paused.get(name)
    automated: Manifest = {"prune": True, "selfHeal": True}
    spec: Manifest = {"project": project, "source": source, "destination": target.destination(target.namespace)}
    if reason is not None:
        automated = {"enabled": False, **automated}
        spec["info"] = [{"name": "paused", "value": reason}]
    spec["syncPolicy"] = {
        "automated": automated,
        "syncOptions": ["PruneLast=true", "FailOnSharedResource=true"],
        "retry": {"limit": RETRIES, "backoff": dict(BACKOFF), "refresh": True},
    }
    return {**spec, "revisionHistoryLimit": HISTORY}


def _ignored(target: Target, service: str) -> list[Manifest]:
    """What others write into our objects, and a sync must leave alone."""
    found: list[Manifest] = []
    if service in target.inventory.autoscaled:
        found.append({"group": "apps", "kind": "Deployment", "name": service, "jsonPointers": ["/spec/replicas"]})
    for external in target.inventory.secretive.get(service, ()):
        found.append({"group": "external-secrets.io", "kind": "ExternalSecret", "name": external, **NULL_BYTES})
    return found


def comments(target: Target, service: str) -> dict[str, str]:
    """What must exist before the service starts and no program makes, one line a property, for BOOTSTRAP.md to gather.

    It stands with the service, and in no table for all: two branches that each add a service do not meet in it, and the
    pull request that needs a secret shows which.
    """
    prefix = target.environment.secrets.prefix
    read = target.inventory.secrets.get(service, ())
    lines = [f"{READS}{names.remote_secret(prefix, target.name, owner)}: {key}" for owner, key in read]
    return {"spec": "\n".join(lines)} if lines else {}


def subscriptions(target: Target) -> dict[str, str]:
    """Who hears of a failed sync or a degraded Application; the EKS capability has no notifications controller."""
    channel = target.environment.owner.slack if target.environment.owner else None
    if channel is None or target.managed:
        return {}
    return {f"notifications.argoproj.io/subscribe.{trigger}.slack": channel for trigger in TRIGGERS}

"""Service accounts and roles: what a pod runs as, and what a binding binds, exist."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.advice import did_you_mean
from generator.check.cluster import Cluster
from generator.check.finding import Finding
from generator.kubernetes.reading import text


def accounts(cluster: Cluster) -> Iterator[Finding]:
    """Pods whose service account, and bindings whose role, nobody makes."""
    for pod in cluster.pods:
        name = text(pod.spec, "serviceAccountName")
        namespace = pod.owner.namespace
        if name in ("", "default") or cluster.named("ServiceAccount", namespace, name):
            continue
        message = f"{pod.owner} runs as the service account `{name}`, which is not in the namespace `{namespace}`"
        hint = did_you_mean(name, cluster.names("ServiceAccount", namespace), f"add the ServiceAccount `{name}`")
        yield pod.finding(("serviceAccountName",), "service-account-unknown", message, hint)
    for binding in cluster.of("RoleBinding"):
        name = text(binding.body, "roleRef", "name")
        if text(binding.body, "roleRef", "kind") != "Role" or cluster.named("Role", binding.namespace, name):
            continue
        message = f"{binding} binds the role `{name}`, which is not in the namespace `{binding.namespace}`"
        hint = did_you_mean(name, cluster.names("Role", binding.namespace), f"add the Role `{name}`")
        yield binding.finding(("roleRef", "name"), "role-unknown", message, hint)

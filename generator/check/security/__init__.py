"""Pod Security: every pod keeps to the level that its namespace enforces, restricted where none is found."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.check.cluster import Cluster
from generator.check.finding import Finding
from generator.check.pod import Pod
from generator.check.security import host, identity, privilege, profile
from generator.check.security.level import level, levels
from generator.check.security.violation import Violation

__all__ = ["levels", "violations"]

BASELINE: tuple[Callable[[Pod], Iterator[Violation]], ...] = (
    host.processes,
    host.namespaces,
    host.paths,
    host.ports,
    host.handlers,
    privilege.privileged,
    privilege.capabilities,
    privilege.proc_mounts,
    profile.app_armor,
    profile.se_linux,
    profile.seccomp,
    profile.sysctls,
)
RESTRICTED: tuple[Callable[[Pod], Iterator[Violation]], ...] = (
    host.volumes,
    identity.non_root,
    identity.users,
    privilege.dropped,
    privilege.escalation,
    profile.seccomp_set,
)
"""What the level asks for beyond baseline."""


def violations(cluster: Cluster) -> Iterator[Finding]:
    """Every violation of every pod."""
    for pod in cluster.pods:
        enforced = level(cluster, pod)
        controls = {"privileged": (), "baseline": BASELINE}.get(enforced, BASELINE + RESTRICTED)
        for control in controls:
            for violation in control(pod):
                where = f" in the container `{violation.container}`" if violation.container else ""
                yield pod.finding(
                    violation.path,
                    f"pod-security-{violation.control}",
                    f"{pod.owner} has {violation.found}{where}, against Pod Security {enforced}",
                    violation.hint,
                )

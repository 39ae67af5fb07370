"""Pod Security: levels and kinds."""

from __future__ import annotations

import copy
from textwrap import dedent

from tests.check.shop import Body, shop, told

ENFORCE = "pod-security.kubernetes.io/enforce"
DEBUG = {"privileged": True, "readOnlyRootFilesystem": True}
SOUND = {"allowPrivilegeEscalation": False, "capabilities": {"drop": ["ALL"]}, "readOnlyRootFilesystem": True}
CONTAINER = {
    "name": "once",
    "image": "once:1",
    "securityContext": {**SOUND, "runAsNonRoot": True, "seccompProfile": {"type": "RuntimeDefault"}},
}
POD = {
    "apiVersion": "v1",
    "kind": "Pod",
    "metadata": {"name": "once"},
    "spec": {"containers": [CONTAINER], "ephemeralContainers": [{"name": "debug", "securityContext": DEBUG}]},
}


def in_cron_job(deployment: Body) -> Body:
    template = {"spec": {"template": copy.deepcopy(deployment["spec"]["template"])}}
    template["spec"]["template"]["spec"]["restartPolicy"] = "Never"
    spec = {"schedule": "0 2 * * *", "jobTemplate": template}
    return {"apiVersion": "batch/v1", "kind": "CronJob", "metadata": {"name": "nightly"}, "spec": spec}


def test_baseline_allows_what_only_restricted_forbids() -> None:
    it = shop()
    it["Namespace"]["metadata"]["labels"][ENFORCE] = "baseline"
    it.pod["securityContext"] = {}
    it.pod["hostNetwork"] = True
    it.container["securityContext"]["runAsUser"] = 0

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.hostNetwork [pod-security-host-namespace]
          `Deployment/api` has `hostNetwork: true`, against Pod Security baseline
          help: remove `hostNetwork`
        """
    )


def test_privileged_allows_all() -> None:
    it = shop()
    it["Namespace"]["metadata"]["labels"][ENFORCE] = "privileged"
    it.pod["hostNetwork"] = True

    assert told(it) == ""


def test_without_a_label_the_level_is_restricted() -> None:
    it = shop()
    it["Namespace"]["metadata"]["labels"] = {}
    it.pod["hostNetwork"] = True

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.hostNetwork [pod-security-host-namespace]
          `Deployment/api` has `hostNetwork: true`, against Pod Security restricted
          help: remove `hostNetwork`
        """
    )


def test_windows_knows_no_capabilities_and_seccomp() -> None:
    it = shop()
    it.pod["os"] = {"name": "windows"}
    del it.container["securityContext"]
    del it.pod["securityContext"]["seccompProfile"]

    assert told(it) == ""


def test_every_kind_of_workload_is_looked_at() -> None:
    it = shop()
    del it.pod["securityContext"]["runAsNonRoot"]
    it["CronJob"] = in_cron_job(it["Deployment"])
    it.pod["securityContext"]["runAsNonRoot"] = True
    it["Pod"] = POD

    assert told(it) == dedent(
        """\
        CronJob/nightly spec.jobTemplate.spec.template.spec.containers[0].securityContext.runAsNonRoot
            [pod-security-run-as-root]
          `CronJob/nightly` has no `runAsNonRoot: true` in the container `api`, against Pod Security
            restricted
          help: write `runAsNonRoot: true`
        CronJob/nightly spec.jobTemplate.spec.template.spec.initContainers[0].securityContext.runAsNonRoot
            [pod-security-run-as-root]
          `CronJob/nightly` has no `runAsNonRoot: true` in the container `wait`, against Pod Security
            restricted
          help: write `runAsNonRoot: true`
        Pod/once spec.ephemeralContainers[0].securityContext.allowPrivilegeEscalation
            [pod-security-privilege-escalation]
          `Pod/once` has no `allowPrivilegeEscalation: false` in the container `debug`, against Pod Security
            restricted
          help: write `allowPrivilegeEscalation: false`
        Pod/once spec.ephemeralContainers[0].securityContext.capabilities.drop [pod-security-capabilities]
          `Pod/once` has no `capabilities.drop: [ALL]` in the container `debug`, against Pod Security
            restricted
          help: add `drop: [ALL]`
        Pod/once spec.ephemeralContainers[0].securityContext.privileged [pod-security-privileged]
          `Pod/once` has `privileged: true` in the container `debug`, against Pod Security restricted
          help: remove `privileged`
        Pod/once spec.ephemeralContainers[0].securityContext.runAsNonRoot [pod-security-run-as-root]
          `Pod/once` has no `runAsNonRoot: true` in the container `debug`, against Pod Security restricted
          help: write `runAsNonRoot: true`
        Pod/once spec.ephemeralContainers[0].securityContext.seccompProfile [pod-security-seccomp]
          `Pod/once` has no `seccompProfile` in the container `debug`, against Pod Security restricted
          help: write `seccompProfile: {type: RuntimeDefault}`
        """
    )

"""Pod Security: rights of containers."""

from __future__ import annotations

from textwrap import dedent

from tests.check.shop import shop, told


def test_a_host_process_is_of_the_node() -> None:
    it = shop()
    it.pod["securityContext"]["windowsOptions"] = {"hostProcess": True}
    it.container["securityContext"]["windowsOptions"] = {"hostProcess": True}

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.containers[0].securityContext.windowsOptions.hostProcess
            [pod-security-host-process]
          `Deployment/api` has `hostProcess: true` in the container `api`, against Pod Security restricted
          help: remove `hostProcess`
        Deployment/api spec.template.spec.securityContext.windowsOptions.hostProcess
            [pod-security-host-process]
          `Deployment/api` has `hostProcess: true`, against Pod Security restricted
          help: remove `hostProcess`
        """
    )


def test_no_container_is_privileged() -> None:
    it = shop()
    it.pod["initContainers"][0]["securityContext"]["privileged"] = True

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.initContainers[0].securityContext.privileged
            [pod-security-privileged]
          `Deployment/api` has `privileged: true` in the container `wait`, against Pod Security restricted
          help: remove `privileged`
        """
    )


def test_no_capability_is_added_but_the_one_for_low_ports() -> None:
    it = shop()
    it.container["securityContext"]["capabilities"]["add"] = ["NET_BIND_SERVICE", "CHOWN", "SYS_ADMIN"]

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.containers[0].securityContext.capabilities.add[1]
            [pod-security-capabilities]
          `Deployment/api` has the added capability `CHOWN` in the container `api`, against Pod Security
            restricted
          help: remove `CHOWN`
        Deployment/api spec.template.spec.containers[0].securityContext.capabilities.add[2]
            [pod-security-capabilities]
          `Deployment/api` has the added capability `SYS_ADMIN` in the container `api`, against Pod Security
            restricted
          help: remove `SYS_ADMIN`
        """
    )


def test_all_capabilities_are_dropped() -> None:
    it = shop()
    it.container["securityContext"]["capabilities"]["drop"] = ["CHOWN"]

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.containers[0].securityContext.capabilities.drop
            [pod-security-capabilities]
          `Deployment/api` has no `capabilities.drop: [ALL]` in the container `api`, against Pod Security
            restricted
          help: add `drop: [ALL]`
        """
    )


def test_a_container_without_a_context_drops_nothing() -> None:
    it = shop()
    del it.container["securityContext"]

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.containers[0].securityContext.allowPrivilegeEscalation
            [pod-security-privilege-escalation]
          `Deployment/api` has no `allowPrivilegeEscalation: false` in the container `api`, against Pod
            Security restricted
          help: write `allowPrivilegeEscalation: false`
        Deployment/api spec.template.spec.containers[0].securityContext.capabilities.drop
            [pod-security-capabilities]
          `Deployment/api` has no `capabilities.drop: [ALL]` in the container `api`, against Pod Security
            restricted
          help: add `drop: [ALL]`
        Deployment/api spec.template.spec.containers[0].securityContext.readOnlyRootFilesystem
            [readOnlyRootFilesystem]
          the container `api` of `Deployment/api` may write anywhere in its root filesystem
          help: set `readOnlyRootFilesystem` to `true` and mount what it writes to; or `waive` it in the
            service, with a reason and a date
        """
    )


def test_proc_stays_masked() -> None:
    it = shop()
    it.container["securityContext"]["procMount"] = "Unmasked"

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.containers[0].securityContext.procMount [pod-security-proc-mount]
          `Deployment/api` has `procMount: Unmasked` in the container `api`, against Pod Security restricted
          help: remove `procMount`
        """
    )


def test_nobody_gains_privileges() -> None:
    it = shop()
    it.container["securityContext"]["allowPrivilegeEscalation"] = True
    del it.pod["initContainers"][0]["securityContext"]["allowPrivilegeEscalation"]

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.containers[0].securityContext.allowPrivilegeEscalation
            [pod-security-privilege-escalation]
          `Deployment/api` has `allowPrivilegeEscalation: true` in the container `api`, against Pod Security
            restricted
          help: write `allowPrivilegeEscalation: false`
        Deployment/api spec.template.spec.initContainers[0].securityContext.allowPrivilegeEscalation
            [pod-security-privilege-escalation]
          `Deployment/api` has no `allowPrivilegeEscalation: false` in the container `wait`, against Pod
            Security restricted
          help: write `allowPrivilegeEscalation: false`
        """
    )

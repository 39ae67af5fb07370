"""Pod Security: profiles."""

from __future__ import annotations

from textwrap import dedent

from tests.check.shop import shop, told

ANNOTATION = "container.apparmor.security.beta.kubernetes.io/"


def test_app_armor_stays_on() -> None:
    it = shop()
    it.pod["securityContext"]["appArmorProfile"] = {"type": "Unconfined"}

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.securityContext.appArmorProfile.type [pod-security-app-armor]
          `Deployment/api` has `appArmorProfile.type: Unconfined`, against Pod Security restricted
          help: write `type: RuntimeDefault`
        """
    )


def test_app_armor_stays_on_by_annotation() -> None:
    it = shop()
    profiles = {f"{ANNOTATION}api": "unconfined", f"{ANNOTATION}wait": "localhost/x"}
    it["Deployment"]["spec"]["template"]["metadata"]["annotations"] = profiles

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec [pod-security-app-armor]
          `Deployment/api` has the annotation `container.apparmor.security.beta.kubernetes.io/api:
            unconfined`, against Pod Security restricted
          help: remove the annotation
        """
    )


def test_se_linux_has_no_user_role_or_foreign_type() -> None:
    it = shop()
    it.container["securityContext"]["seLinuxOptions"] = {"type": "spc_t", "user": "u", "role": "r", "level": "s0"}

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.containers[0].securityContext.seLinuxOptions.role
            [pod-security-se-linux]
          `Deployment/api` has `seLinuxOptions.role: r` in the container `api`, against Pod Security
            restricted
          help: remove `role`
        Deployment/api spec.template.spec.containers[0].securityContext.seLinuxOptions.type
            [pod-security-se-linux]
          `Deployment/api` has `seLinuxOptions.type: spc_t` in the container `api`, against Pod Security
            restricted
          help: remove `type`
        Deployment/api spec.template.spec.containers[0].securityContext.seLinuxOptions.user
            [pod-security-se-linux]
          `Deployment/api` has `seLinuxOptions.user: u` in the container `api`, against Pod Security
            restricted
          help: remove `user`
        """
    )


def test_se_linux_types_of_containers_are_fine() -> None:
    it = shop()
    it.container["securityContext"]["seLinuxOptions"] = {"type": "container_init_t"}

    assert told(it) == ""


def test_seccomp_stays_on() -> None:
    it = shop()
    it.container["securityContext"]["seccompProfile"] = {"type": "Unconfined"}

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.containers[0].securityContext.seccompProfile.type
            [pod-security-seccomp]
          `Deployment/api` has `seccompProfile.type: Unconfined` in the container `api`, against Pod
            Security restricted
          help: write `type: RuntimeDefault`
        """
    )


def test_seccomp_is_named_for_the_pod_or_each_container() -> None:
    it = shop()
    del it.pod["securityContext"]["seccompProfile"]
    it.container["securityContext"]["seccompProfile"] = {"type": "Localhost", "localhostProfile": "a"}

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.initContainers[0].securityContext.seccompProfile
            [pod-security-seccomp]
          `Deployment/api` has no `seccompProfile` in the container `wait`, against Pod Security restricted
          help: write `seccompProfile: {type: RuntimeDefault}`
        """
    )


def test_only_safe_sysctls_are_set() -> None:
    it = shop()
    names = ("net.ipv4.tcp_syncookies", "kernel.msgmax")
    it.pod["securityContext"]["sysctls"] = [{"name": name, "value": "1"} for name in names]

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.securityContext.sysctls[1].name [pod-security-sysctl]
          `Deployment/api` has the sysctl `kernel.msgmax`, against Pod Security restricted
          help: remove `kernel.msgmax`
        """
    )

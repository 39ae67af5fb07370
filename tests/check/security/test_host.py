"""Pod Security: the node's own."""

from __future__ import annotations

from textwrap import dedent

from tests.check.shop import shop, told


def test_namespaces_of_the_node_are_not_shared() -> None:
    it = shop()
    it.pod.update(hostNetwork=True, hostPID=True, hostIPC=True)

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.hostIPC [pod-security-host-namespace]
          `Deployment/api` has `hostIPC: true`, against Pod Security restricted
          help: remove `hostIPC`
        Deployment/api spec.template.spec.hostNetwork [pod-security-host-namespace]
          `Deployment/api` has `hostNetwork: true`, against Pod Security restricted
          help: remove `hostNetwork`
        Deployment/api spec.template.spec.hostPID [pod-security-host-namespace]
          `Deployment/api` has `hostPID: true`, against Pod Security restricted
          help: remove `hostPID`
        """
    )


def test_a_namespace_of_the_node_may_be_refused_by_name() -> None:
    it = shop()
    it.pod.update(hostNetwork=False)

    assert told(it) == ""


def test_files_of_the_node_are_not_mounted() -> None:
    it = shop()
    it.pod["volumes"].append({"name": "host", "hostPath": {"path": "/"}})

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.volumes[2].hostPath [pod-security-host-path]
          `Deployment/api` has the volume `host` of type `hostPath`, against Pod Security restricted
          help: use an `emptyDir` or a claim
        """
    )


def test_ports_of_the_node_are_not_taken() -> None:
    it = shop()
    it.container["ports"][0]["hostPort"] = 5000

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.containers[0].ports[0].hostPort [pod-security-host-port]
          `Deployment/api` has `hostPort: 5000` in the container `api`, against Pod Security restricted
          help: remove `hostPort`
        """
    )


def test_a_host_port_of_zero_is_none() -> None:
    it = shop()
    it.container["ports"][0]["hostPort"] = 0

    assert told(it) == ""


def test_a_probe_asks_no_other_host() -> None:
    it = shop()
    it.container["readinessProbe"]["httpGet"]["host"] = "example.com"

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.containers[0].readinessProbe.httpGet.host
            [pod-security-probe-host]
          `Deployment/api` has `readinessProbe.httpGet.host: example.com` in the container `api`, against
            Pod Security restricted
          help: remove `host`
        """
    )


def test_a_hook_asks_no_other_host() -> None:
    it = shop()
    it.container["lifecycle"]["postStart"] = {"tcpSocket": {"port": 5000, "host": "10.0.0.1"}}

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.containers[0].lifecycle.postStart.tcpSocket.host
            [pod-security-probe-host]
          `Deployment/api` has `lifecycle.postStart.tcpSocket.host: 10.0.0.1` in the container `api`,
            against Pod Security restricted
          help: remove `host`
        """
    )


def test_only_harmless_types_of_volumes_are_mounted() -> None:
    it = shop()
    it.pod["volumes"] += [{"name": "nfs", "nfs": {"server": "a", "path": "/"}}, {"name": "tmp", "emptyDir": {}}]

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.volumes[2].nfs [pod-security-volume-type]
          `Deployment/api` has the volume `nfs` of type `nfs`, against Pod Security restricted
          help: use one of `configMap`, `csi`, `downwardAPI`, `emptyDir`, `ephemeral`,
            `persistentVolumeClaim`, `projected`, `secret`
        """
    )

"""Containers of a pod."""

from __future__ import annotations

from textwrap import dedent

from tests.check.shop import shop, told


def test_a_variable_is_set_once() -> None:
    it = shop()
    it.container["env"].append({"name": "MODE", "value": "x"})

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.containers[0].env[2].name [duplicate-environment-name]
          the container `api` of `Deployment/api` has the variable `MODE` twice
          help: remove one of them
        """
    )


def test_two_containers_may_set_the_same_variable() -> None:
    it = shop()
    it.pod["initContainers"][0]["env"] = [{"name": "MODE", "value": "x"}]

    assert told(it) == ""


def test_a_path_is_mounted_once() -> None:
    it = shop()
    it.container["volumeMounts"].append({"name": "data", "mountPath": "/data"})

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.containers[0].volumeMounts[2].mountPath [duplicate-mount-path]
          the container `api` of `Deployment/api` has the mount path `/data` twice
          help: remove one of them
        """
    )


def test_a_path_below_another_is_a_path_of_its_own() -> None:
    it = shop()
    it.container["volumeMounts"].append({"name": "data", "mountPath": "/data/x"})

    assert told(it) == ""


def test_a_port_name_is_given_once() -> None:
    it = shop()
    it.container["ports"].append({"name": "http", "containerPort": 5001})

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.containers[0].ports[1].name [duplicate-port-name]
          the container `api` of `Deployment/api` has the port name `http` twice
          help: remove one of them
        """
    )


def test_a_port_is_listed_once() -> None:
    it = shop()
    it.container["ports"].append({"name": "rpc", "containerPort": 5000})

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.containers[0].ports[1].containerPort [duplicate-port]
          the container `api` of `Deployment/api` has the port `5000/TCP` twice
          help: remove one of them
        """
    )


def test_a_port_of_another_protocol_is_another_port() -> None:
    it = shop()
    it.container["ports"].append({"name": "rpc", "containerPort": 5000, "protocol": "UDP"})

    assert told(it) == ""


def test_a_container_name_is_given_once() -> None:
    it = shop()
    it.pod["initContainers"][0]["name"] = "api"

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.containers[0].name [duplicate-container-name]
          `Deployment/api` has two containers named `api`
          help: rename one of them
        """
    )


def test_a_volume_name_is_given_once() -> None:
    it = shop()
    it.pod["volumes"].append({"name": "data", "emptyDir": {}})

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.volumes[2].name [duplicate-volume-name]
          `Deployment/api` has two volumes named `data`
          help: rename one of them
        """
    )


def test_a_probe_asks_a_named_port_of_its_container() -> None:
    it = shop()
    it.container["readinessProbe"]["httpGet"]["port"] = "htp"

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.containers[0].readinessProbe.httpGet.port [probe-port-unknown]
          `readinessProbe` of the container `api` of `Deployment/api` asks for the port `htp`, which it
            lacks
          help: did you mean `http`?
        """
    )


def test_a_hook_asks_a_named_port_of_its_container() -> None:
    it = shop()
    it.container["lifecycle"]["preStop"] = {"httpGet": {"port": "admin"}}

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.containers[0].lifecycle.preStop.httpGet.port [probe-port-unknown]
          `lifecycle.preStop` of the container `api` of `Deployment/api` asks for the port `admin`, which it
            lacks
          help: give one of its ports the name `admin`
        """
    )


def test_a_port_of_another_container_is_not_the_containers() -> None:
    it = shop()
    it.pod["initContainers"][0]["ports"] = [{"name": "init", "containerPort": 1}]
    it.container["startupProbe"] = {"tcpSocket": {"port": "init"}}

    assert told(it) == dedent(
        """\
        Deployment/api spec.template.spec.containers[0].startupProbe.tcpSocket.port [probe-port-unknown]
          `startupProbe` of the container `api` of `Deployment/api` asks for the port `init`, which it lacks
          help: give one of its ports the name `init`
        """
    )


def test_a_probe_may_ask_a_number() -> None:
    it = shop()
    it.container["readinessProbe"]["httpGet"]["port"] = 9999

    assert told(it) == ""

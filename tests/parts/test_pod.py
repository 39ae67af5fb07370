"""A pod: hardened whatever it runs, with probes, shutdown, ports, resources and placement as given."""

from __future__ import annotations

from typing import Any

import pytest

from tests.repositories import IMAGE, JOB, WEB, WORKER, charts, container, environment, files, objects, over


def values(service: dict[str, Any], **keywords: Any) -> dict[str, Any]:
    return dict(charts({"app": service}, **keywords)["app"].values["dev"])


@pytest.mark.parametrize(("service", "kind"), [(WEB, "Deployment"), (WORKER, "Deployment"), (JOB, "CronJob")])
def test_every_pod_is_restricted_in_full(service: dict[str, Any], kind: str) -> None:
    workload = objects(files({"app": service}), "app")[kind]
    spec = workload["spec"].get("jobTemplate", workload)["spec"]["template"]["spec"]

    assert spec["automountServiceAccountToken"] is False
    assert spec["enableServiceLinks"] is False
    assert spec["serviceAccountName"] == "app"
    assert spec["securityContext"] == {
        "runAsNonRoot": True,
        "seccompProfile": {"type": "RuntimeDefault"},
        "runAsUser": 1000,
        "runAsGroup": 1000,
        "fsGroup": 1000,
    }
    assert container(workload)["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }


@pytest.mark.parametrize(
    ("image", "expected"),
    [
        ({"repository": "acme/app", "tag": "v1"}, "docker.io/acme/app:v1"),
        ({"repository": "nginx", "tag": "1e3"}, "docker.io/library/nginx:1e3"),
        ({"repository": "acme/app", "digest": f"sha256:{'0' * 64}"}, f"docker.io/acme/app@sha256:{'0' * 64}"),
        ({**IMAGE, "digest": f"sha256:{'0' * 64}"}, f"docker.io/acme/app:v1@sha256:{'0' * 64}"),
    ],
)
def test_an_image_is_named_in_full(image: dict[str, str], expected: str) -> None:
    app = {**WEB, "image": image}

    assert container(objects(files({"app": app}), "app")["Deployment"])["image"] == expected


def test_an_image_of_another_service_moves_with_it() -> None:
    services = {"app": WEB, "jobs": {**WORKER, "image": {"from": "app"}}}
    here = environment(services={"app": {"image": {"tag": "v2"}}})

    assert charts(services, {"dev": here})["jobs"].values["dev"]["image"] == {
        "repository": "docker.io/acme/app",
        "tag": "v2",
    }


def test_a_circle_of_images_that_every_environment_straightens_is_no_image_of_the_services_own_file() -> None:
    services = {"app": {**WEB, "image": {"from": "jobs"}}, "jobs": {**WORKER, "image": {"from": "app"}}}
    here = environment(services={"app": {"image": {"from": None, **IMAGE}}})

    jobs = charts(services, {"dev": here})["jobs"]

    assert "image" not in jobs.base
    assert jobs.values["dev"]["image"] == {"repository": "docker.io/acme/app", "tag": "v1"}


@pytest.mark.parametrize(
    ("probe", "expected"),
    [
        ({"path": "/up"}, {"httpGet": {"path": "/up", "port": "http"}}),
        ({"path": "/up", "port": "rpc"}, {"httpGet": {"path": "/up", "port": "rpc"}}),
        ({"port": 9000}, {"tcpSocket": {"port": 9000}}),
        ({"grpc": "rpc"}, {"grpc": {"port": 9000}}),
        ({"grpc": "rpc", "service": "shop.v1.Cart"}, {"grpc": {"port": 9000, "service": "shop.v1.Cart"}}),
        (
            {"path": "/up", "httpHeaders": [{"name": "Cookie", "value": "probe=1"}]},
            {"httpGet": {"path": "/up", "port": "http", "httpHeaders": [{"name": "Cookie", "value": "probe=1"}]}},
        ),
        ({"exec": ["check", "-v"]}, {"exec": {"command": ["check", "-v"]}}),
        ({"path": "/up", "timeoutSeconds": 9}, {"httpGet": {"path": "/up", "port": "http"}, "timeoutSeconds": 9}),
    ],
)
def test_a_probe_asks_as_it_says(probe: dict[str, Any], expected: dict[str, Any]) -> None:
    app = {key: value for key, value in WEB.items() if key != "port"}
    app |= {"ports": {"http": 8080, "rpc": {"port": 9000, "protocol": "grpc"}}, "probes": {"readiness": probe}}
    found = container(objects(files({"app": app}), "app")["Deployment"])

    assert found["readinessProbe"] == {"timeoutSeconds": 3, **expected}


def test_one_number_for_tcp_and_udp_is_listed_once_in_the_pod_and_twice_in_a_service_that_the_server_applies() -> None:
    app = {key: value for key, value in WEB.items() if key != "port"}
    ports = {"http": 8080, "gossip": 7946, "gossip-udp": {"port": 7946, "protocol": "udp"}}
    found = objects(files({"app": {**app, "ports": ports}}), "app")
    service = found["Service"]

    assert container(found["Deployment"])["ports"] == [
        {"name": "gossip", "containerPort": 7946, "protocol": "TCP"},
        {"name": "http", "containerPort": 8080, "protocol": "TCP"},
    ]
    assert [
        (port["name"], port["port"], port["targetPort"], port["protocol"]) for port in service["spec"]["ports"]
    ] == [
        ("gossip", 7946, "gossip", "TCP"),
        ("gossip-udp", 7946, 7946, "UDP"),
        ("http", 8080, "http", "TCP"),
    ]
    assert service["metadata"]["annotations"] == {"argocd.argoproj.io/sync-options": "ServerSideApply=true"}


def test_a_pod_waits_before_it_stops_for_as_long_as_it_says() -> None:
    workload = objects(files({"app": over(WEB, {"shutdown": {"delay": "7s", "grace": "1000000s"}})}), "app")[
        "Deployment"
    ]

    assert container(workload)["lifecycle"] == {"preStop": {"sleep": {"seconds": 7}}}
    assert workload["spec"]["template"]["spec"]["terminationGracePeriodSeconds"] == 1000000


def test_no_delay_means_no_hook() -> None:
    workload = objects(files({"app": over(WEB, {"shutdown": {"delay": "0s"}})}), "app")["Deployment"]

    assert "lifecycle" not in container(workload)


@pytest.mark.parametrize(
    ("resources", "writable", "request_", "limit"),
    [
        ({}, [], "64Mi", "128Mi"),
        ({}, {"/tmp": "100Mi", "/shm": {"sizeLimit": "1Gi", "medium": "Memory"}}, "64Mi", "228Mi"),
        ({"requests": {"ephemeral-storage": "1Gi"}}, [], "1Gi", "1024Mi"),
        ({"limits": {"ephemeral-storage": "10Mi"}}, [], "10Mi", "10Mi"),
        ({"limits": {"ephemeral-storage": "2Gi"}}, ["/tmp"], "64Mi", "2Gi"),
    ],
)
def test_room_on_disk_follows_from_the_sized_folders(
    resources: dict[str, Any], writable: Any, request_: str, limit: str
) -> None:
    found = values(over(WEB, {"resources": resources, "writable": writable}))["resources"]

    assert found["requests"]["ephemeral-storage"] == request_
    assert found["limits"]["ephemeral-storage"] == limit


def test_folders_are_sized_and_named_by_their_path() -> None:
    app = over(WEB, {"writable": {"/tmp": "64Mi", "/var/cache/x": "1Gi", "/a-b": "1Mi", "/data": "2Mi"}})
    found = objects(files({"app": app}), "app")["Deployment"]["spec"]["template"]["spec"]["volumes"]

    assert found == [
        {"name": "a-b-590bb8f6", "emptyDir": {"sizeLimit": "1Mi"}},
        {"name": "data-bd47413b", "emptyDir": {"sizeLimit": "2Mi"}},
        {"name": "tmp", "emptyDir": {"sizeLimit": "64Mi"}},
        {"name": "var-cache-x", "emptyDir": {"sizeLimit": "1Gi"}},
    ]


def test_placement_is_as_given() -> None:
    tolerations = [
        {"key": "spot", "operator": "Equal", "value": "yes", "effect": "NoExecute", "tolerationSeconds": 10**6}
    ]
    keys = {"nodeSelector": {"disk": "yes"}, "tolerations": tolerations, "priorityClassName": "high"}
    spec = objects(files({"app": over(WEB, keys)}), "app")["Deployment"]["spec"]["template"]["spec"]

    assert {key: spec[key] for key in keys} == keys
    assert [one["topologyKey"] for one in spec["topologySpreadConstraints"]] == [
        "topology.kubernetes.io/zone",
        "kubernetes.io/hostname",
    ]


def test_files_are_mounted_one_by_one_and_read_only() -> None:
    app = over(WEB, {"files": {"/etc/a/x.conf": "files/x", "/etc/b/x.conf": "files/y", "/logo.png": "files/z"}})
    found = objects(files({"app": app}, mounted={"x": b"one", "y": b"two", "z": b"\xff\x00"}), "app")
    first, second, third = container(found["Deployment"])["volumeMounts"]

    assert {first["mountPath"]: first["subPath"], second["mountPath"]: second["subPath"]} == {
        "/etc/a/x.conf": "68e3d7ef-x.conf",
        "/etc/b/x.conf": "432df56b-x.conf",
    }
    assert third == {"name": "files", "mountPath": "/logo.png", "subPath": "logo.png", "readOnly": True}
    assert sorted(found["app-files"]["data"].values()) == ["one", "two"]
    assert found["app-files"]["binaryData"] == {"logo.png": "/wA="}


def test_a_map_of_files_has_texts_and_others_where_an_environment_has_both() -> None:
    app = over(WEB, {"files": {"/etc/x.conf": "files/x"}})
    dev = environment(1, "dev.example.com", services={"app": {"files": {"/empty": "files/e", "/z": "files/z"}}})
    none = environment(2, "example.com", services={"app": {"files": {"/etc/x.conf": "files/z"}}})
    mounted = {"x": b"one", "e": b"", "z": b"\xff\x00"}
    places = {"dev": dev, "prod": none, "test": environment(3, "test.example.com")}
    source = files({"app": app}, places, mounted=mounted)

    found = {name: objects(source, "app", name)["app-files"] for name in places}

    assert (found["dev"]["data"], found["dev"]["binaryData"]) == ({"x.conf": "one", "empty": ""}, {"z": "/wA="})
    assert (found["prod"].get("data"), found["prod"]["binaryData"]) == (None, {"x.conf": "/wA="})
    assert (found["test"]["data"], found["test"].get("binaryData", "none")) == ({"x.conf": "one"}, "none")
    assert "data" not in found["prod"]


def test_files_that_are_too_large_for_a_client_side_apply_are_applied_by_the_server() -> None:
    app = over(WEB, {"files": {"/etc/x": "files/x"}})
    dev = environment(1, "dev.example.com", services={"app": {"files": {"/etc/x": "files/y"}}})
    source = files(
        {"app": app},
        {"dev": dev, "prod": environment(2, "example.com")},
        mounted={"x": b"x" * 1000, "y": b"y" * 300_000},
    )

    assert objects(source, "app", "dev")["app-files"]["metadata"]["annotations"] == {
        "argocd.argoproj.io/sync-options": "ServerSideApply=true"
    }
    assert "annotations" not in objects(source, "app", "prod")["app-files"]["metadata"]

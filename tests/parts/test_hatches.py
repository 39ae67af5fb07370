"""`pod` and `container`: what the model lacks, as it stands, beside what the generator writes."""

from __future__ import annotations

from typing import Any

import pytest

from generator.check.catalog import VERSIONS, pieces
from generator.parts import hatches
from tests.repositories import (
    JOB,
    WEB,
    WORKER,
    charts,
    container,
    environment,
    files,
    generated,
    objects,
    over,
    rendered,
)

STRICT = {"allowPrivilegeEscalation": False, "readOnlyRootFilesystem": True, "capabilities": {"drop": ["ALL"]}}
SIDE: dict[str, Any] = {
    "name": "side",
    "image": "docker.io/acme/side:v1",
    "restartPolicy": "Always",
    "args": ["{{ .Values.image }}", "a <b> & 'c'", 'x "y"', "line\nbreak\n", "no", "1e3", "\u2028"],
    "securityContext": STRICT,
}


def deployment(**keys: Any) -> dict[str, Any]:
    return objects(files({"app": over(WEB, keys)}), "app")["Deployment"]


def spec(workload: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = workload["spec"].get("jobTemplate", workload)["spec"]["template"]["spec"]
    return found


@pytest.mark.parametrize(("service", "kind"), [(WEB, "Deployment"), (WORKER, "Deployment"), (JOB, "CronJob")])
def test_fields_stand_in_the_pod_as_they_were_written(service: dict[str, Any], kind: str) -> None:
    pod = {
        "hostAliases": [{"ip": "10.1.2.3", "hostnames": ["legacy.corp"]}],
        "initContainers": [SIDE, {"name": "once", "image": "docker.io/acme/once:v1"}],
        "dnsConfig": {"options": [{"name": "ndots", "value": "1"}, {"name": "edns0"}]},
        "affinity": {"nodeAffinity": {}},
        "setHostnameAsFQDN": True,
        "overhead": {"cpu": "1"},
    }
    own = {"workingDir": "/srv", "tty": True, "terminationMessagePath": "/tmp/x", "resizePolicy": []}

    found = objects(files({"app": over(service, {"pod": pod, "container": own})}), "app")[kind]

    assert {key: spec(found)[key] for key in pod} == pod
    assert {key: container(found)[key] for key in own} == own


def instance(schema: Any, definitions: Any, name: str = "") -> Any:
    """Something that a schema takes, with every key that there is a few levels down."""
    if "$ref" in schema:
        found, depth = definitions[schema["$ref"].removeprefix("#/$defs/")], definitions["depth"]
        if depth == 0:
            needed = found.get("required", ())
            found = {**found, "properties": {key: found["properties"][key] for key in needed}}
        return instance(found, {**definitions, "depth": max(depth - 1, 0)}, name)
    if "enum" in schema:
        return next(value for value in schema["enum"] if value is not None)
    kinds = schema.get("type", "string")
    kind = kinds if isinstance(kinds, str) else kinds[0]
    if kind == "object":
        more = schema.get("additionalProperties")
        free = {"a.b/c": instance(more, definitions)} if isinstance(more, dict) else {}
        return free | {key: instance(inner, definitions, key) for key, inner in schema.get("properties", {}).items()}
    if kind == "array":
        return [instance(schema["items"], definitions, name)]
    text = "docker.io/acme/x:v1" if name == "image" else "no: {{ .Values.x }} <&> 'a'"
    return {"boolean": False, "integer": 3000000, "number": 1.5}.get(kind, text)


@pytest.mark.parametrize("version", VERSIONS)
def test_every_field_that_kubernetes_has_and_the_model_lacks_stands_in_the_pod_as_it_was_written(version: str) -> None:
    schema = pieces(version)
    definitions = {**schema["$defs"], "depth": 4}
    owned = {"pod": hatches.POD | hatches.POD_THAT_STAYS, "container": hatches.CONTAINER | hatches.CONTAINER_THAT_STAYS}
    given = {
        hatch: {
            field: instance(inner, definitions, field)
            for field, inner in schema["properties"][hatch]["properties"].items()
            if field not in owned[hatch]
        }
        for hatch in ("pod", "container")
    }
    app = over(WEB, {**given, "shutdown": {"delay": "0s"}})

    workload = objects(files({"app": app}, {"dev": environment(kubernetes=version)}), "app")["Deployment"]

    assert len(given["pod"]) > 25
    assert {field: spec(workload)[field] for field in given["pod"]} == given["pod"]
    assert {field: container(workload)[field] for field in given["container"]} == given["container"]


def test_volumes_mounts_and_sources_of_variables_are_added_to() -> None:
    keys = {
        "env": {"A": "b"},
        "writable": ["/tmp"],
        "pod": {"volumes": [{"name": "shared", "emptyDir": {}}]},
        "container": {
            "volumeMounts": [{"name": "shared", "mountPath": "/shared", "readOnly": True}],
            "envFrom": [{"secretRef": {"name": "extra"}}],
        },
    }

    found = deployment(**keys)

    assert spec(found)["volumes"] == [
        {"name": "tmp", "emptyDir": {"sizeLimit": "64Mi"}},
        {"name": "shared", "emptyDir": {}},
    ]
    assert container(found)["volumeMounts"] == [
        {"name": "tmp", "mountPath": "/tmp"},
        {"name": "shared", "mountPath": "/shared", "readOnly": True},
    ]
    assert container(found)["envFrom"] == [{"secretRef": {"name": "extra"}}, {"configMapRef": {"name": "app-env"}}]


def test_they_are_all_there_is_where_the_service_has_none() -> None:
    found = deployment(
        pod={"volumes": [{"name": "a", "emptyDir": {}}]},
        container={"volumeMounts": [{"name": "a", "mountPath": "/a"}], "envFrom": [{"secretRef": {"name": "x"}}]},
    )

    assert [volume["name"] for volume in spec(found)["volumes"]] == ["a"]
    assert [mount["name"] for mount in container(found)["volumeMounts"]] == ["a"]
    assert len(container(found)["envFrom"]) == 1


@pytest.mark.parametrize(
    "constraints", [[], [{"maxSkew": 1, "topologyKey": "x", "whenUnsatisfiable": "DoNotSchedule"}]]
)
def test_what_the_generator_writes_without_a_key_of_its_own_is_replaced(constraints: list[Any]) -> None:
    pod = {
        "automountServiceAccountToken": True,
        "enableServiceLinks": True,
        "topologySpreadConstraints": constraints,
    }

    found = deployment(pod=pod, container={"imagePullPolicy": "Always"})

    assert {key: spec(found)[key] for key in pod} == pod
    assert container(found)["imagePullPolicy"] == "Always"


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({}, {"preStop": {"sleep": {"seconds": 20}}}),
        ({"container": {"lifecycle": {}}}, {"preStop": {"sleep": {"seconds": 20}}}),
        (
            {"container": {"lifecycle": {"postStart": {"exec": {"command": ["x"]}}}}},
            {"preStop": {"sleep": {"seconds": 20}}, "postStart": {"exec": {"command": ["x"]}}},
        ),
        (
            {"shutdown": {"delay": "0s"}, "container": {"lifecycle": {"preStop": {"exec": {"command": ["x"]}}}}},
            {"preStop": {"exec": {"command": ["x"]}}},
        ),
    ],
)
def test_hooks_stand_beside_the_pause_before_the_signal(keys: dict[str, Any], expected: dict[str, Any]) -> None:
    assert container(deployment(**keys))["lifecycle"] == expected


def test_an_environment_that_has_no_part_in_it_has_the_pod_of_ever() -> None:
    own = {
        "pod": {"automountServiceAccountToken": True, "volumes": [{"name": "a", "emptyDir": {}}], "hostname": "x"},
        "container": {
            "imagePullPolicy": "Always",
            "lifecycle": {"postStart": {"sleep": {"seconds": 1}}},
            "envFrom": [{"secretRef": {"name": "x", "optional": True}}],
            "volumeMounts": [{"name": "a", "mountPath": "/a"}],
        },
    }
    dev = environment(1, "dev.example.com", services={"app": own})
    prod = environment(2, "example.com")

    with_hatch = rendered(generated(files({"app": WEB}, {"dev": dev, "prod": prod})))["prod"]
    without = rendered(generated(files({"app": WEB}, {"prod": prod})))["prod"]

    assert with_hatch["app"] == without["app"]


def test_side_containers_count_for_the_quota() -> None:
    many = {"requests": {"cpu": "3", "memory": "6Gi"}}
    odd = {"requests": {"cpu": "1e3", "memory": "1e9", "nvidia.com/gpu": "1"}}
    sides = [{**SIDE, "resources": many}, {**SIDE, "name": "b", "resources": odd}, {**SIDE, "name": "c"}]
    once = {**SIDE, "name": "d", "restartPolicy": None, "resources": many}
    once = {key: value for key, value in once.items() if value is not None}

    def quota(pod: dict[str, Any]) -> Any:
        platform = rendered(generated(files({"app": over(WEB, {"pod": pod})})))["dev"]["platform"]
        return next(one["spec"]["hard"] for one in platform if one["kind"] == "ResourceQuota")

    assert (
        quota({}) == quota({"initContainers": [once]}) == {"pods": "32", "requests.cpu": "4", "requests.memory": "8Gi"}
    )
    assert quota({"initContainers": sides}) == {"pods": "32", "requests.cpu": "8", "requests.memory": "16Gi"}


def test_a_chart_that_uses_no_hatch_reads_as_ever() -> None:
    text = generated(files({"app": WEB})).files["charts/app/templates/deployment.yaml"]

    assert ".Values.pod" not in text
    assert ".Values.container" not in text
    assert "pod" not in charts({"app": WEB})["app"].values["dev"]

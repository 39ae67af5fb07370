"""What the API server makes of an object and of a change, where no observed case says it."""

from __future__ import annotations

import copy
import time
from typing import Any

import pytest

from generator.diff.nouns import Around, Identity, Object, Subject, Way
from generator.diff.settled import changes, merged, restarts, settled

WEB = Identity("apps", "Deployment", "shop", "web")


def deployment(container: dict[str, Any] | None = None, **spec: Any) -> dict[str, Any]:
    web = {"name": "web", "image": "web:1", **(container or {})}
    template = {"metadata": {"labels": {"app": "web"}}, "spec": {"containers": [web]}}
    selector = {"matchLabels": {"app": "web"}}
    meta = {"name": "web", "namespace": "shop"}
    spec = {"selector": selector, "template": template, **spec}
    return {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": meta, "spec": spec}


def subject(base: Object | None, head: Object | None, way: Way = Way.CLIENT, **known: Any) -> Subject:
    return Subject(WEB, base, head, way, **known)


def variables(*values: str) -> dict[str, Any]:
    return {"env": [{"name": "A", "value": value} for value in values]}


@pytest.mark.parametrize("way", Way)
def test_an_object_that_is_written_again_does_not_change(way: Way) -> None:
    assert not changes(subject(deployment(), deployment(), way))


def test_what_is_settled_stays_settled() -> None:
    once = settled(deployment(variables("1"), strategy={"type": "RollingUpdate"}))

    assert settled(once) == once


def test_the_objects_themselves_are_left_as_they_were() -> None:
    base, head = deployment(variables("1")), deployment(variables("2"), replicas=2)
    before = copy.deepcopy((base, head))

    for way in Way:
        merged(subject(base, head, way))

    assert (base, head) == before


def test_an_edit_of_a_name_that_stands_twice_lands_on_the_wrong_entry_under_client_side_apply() -> None:
    after = merged(subject(deployment(variables("1", "2")), deployment(variables("3", "4"))))

    assert [one["value"] for one in after["spec"]["template"]["spec"]["containers"][0]["env"]] == ["3", "2"]


@pytest.mark.parametrize("way", [Way.CLIENT, Way.SERVER])
def test_a_default_that_followed_from_a_former_value_stays(way: Way) -> None:
    after = merged(subject(deployment(), deployment({"image": "web:latest"}), way))

    assert after["spec"]["template"]["spec"]["containers"][0]["imagePullPolicy"] == "IfNotPresent"


def test_replacing_takes_the_default_anew() -> None:
    after = merged(subject(deployment(), deployment({"image": "web:latest"}), Way.REPLACE))

    assert after["spec"]["template"]["spec"]["containers"][0]["imagePullPolicy"] == "Always"


def test_a_deployment_takes_the_same_amount_for_no_change_of_its_pods_and_a_stateful_set_does_not() -> None:
    base, head = (deployment({"resources": {"limits": {"memory": much}}}) for much in ("1Gi", "1073741824"))

    assert changes(subject(base, head))
    assert not restarts(subject(base, head))
    assert restarts(subject({**base, "kind": "StatefulSet"}, {**head, "kind": "StatefulSet"}))


def test_a_volume_of_the_pod_alone_has_the_defaults_of_a_claim() -> None:
    def pod(**more: str) -> dict[str, Any]:
        claim = {"spec": {"accessModes": ["ReadWriteOnce"], **more}}
        body = {"volumes": [{"name": "scratch", "ephemeral": {"volumeClaimTemplate": claim}}], "containers": []}
        return {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web"}, "spec": body}

    assert not changes(subject(pod(), pod(volumeMode="Filesystem")))
    assert changes(subject(pod(), pod(volumeMode="Block")))


POLICY = {"apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy"}
NAMES = {"kind": "Widget", "plural": "widgets"}
DEFINITION = {"apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition"}


@pytest.mark.parametrize(
    ("kind", "spec", "spelled", "other"),
    [
        (POLICY, {}, {"policyTypes": ["Ingress"]}, {"policyTypes": ["Ingress", "Egress"]}),
        (POLICY, {"egress": [{}]}, {"policyTypes": ["Ingress", "Egress"]}, {"policyTypes": ["Egress"]}),
        (
            DEFINITION,
            {"names": NAMES},
            {"names": {**NAMES, "singular": "widget", "listKind": "WidgetList"}},
            {"names": {**NAMES, "singular": "gadget"}},
        ),
    ],
    ids=["ingress", "egress", "names"],
)
def test_a_default_that_is_spelled_out_is_no_change(kind: Object, spec: Any, spelled: Any, other: Any) -> None:
    base, same, head = ({**kind, "spec": {**spec, **more}} for more in ({}, spelled, other))

    assert not changes(subject(base, same))
    assert changes(subject(base, head))


def test_a_paused_deployment_makes_no_other_pods() -> None:
    head = deployment({"image": "web:2"}, paused=True)

    assert not restarts(subject(deployment(), head))


@pytest.mark.parametrize(("way", "replicas"), [(Way.SERVER, 4), (Way.CLIENT, 1)])
def test_replicas_that_leave_git_stay_where_an_autoscaler_owns_them_under_server_side_apply(
    way: Way, replicas: int
) -> None:
    target = {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"}
    scaler = {"apiVersion": "autoscaling/v2", "spec": {"scaleTargetRef": target, "maxReplicas": 9}}
    around = Around({Identity("autoscaling", "HorizontalPodAutoscaler", "shop", "web"): scaler})

    after = merged(subject(deployment(replicas=4), deployment(), way, around=around))

    assert after["spec"]["replicas"] == replicas


def test_a_custom_object_has_the_defaults_of_its_definition() -> None:
    size = {"type": "integer", "default": 3}
    schema = {"properties": {"spec": {"type": "object", "properties": {"size": size}}}}
    versions = [{"name": "v1", "schema": {"openAPIV3Schema": schema}}]
    definition = {"spec": {"group": "example.com", "names": {"kind": "Widget"}, "versions": versions}}
    around = Around({}, {Identity("", "CustomResourceDefinition", "", "widgets.example.com"): definition})
    base, head = ({"apiVersion": "example.com/v1", "kind": "Widget", "spec": spec} for spec in ({}, {"size": 3}))

    assert not changes(subject(base, head, around=around))
    assert changes(subject(base, head))


@pytest.mark.parametrize("way", Way)
def test_five_thousand_changed_objects_take_less_than_a_second(way: Way) -> None:
    names = [{"name": f"N{number}", "value": str(number)} for number in range(12)]
    many = [
        subject(deployment({"env": names}), deployment({"env": names, "image": f"web:v{number}"}), way)
        for number in range(1000)
    ]

    def seconds() -> float:
        began = time.process_time()
        assert all(changes(one) and restarts(one) for one in many)
        return time.process_time() - began

    assert min(seconds() for _ in range(3)) * 5 < 1


@pytest.mark.parametrize("broken", [{"spec": 1}, {"spec": {"template": {"spec": {"containers": [[]]}}}}])
@pytest.mark.parametrize("way", Way)
def test_an_object_that_no_type_of_the_server_fits_is_told_as_it_is_written(broken: Object, way: Way) -> None:
    odd = subject(deployment(), {**deployment(), **broken}, way)

    assert changes(odd)
    assert restarts(odd)

"""What is noise, of which class; and what never is."""

from __future__ import annotations

from typing import Any

import pytest

from generator.diff.compare import edits
from generator.diff.compare.noise import classes
from tests.diff.compare.objects import Object, config_map, deployment, thing, told

POD = "spec.template.spec.containers[api]"


def claim(size: Any) -> Object:
    return thing("PersistentVolumeClaim", spec={"resources": {"requests": {"storage": size}}})


@pytest.mark.parametrize(
    ("one", "other"),
    [("1000m", "1"), ("1000m", 1), ("1024Mi", "1Gi"), ("0.5", "500m"), ("1e3", "1k"), ("1500m", 1.5), ("1.0", "1")],
)
def test_a_quantity_in_another_spelling(one: Any, other: Any) -> None:
    [edit] = edits(claim(one), claim(other))

    assert (edit.noise, edit.old, edit.new) == ("same value", one, other)


@pytest.mark.parametrize(("one", "other"), [("1G", "1Gi"), ("1", "1001m"), ("1Gi", "big"), ("100m", "100M")])
def test_another_quantity(one: str, other: str) -> None:
    [edit] = edits(claim(one), claim(other))

    assert edit.noise == ""


def test_a_text_that_is_no_quantity_by_its_place_is_another_text() -> None:
    [edit] = edits(config_map(cpu="1000m"), config_map(cpu="1"))

    assert edit.noise == ""


def test_the_default_protocol_spelled_out() -> None:
    before, after = {"containerPort": 80}, {"containerPort": 80, "protocol": "TCP"}

    assert told(deployment(ports=[before]), deployment(ports=[after])) == [
        f"{POD}.ports[80].protocol: nothing → 'TCP' (same value)"
    ]


@pytest.mark.parametrize("empty", [None, []])
def test_an_empty_list_is_as_if_it_were_not_there(empty: Any) -> None:
    [edit] = edits(deployment(), deployment(env=empty))

    assert edit.noise == "same value"


def test_an_empty_mapping_is_as_if_it_were_not_there_where_it_says_nothing() -> None:
    [labels] = edits(thing("Service"), {**thing("Service"), "metadata": {"name": "api", "labels": {}}})
    [resources] = edits(deployment(), deployment(resources={}))

    assert (labels.noise, resources.noise) == ("same value", "same value")


@pytest.mark.parametrize("field", ["securityContext", "emptyDir", "podSelector"])
def test_an_empty_mapping_that_means_something_is_a_change(field: str) -> None:
    [edit] = edits(deployment(), deployment(**{field: {}}))

    assert edit.noise == ""


def test_an_empty_list_of_a_kind_that_nobody_knows_is_a_change() -> None:
    [edit] = edits(thing("Thing", "e.com/v1", spec={"a": 1}), thing("Thing", "e.com/v1", spec={"a": 1, "b": []}))

    assert edit.noise == ""


def test_three_as_a_fraction_is_another_type_only() -> None:
    [edit] = edits(thing("Thing", "e.com/v1", spec={"a": 3}), thing("Thing", "e.com/v1", spec={"a": 3.0}))

    assert edit.noise == "type only"


@pytest.mark.parametrize("value", [3, True])
def test_a_number_where_the_schema_wants_a_text_is_no_noise(value: Any) -> None:
    [edit] = edits(
        deployment(env=[{"name": "A", "value": str(value)}]), deployment(env=[{"name": "A", "value": value}])
    )

    assert edit.noise == ""


def test_true_is_another_value_than_one() -> None:
    [edit] = edits(thing("Thing", "e.com/v1", spec={"a": 1}), thing("Thing", "e.com/v1", spec={"a": True}))

    assert (edit.noise, edit.new) == ("", True)


def test_ca_bundle_only() -> None:
    def hook(bundle: str) -> Object:
        webhooks = [{"name": "w", "clientConfig": {"caBundle": bundle}}]
        return thing("ValidatingWebhookConfiguration", "admissionregistration.k8s.io/v1", webhooks=webhooks)

    [edit] = edits(hook("bm90IG9uZQ=="), hook("bm90IHR3bw=="))

    assert (edit.path, edit.noise) == ("webhooks[w].clientConfig.caBundle", "")


def labelled(**labels: str) -> Object:
    return {**thing("Service"), "metadata": {"name": "api", "labels": labels}}


@pytest.mark.parametrize(
    ("label", "noise"),
    [
        ("helm.sh/chart", "chart labels"),
        ("app.kubernetes.io/version", "chart labels"),
        ("chart", "chart labels"),
        ("heritage", "chart labels"),
        ("app.kubernetes.io/managed-by", "chart labels"),
        ("argocd.argoproj.io/instance", "tracking"),
        ("app.kubernetes.io/instance", "tracking"),
        ("app.kubernetes.io/name", ""),
    ],
)
def test_labels_of_a_chart_are_noise(label: str, noise: str) -> None:
    [edit] = edits(labelled(**{label: "1"}), labelled(**{label: "2"}))

    assert (edit.path, edit.noise) == (
        f'metadata.labels["{label}"]' if "/" in label else f"metadata.labels.{label}",
        noise,
    )


@pytest.mark.parametrize("above", [("selector", "matchLabels"), ("template", "metadata", "labels")])
def test_labels_in_a_selector_or_of_pods_are_none(above: tuple[str, ...]) -> None:
    def workload(version: str) -> Object:
        spec: Any = {"app.kubernetes.io/version": version}
        for key in reversed(above):
            spec = {key: spec}
        return thing("Deployment", "apps/v1", spec=spec)

    [edit] = edits(workload("1"), workload("2"))

    assert edit.noise == ""


def test_a_checksum_of_pods_starts_them_anew_and_one_elsewhere_does_nothing() -> None:
    def workload(checksum: str) -> Object:
        annotated = {"annotations": {"checksum/config": checksum}}
        return {**thing("Deployment", "apps/v1", spec={"template": {"metadata": annotated}}), "metadata": annotated}

    assert told(workload("a"), workload("b")) == [
        "metadata.annotations[\"checksum/config\"]: 'a' → 'b' (checksum) (checksum)",
        "spec.template.metadata.annotations[\"checksum/config\"]: 'a' → 'b' (checksum)",
    ]


def test_what_only_the_server_writes_is_noise() -> None:
    found = edits(thing("Service"), {**thing("Service", status={"x": 1}), "metadata": {"name": "api", "uid": "1"}})

    assert [edit.noise for edit in found] == ["status", "status"]


def test_a_newline_at_the_end_is_noise() -> None:
    [edit] = edits(config_map(a="x\ny"), config_map(a="x\ny\n"))

    assert edit.noise == "layout"


def test_another_version_of_the_api_alone_is_told_as_such() -> None:
    assert told(
        thing("HorizontalPodAutoscaler", "autoscaling/v1"), thing("HorizontalPodAutoscaler", "autoscaling/v2")
    ) == ["apiVersion: 'autoscaling/v1' → 'autoscaling/v2' (API version)"]


def test_the_order_of_metrics_is_noise_as_the_controller_changes_it_too() -> None:
    cpu, memory = ({"type": "Resource", "resource": {"name": name}} for name in ("cpu", "memory"))

    [edit] = edits(
        thing("HorizontalPodAutoscaler", "autoscaling/v2", spec={"metrics": [cpu, memory]}),
        thing("HorizontalPodAutoscaler", "autoscaling/v2", spec={"metrics": [memory, cpu]}),
    )

    assert (edit.about, edit.noise) == ("order changed", "order")


def test_what_the_server_stores_alike_is_noise() -> None:
    def settled(one: Any) -> dict[str, Any]:
        return {**one, "spec": {"replicas": 1, "strategy": {"type": "RollingUpdate"}, **one["spec"]}}

    before, after = deployment(), deployment(image="x")
    after["spec"]["strategy"] = {"type": "RollingUpdate"}
    found = edits(before, after, settled)

    assert [(edit.path, edit.noise) for edit in found] == [
        ("spec.strategy.type", "same value"),
        (f"{POD}.image", ""),
    ]


def test_noise_is_counted_by_its_class() -> None:
    before, after = labelled(chart="1", heritage="a", app="x"), labelled(chart="2", heritage="b", app="y")

    assert classes(edits(before, after)) == {"chart labels": 2}

"""What `pod` and `container` may not say."""

from __future__ import annotations

import pytest

from generator.parts import hatches
from tests.validate.shop import said

API = "config/services/api.yaml"


@pytest.mark.parametrize("field", sorted(hatches.POD | hatches.POD_THAT_STAYS))
def test_a_field_of_the_pod_that_the_model_owns_is_refused_with_the_key_that_does_it(field: str) -> None:
    hint = (hatches.POD | hatches.POD_THAT_STAYS)[field]

    assert said(api=f"pod: {{{field}: x}}\n") == [
        f"{API}:4:7: owned-field: `pod.{field}` is written by the generator | {hint}"
    ]


@pytest.mark.parametrize("field", sorted(hatches.CONTAINER | hatches.CONTAINER_THAT_STAYS))
def test_a_field_of_the_container_that_the_model_owns_is_refused_too(field: str) -> None:
    hint = (hatches.CONTAINER | hatches.CONTAINER_THAT_STAYS)[field]

    assert said(api=f"container: {{{field}: x}}\n") == [
        f"{API}:4:13: owned-field: `container.{field}` is written by the generator | {hint}"
    ]


def test_the_keys_that_are_named_instead_are_there() -> None:
    assert hatches.POD["nodeSelector"] == "write `nodeSelector` beside `pod`"
    assert hatches.CONTAINER_THAT_STAYS["livenessProbe"] == "write `probes.liveness` beside `container`"


def test_a_job_has_no_probes_and_no_ports_of_its_own_and_ends_by_its_deadline() -> None:
    job = 'kind: cronjob\nschedule: "0 0 * * *"\nimage: {repository: acme/b, tag: v1}\n'
    free = "container: {livenessProbe: {}, ports: []}\n"

    assert said(more={API: f"{job}pod: {{terminationGracePeriodSeconds: 5}}\n{free}"}) == []
    assert said(more={API: f"{job}pod: {{activeDeadlineSeconds: 5}}\n"}) == [
        f"{API}:4:7: owned-field: `pod.activeDeadlineSeconds` is written by the generator"
        " | write `deadline` beside `pod`"
    ]


def test_services_that_share_a_disk_say_nothing_of_the_node_they_run_on() -> None:
    worker = "kind: worker\nimage: {repository: acme/b, tag: v1}\nrunAsUser: 5\nvolumes: {/data: 1Gi}\n"
    owner = {"config/services/b.yaml": worker}
    affinity = "pod: {affinity: {nodeAffinity: {}}}\n"

    assert said(api=f"{affinity}needs: {{b: {{}}}}\nvolumes: {{/data: {{from: b}}}}\n", more=owner) == [
        f"{API}:4:7: owned-field: `pod.affinity` is written by the generator"
        " | remove it: services that share a disk run on one node"
    ]
    assert said(api=f"{affinity}runAsUser: 5\nvolumes: {{/data: 1Gi}}\n") == []


def test_a_hook_before_the_end_needs_the_pause_to_go() -> None:
    hook = "container: {lifecycle: {preStop: {exec: {command: [x]}}}}\n"

    assert said(api=hook) == [
        f"{API}:4:25: owned-field: `container.lifecycle.preStop` is written by the generator"
        " | set `shutdown.delay` to `0s` to have a hook of your own, which then also waits for load balancers"
    ]
    assert said(api=f"shutdown: {{delay: 0s}}\n{hook}") == []
    assert said(api="container: {lifecycle: {postStart: {exec: {command: [x]}}}}\n") == []


def test_a_value_in_a_list_is_something_and_no_date() -> None:
    assert said(api="pod:\n  volumes:\n    - {name: a, emptyDir: null}\n  hostname: 2026-01-01\n") == [
        f"{API}:6:17: null-in-hatch: found nothing (null), expected a value | give it a value, such as `{{}}`, or "
        "remove the line",
        f"{API}:7:13: wrong-type: found the date `2026-01-01`, expected text | quote it",
    ]


def test_images_come_by_the_same_rules_as_everywhere() -> None:
    pod = "pod:\n  initContainers:\n"

    def image(text: str) -> list[str]:
        return said(api=f"{pod}    - {{name: a, image: {text}}}\n")

    assert image("docker.io/acme/side:v1") == []
    assert image("acme/side@sha256:" + "0" * 64) == []
    assert image("acme/side") == [
        f"{API}:6:24: missing-tag: the image `acme/side` has neither tag nor digest"
        " | add `:` and the version that runs now"
    ]
    assert image("acme/side:latest") == [
        f"{API}:6:24: bad-image: found `latest`, expected a tag that stays what it is"
        " | write the version that runs now, or add its `digest`"
    ]
    assert image("Acme/side:v1") == [
        f"{API}:6:24: bad-image: found `Acme/side`, expected an image repository such as `docker.io/library/nginx`"
        " | did you mean `acme/side`?"
    ]
    assert image("ghcr.io/evil/side:v1") == [
        f"{API}:6:24: unlisted-registry: the image `ghcr.io/evil/side:v1` is from a registry that is not listed"
        " | use a listed registry, or add this one to `registries`"
        " | config/platform.yaml:6:1 the registries are listed here"
    ]


def test_no_text_is_a_secret() -> None:
    instead = "take it from a Secret, by `valueFrom.secretKeyRef`; replace it, as git keeps it"
    key = "AKIA" + "ABCDEFGHIJKLMNOP"

    assert said(api=f"container: {{workingDir: {key}}}\n") == [
        f"{API}:4:25: plain-secret: found a value that is not shown, expected no secret: it looks like a key or a token"
        f" | {instead}"
    ]
    variables = "[{name: DB_PASSWORD, value: correct-horse}, {name: MODE, value: correct-horse}]"
    assert said(api=f"pod: {{initContainers: [{{name: a, image: acme/a:v1, env: {variables}}}]}}\n") == [
        f"{API}:4:85: plain-secret: the variable `DB_PASSWORD` names a secret, and its value is text that git keeps"
        f" | {instead}"
    ]


@pytest.mark.parametrize("value", ["3", "[]", "[3]", "text", "{initContainers: {}}", "{initContainers: [3, {env: 3}]}"])
@pytest.mark.parametrize("hatch", ["pod", "container"])
def test_a_hatch_of_any_shape_is_a_fleet_or_a_problem(hatch: str, value: str) -> None:
    assert all(line.startswith(API) for line in said(api=f"{hatch}: {value}\n"))
    assert all(line.startswith(API) for line in said(api=f"{hatch}: {{lifecycle: {value}, volumes: {value}}}\n"))


@pytest.mark.parametrize("number", [0x7F, 0x85, 0x9B, 0xFFFE, 0xFFFF])
def test_a_character_that_helm_loses_is_told_in_a_hatch_and_in_an_object(number: int) -> None:
    words = f"bad-character: found the character U+{number:04X}, which Helm loses or refuses in a whole object"
    told = f"{words} | remove it; `env` and `files` keep it"
    body = f'apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: a}}\ndata: {{"a\\u{number:04x}": {{b: c}}}}\n'

    assert said(api=f'pod: {{hostname: "a\\u{number:04x}"}}\n') == [f"config/services/api.yaml:4:17: {told}"]
    assert said(api="objects: [files/x.yaml]\n", more={"config/files/x.yaml": body}) == [
        f"config/files/x.yaml:4:8: {told}"
    ]

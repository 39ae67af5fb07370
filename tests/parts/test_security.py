"""Security contexts of a pod: the strictest ones, and what a service says over them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.repositories import JOB, WEB, container, environment, files, generated, objects, over, rendered

STRICT = {"allowPrivilegeEscalation": False, "readOnlyRootFilesystem": True, "capabilities": {"drop": ["ALL"]}}


def contexts(workload: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The pod's and its container's."""
    template = workload["spec"].get("jobTemplate", workload)["spec"]["template"]
    return template["spec"]["securityContext"], container(workload)["securityContext"]


@pytest.mark.parametrize(("service", "kind"), [(WEB, "Deployment"), (JOB, "CronJob")])
def test_each_field_goes_where_kubernetes_has_it_and_what_both_have_to_the_pod(
    service: dict[str, Any], kind: str
) -> None:
    given = {
        "runAsGroup": 0,
        "supplementalGroups": [5],
        "seccompProfile": {"type": "Localhost", "localhostProfile": "a.json"},
        "readOnlyRootFilesystem": False,
        "capabilities": {"add": ["NET_BIND_SERVICE"]},
    }

    pod, own = contexts(objects(files({"app": over(service, {"securityContext": given})}), "app")[kind])

    assert pod == {
        "runAsNonRoot": True,
        "runAsUser": 1000,
        "runAsGroup": 0,
        "fsGroup": 1000,
        "supplementalGroups": [5],
        "seccompProfile": {"type": "Localhost", "localhostProfile": "a.json"},
    }
    assert own == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": False,
        "capabilities": {"add": ["NET_BIND_SERVICE"], "drop": ["ALL"]},
    }


def test_without_a_user_the_image_says_who_runs() -> None:
    app = over({key: value for key, value in WEB.items() if key != "runAsUser"}, {"securityContext": {"fsGroup": 7}})

    assert contexts(objects(files({"app": app}), "app")["Deployment"])[0] == {
        "runAsNonRoot": True,
        "fsGroup": 7,
        "seccompProfile": {"type": "RuntimeDefault"},
    }


def test_what_one_environment_loosens_stays_strict_elsewhere() -> None:
    own = {"securityContext": {"runAsNonRoot": False, "readOnlyRootFilesystem": False}, "runAsUser": None}
    dev = environment(1, "dev.example.com", podSecurity="baseline", services={"app": own})
    source = files({"app": WEB}, {"dev": dev, "prod": environment(2, "example.com")})
    whole = rendered(generated(source))

    (loose,) = (one for one in whole["dev"]["app"] if one["kind"] == "Deployment")
    (tight,) = (one for one in whole["prod"]["app"] if one["kind"] == "Deployment")

    assert contexts(loose)[0] == {"runAsNonRoot": False, "seccompProfile": {"type": "RuntimeDefault"}}
    assert contexts(loose)[1] == {**STRICT, "readOnlyRootFilesystem": False}
    user = {"runAsUser": 1000, "runAsGroup": 1000, "fsGroup": 1000}
    assert contexts(tight) == (
        {"runAsNonRoot": True, **user, "seccompProfile": {"type": "RuntimeDefault"}},
        STRICT,
    )


def test_volumes_belong_to_the_group_that_their_owner_says() -> None:
    owner = over(WEB, {"volumes": {"/data": "1Gi"}, "securityContext": {"fsGroup": 7}})
    taker = over(WEB, {"runAsUser": 5, "needs": {"app": {}}, "volumes": {"/data": {"from": "app"}}})
    strict = over(WEB, {"volumes": {"/data": "1Gi"}, "securityContext": {"supplementalGroups": [5]}})
    source = files({"app": owner, "other": taker, "third": strict})

    groups = {
        name: {
            key: contexts(objects(source, name)["Deployment"])[0].get(key) for key in ("fsGroup", "fsGroupChangePolicy")
        }
        for name in ("app", "other", "third")
    }

    assert groups == {
        "app": {"fsGroup": 7, "fsGroupChangePolicy": "OnRootMismatch"},
        "other": {"fsGroup": 7, "fsGroupChangePolicy": "OnRootMismatch"},
        "third": {"fsGroup": 1000, "fsGroupChangePolicy": "OnRootMismatch"},
    }


def test_a_job_on_the_image_of_its_service_runs_like_it() -> None:
    app = over(WEB, {"securityContext": {"runAsGroup": 7}, "before": {"a": {"command": ["x"]}}})

    (job,) = (one for one in rendered(generated(files({"app": app})))["dev"]["app"] if one["kind"] == "Job")
    assert contexts(job)[0]["runAsGroup"] == 7


def test_a_chart_that_says_nothing_of_it_reads_as_ever() -> None:
    text = generated(files({"app": WEB})).files["charts/app/templates/deployment.yaml"]

    assert "ofPod" not in text
    assert "ofContainer" not in text

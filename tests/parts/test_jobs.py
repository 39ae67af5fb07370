"""Jobs around a rollout: their order, what they have of their service, and what tells them apart from it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from generator.check import check
from generator.pipeline import objects as all_rendered
from tests.repositories import (
    POSTGRES,
    RESOURCES,
    WEB,
    WORKER,
    charts,
    container,
    environment,
    files,
    generated,
    over,
    rendered,
)

Data = dict[str, Any]

MIGRATE: Data = {"command": ["npm", "run", "migrate"]}
APP: Data = over(
    WEB,
    {
        "needs": {"db": {}},
        "env": {"MODE": "fast", "TOKEN": {"secret": "token"}},
        "files": {"/etc/app.conf": "files/app.conf"},
        "writable": ["/tmp"],
    },
)
MOUNTED = {"app.conf": b"a = 1\n", "job.sql": b"SELECT 1;\n"}


def services(app: Data) -> dict[str, Data]:
    return {"app": over(APP, app), "db": POSTGRES}


def values(app: Data, **keywords: Any) -> Data:
    """The values of the jobs, by stage."""
    found = charts(services(app), mounted=MOUNTED, **keywords)["app"].values["dev"]
    return {stage: found[stage] for stage in ("before", "after") if stage in found}


def release(
    app: Data, environments: Mapping[str, Data] | None = None, name: str = "dev"
) -> dict[tuple[str, str], Data]:
    """(kind, name) -> object of the service's release."""
    whole = generated(files(services(app), environments, mounted=MOUNTED))
    return {(one["kind"], one["metadata"]["name"]): one for one in rendered(whole, [name])[name]["app"]}


def wave(body: Data) -> str | None:
    found: str | None = body["metadata"].get("annotations", {}).get("argocd.argoproj.io/sync-wave")
    return found


def variables(body: Data) -> dict[str, str]:
    """variable -> the Secret that it comes from."""
    named = container(body).get("env", [])
    return {one["name"]: one["valueFrom"]["secretKeyRef"]["name"] for one in named}


def sources(body: Data) -> list[str]:
    """The ConfigMaps that a job takes variables from."""
    return [one["configMapRef"]["name"] for one in container(body).get("envFrom", [])]


def test_a_job_that_says_nothing_has_all_of_its_service() -> None:
    found = release({"before": {"migrate": MIGRATE}, "nodeSelector": {"kubernetes.io/arch": "arm64"}})
    job, web = found["Job", "app-migrate"], found["Deployment", "app"]
    pod, other = job["spec"]["template"]["spec"], web["spec"]["template"]["spec"]

    assert [name for kind, name in found if kind in ("ConfigMap", "ExternalSecret")] == ["app-env", "app-files", "app"]
    assert container(job)["image"] == container(web)["image"]
    assert container(job)["resources"] == container(web)["resources"]
    assert container(job)["volumeMounts"] == container(web)["volumeMounts"]
    assert container(job)["securityContext"] == container(web)["securityContext"]
    assert variables(job) == {"TOKEN": "app"}
    assert sources(job) == ["app-env"]
    for key in ("serviceAccountName", "automountServiceAccountToken", "nodeSelector", "securityContext", "volumes"):
        assert pod[key] == other[key]


def test_what_a_job_says_comes_beside_what_its_service_says() -> None:
    own = {**MIGRATE, "env": {"STEP": "one", "KEY": {"from": "db.password"}}, "files": {"/job.sql": "files/job.sql"}}
    found = release({"before": {"migrate": own}})
    job = found["Job", "app-migrate"]

    assert sources(job) == ["app-env", "app-migrate-env"]
    assert found["ConfigMap", "app-migrate-env"]["data"] == {"STEP": "one"}
    assert variables(job) == {"TOKEN": "app", "KEY": "app-migrate"}
    assert found["ExternalSecret", "app-migrate"]["spec"]["target"]["name"] == "app-migrate"
    assert [mount["mountPath"] for mount in container(job)["volumeMounts"]] == ["/tmp", "/etc/app.conf", "/job.sql"]
    assert found["ConfigMap", "app-migrate-files"]["data"] == {"app.conf": "a = 1\n", "job.sql": "SELECT 1;\n"}
    assert sources(found["Deployment", "app"]) == ["app-env"]


def test_what_a_job_says_otherwise_counts() -> None:
    plain = release({"before": {"migrate": {**MIGRATE, "env": {"TOKEN": "none", "MODE": {"secret": "mode"}}}}})
    secret = release({"before": {"migrate": {**MIGRATE, "env": {"TOKEN": {"from": "db.url"}}}}})

    assert variables(plain["Job", "app-migrate"]) == {"MODE": "app-migrate"}
    assert sources(plain["Job", "app-migrate"]) == ["app-env", "app-migrate-env"]
    assert variables(secret["Job", "app-migrate"]) == {"TOKEN": "app-migrate"}


def test_a_job_on_another_image_has_neither_the_folders_nor_the_resources_of_its_service() -> None:
    found = values({"before": {"seed": {"image": {"repository": "acme/seed", "tag": "v2"}}}})["before"]["seed"]

    assert found["image"] == {"repository": "docker.io/acme/seed", "tag": "v2"}
    assert "writable" not in found
    assert found["resources"]["requests"] == {"cpu": "100m", "memory": "128Mi", "ephemeral-storage": "64Mi"}
    assert found["runAsUser"] == 1000


def test_a_job_may_take_the_image_of_any_service() -> None:
    app = {"before": {"fill": {"image": {"from": "other"}}}}
    found = charts({**services(app), "other": over(WORKER, {"image": {"tag": "v7"}})}, mounted=MOUNTED)["app"]

    assert found.values["dev"]["before"]["fill"]["image"] == {"repository": "docker.io/acme/app", "tag": "v7"}


def test_jobs_come_in_the_order_in_which_they_are_written_around_the_workload() -> None:
    app = {
        "before": {"z": MIGRATE, "a": MIGRATE},
        "after": {"warm": MIGRATE},
        "scaling": {"min": 2, "max": 3, "cpu": 70},
    }
    found = release(app)
    waves = {f"{kind}/{name}": at for (kind, name), body in found.items() if (at := wave(body)) is not None}

    assert waves == {
        "ConfigMap/app-env": "-100",
        "ConfigMap/app-files": "-100",
        "ExternalSecret/app": "-100",
        "HorizontalPodAutoscaler/app": "100",
        "Job/app-a": "-98",
        "Job/app-warm": "1",
        "Job/app-z": "-99",
        "NetworkPolicy/app": "-100",
        "NetworkPolicy/app-a": "-100",
        "NetworkPolicy/app-z": "-100",
        "ServiceAccount/app": "-100",
    }


def test_an_environment_adds_jobs_after_those_of_the_service_and_takes_them_away() -> None:
    app = {"before": {"migrate": MIGRATE, "seed": MIGRATE}}
    here = {"services": {"app": {"before": {"migrate": None, "fill": {"args": ["fill"]}}}}}
    found = values(app, environments={"dev": environment(**here)})["before"]

    assert {name: job["wave"] for name, job in found.items()} == {"seed": -99, "fill": -98}


def test_a_job_of_one_environment_changes_no_object_of_another() -> None:
    alone = {"dev": environment(1, "dev.example.com"), "prod": environment(2, "example.com")}
    job = {"before": {"migrate": {**MIGRATE, "files": {"/job.sql": "files/job.sql"}}}, "after": {"warm": MIGRATE}}
    with_job = {**alone, "prod": over(alone["prod"], {"services": {"app": job}})}

    assert release({}, with_job) == release({}, alone)
    assert ("Job", "app-migrate") in release({}, with_job, "prod")


def test_files_of_its_own_in_one_environment_and_its_services_in_another() -> None:
    environments = {
        "dev": environment(1, "dev.example.com"),
        "prod": environment(
            2,
            "example.com",
            services={"app": {"before": {"migrate": {"files": {"/job.sql": "files/job.sql"}}}}},
        ),
    }
    maps = {}
    for name in environments:
        found = release({"before": {"migrate": MIGRATE}}, environments, name)
        (volume,) = (
            one for one in found["Job", "app-migrate"]["spec"]["template"]["spec"]["volumes"] if one["name"] == "files"
        )
        maps[name] = volume["configMap"]["name"]

    assert maps == {"dev": "app-files", "prod": "app-migrate-files"}


@pytest.mark.parametrize(
    ("service", "own", "mounted"),
    [({"secret": "conf"}, "files/job.sql", "files"), ("files/app.conf", {"secret": "conf"}, "secret-files")],
    ids=["in place of a secret", "in place of a file"],
)
def test_a_file_of_a_job_stands_in_place_of_its_services(service: Any, own: Any, mounted: str) -> None:
    environments = {
        "dev": environment(1, "dev.example.com"),
        "prod": environment(
            2, "example.com", services={"app": {"before": {"migrate": {"files": {"/etc/app.conf": own}}}}}
        ),
    }
    app = {"files": {"/etc/app.conf": service}, "before": {"migrate": MIGRATE}}
    found = {name: release(app, environments, name) for name in environments}
    mounts = {name: container(one["Job", "app-migrate"])["volumeMounts"] for name, one in found.items()}

    assert mounts["dev"] == container(found["dev"]["Deployment", "app"])["volumeMounts"]
    assert [(mount["mountPath"], mount["name"]) for mount in mounts["prod"]] == [
        ("/tmp", "tmp"),
        ("/etc/app.conf", mounted),
    ]


def test_a_file_of_a_job_has_no_permissions_of_its_services() -> None:
    app = {"files": {"/etc/app.conf": {"source": "files/app.conf", "mode": "0755"}}}
    own = {"/etc/app.conf": "files/app.conf", "/job.sql": "files/job.sql"}
    found = release({**app, "before": {"migrate": {**MIGRATE, "files": own}}})
    (held,) = (
        one for one in found["Job", "app-migrate"]["spec"]["template"]["spec"]["volumes"] if one["name"] == "files"
    )

    assert held["configMap"] == {"name": "app-migrate-files"}


def test_no_selector_of_the_service_takes_the_pods_of_a_job_and_its_peers_know_them() -> None:
    app = {"before": {"migrate": MIGRATE}, "replicas": 2}
    whole = generated(files(services(app), mounted=MOUNTED))
    found = rendered(whole)["dev"]
    own = {(one["kind"], one["metadata"]["name"]): one for one in found["app"]}
    labels = own["Job", "app-migrate"]["spec"]["template"]["metadata"]["labels"]

    for kind in ("Deployment", "PodDisruptionBudget"):
        assert not own[kind, "app"]["spec"]["selector"]["matchLabels"].items() <= labels.items()
    assert not own["Service", "app"]["spec"]["selector"].items() <= labels.items()
    policy = own["NetworkPolicy", "app-migrate"]["spec"]
    assert policy["podSelector"]["matchLabels"].items() <= labels.items()
    assert policy["egress"] == own["NetworkPolicy", "app"]["spec"]["egress"]
    assert "ingress" not in policy
    (database,) = (one for one in found["db"] if one["kind"] == "NetworkPolicy")
    (peer,) = database["spec"]["ingress"][0]["from"]
    assert peer["podSelector"]["matchLabels"].items() <= labels.items()


def test_a_job_ends_in_time_and_is_tried_again() -> None:
    found = release({"before": {"migrate": {**MIGRATE, "timeout": "5m", "retries": 0}}, "after": {"warm": MIGRATE}})
    first, second = (found["Job", name]["spec"] for name in ("app-migrate", "app-warm"))

    assert (first["activeDeadlineSeconds"], first["backoffLimit"]) == (300, 0)
    assert (second["activeDeadlineSeconds"], second["backoffLimit"]) == (600, 2)
    assert first["template"]["spec"]["restartPolicy"] == "Never"


@pytest.mark.parametrize(
    ("stage", "hooks"), [("before", "post-install,pre-upgrade"), ("after", "post-install,post-upgrade")]
)
def test_a_job_is_a_hook_of_argo_cd_and_of_helm(stage: str, hooks: str) -> None:
    annotations = release({stage: {"job": MIGRATE}})["Job", "app-job"]["metadata"]["annotations"]

    assert annotations["argocd.argoproj.io/hook"] == "Sync"
    assert annotations["argocd.argoproj.io/hook-delete-policy"] == "BeforeHookCreation"
    assert annotations["helm.sh/hook"] == hooks
    assert annotations["helm.sh/hook-delete-policy"] == "before-hook-creation"
    assert annotations["helm.sh/hook-weight"] == annotations["argocd.argoproj.io/sync-wave"]


def test_a_change_of_a_job_alone_is_one_that_argo_cd_sees_and_restarts_no_pod() -> None:
    one, other = (
        release({"before": {"migrate": {"command": [word]}}})["Deployment", "app"] for word in ("first", "second")
    )

    assert one["metadata"]["annotations"] != other["metadata"]["annotations"]
    assert one["spec"] == other["spec"]
    assert "annotations" not in release({})["Deployment", "app"]["metadata"]


def test_quota_bootstrap_and_drift_know_the_jobs() -> None:
    app = {"before": {"migrate": {**MIGRATE, "env": {"KEY": {"secret": "job-key"}}, "resources": RESOURCES}}}
    whole = generated(files(services(app), mounted=MOUNTED))
    (application,) = (one for one in rendered(whole)["dev"]["root"] if one["metadata"]["name"] == "app-dev")

    assert "# reads the remote secret shop/dev/app: job-key\n" in whole.files["argocd/dev/apps/app.yaml"]
    assert [one["name"] for one in application["spec"]["ignoreDifferences"]] == ["app", "app-migrate"]


def test_a_worker_has_jobs_too_and_every_object_is_valid() -> None:
    jobs = {"before": {"migrate": MIGRATE}, "after": {"warm": {**MIGRATE, "env": {"A": {"from": "db.url"}}}}}
    source = files({**services(jobs), "back": over(WORKER, {**jobs, "needs": {"db": {}}})}, mounted=MOUNTED)
    whole = generated(source)
    found = [*all_rendered(whole, whole.plan.releases)]

    assert [finding.message for finding in check(found, kubernetes="1.36")] == []


def test_what_kubernetes_knows_of_a_pod_a_job_asks_too_unless_it_says_otherwise() -> None:
    env = {"IP": {"field": "status.podIP"}, "NODE": {"field": "spec.nodeName"}}
    own = {**MIGRATE, "env": {"NODE": "none", "TOKEN": {"field": "metadata.name"}}}
    job = container(release({"env": env, "before": {"migrate": own}})["Job", "app-migrate"])

    assert job["env"] == [
        {"name": "IP", "valueFrom": {"fieldRef": {"fieldPath": "status.podIP"}}},
        {"name": "TOKEN", "valueFrom": {"fieldRef": {"fieldPath": "metadata.name"}}},
    ]
    assert [one["configMapRef"]["name"] for one in job["envFrom"]] == ["app-env", "app-migrate-env"]


def test_a_job_on_its_services_image_has_its_security_context_and_one_on_another_the_strictest() -> None:
    app = {"securityContext": {"readOnlyRootFilesystem": False, "runAsGroup": 5}}
    jobs = {"migrate": MIGRATE, "seed": {"image": {"repository": "acme/seed", "tag": "v2"}}}
    found = release({**app, "before": jobs})
    one, other = (found["Job", name] for name in ("app-migrate", "app-seed"))

    assert container(one)["securityContext"] == container(found["Deployment", "app"])["securityContext"]
    assert one["spec"]["template"]["spec"]["securityContext"]["runAsGroup"] == 5
    assert container(other)["securityContext"]["readOnlyRootFilesystem"] is True
    assert other["spec"]["template"]["spec"]["securityContext"]["runAsGroup"] == 1000


DISK: Data = {"volumes": {"/data": "10Gi", "/media": {"storage": "1Gi", "accessModes": ["ReadWriteMany"]}}}
ON_EFS = {"dev": environment(efs={"fileSystem": "fs-01234567"})}


def mounted(body: Data) -> dict[str, str]:
    """path -> the claim that is mounted there."""
    spec = body["spec"]["template"]["spec"]
    held = {one["name"]: one.get("persistentVolumeClaim", {}).get("claimName") for one in spec["volumes"]}
    mounts = container(body)["volumeMounts"]
    return {one["mountPath"]: held[one["name"]] for one in mounts if held[one["name"]]}


def test_a_job_mounts_the_volumes_of_its_service_that_it_names() -> None:
    jobs = {"before": {"migrate": {**MIGRATE, "volumes": ["/data"]}, "other": MIGRATE}}
    found = release(over(DISK, jobs), ON_EFS)

    assert mounted(found["Job", "app-migrate"]) == {"/data": "app-data"}
    assert mounted(found["Job", "app-other"]) == {}
    assert mounted(found["Deployment", "app"]) == {"/data": "app-data", "/media": "app-media"}


def test_a_job_with_a_disk_runs_where_its_service_does_or_anywhere_if_that_runs_nowhere() -> None:
    jobs = {"after": {"a": {**MIGRATE, "volumes": ["/data"]}, "b": {**MIGRATE, "volumes": ["/media"]}}}
    found = release(over(DISK, jobs), ON_EFS)
    disk, shared = (found["Job", name]["spec"]["template"]["spec"] for name in ("app-a", "app-b"))

    (term,) = disk["affinity"]["podAffinity"]["requiredDuringSchedulingIgnoredDuringExecution"]
    (expression,) = term["labelSelector"]["matchExpressions"]
    assert (expression["key"], expression["values"]) == ("app.kubernetes.io/instance", ["app", "app-a"])
    assert "affinity" not in shared


def test_a_claim_is_made_with_the_first_job_that_mounts_it() -> None:
    both = {**MIGRATE, "volumes": ["/data", "/media"]}
    jobs = {"before": {"first": {**MIGRATE, "volumes": ["/data"]}, "second": both}, "after": {"last": both}}
    found = release(over(DISK, jobs), ON_EFS)
    without = release(over(DISK, {"after": {"last": both}}), ON_EFS)

    claims = [("PersistentVolumeClaim", name) for name in ("app-data", "app-media")]
    assert [wave(found[claim]) for claim in claims] == [wave(found["Job", f"app-{n}"]) for n in ("first", "second")]
    assert [wave(without[claim]) for claim in claims] == [None, None]


def test_a_job_of_another_user_leaves_the_files_to_the_group_that_they_have() -> None:
    image = {"repository": "acme/warm", "tag": "v1"}
    jobs = {"after": {"a": {**MIGRATE, "volumes": ["/data"], "image": image, "runAsUser": 7}}}
    context = release(over(DISK, jobs), ON_EFS)["Job", "app-a"]["spec"]["template"]["spec"]["securityContext"]

    assert (context["runAsUser"], context["fsGroup"]) == (7, 1000)

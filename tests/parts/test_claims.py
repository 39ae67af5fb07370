"""Volumes that outlive pods: claims that stay, who mounts them, and what ties pods to one node."""

from __future__ import annotations

from typing import Any

from tests.repositories import JOB, WEB, WORKER, Data, charts, environment, files, generated, objects, over, rendered

MANY: Data = {"storage": "20Gi", "accessModes": ["ReadWriteMany"]}
APP: Data = over(WEB, {"volumes": {"/data": "10Gi"}})
READER: Data = over(
    WEB, {"runAsUser": 101, "needs": {"app": {}}, "volumes": {"/mnt": {"from": "app", "readOnly": True}}}
)
EFS: Data = {"dev": environment(efs={"fileSystem": "fs-01234567"})}


def pod(found: Data, kind: str = "Deployment") -> Data:
    spec: Data = found[kind]["spec"]
    spec = spec["jobTemplate"]["spec"] if kind == "CronJob" else spec
    template: Data = spec["template"]["spec"]
    return template


def neighbours(spec: Data) -> list[str]:
    """The services on whose node a pod must be."""
    (term,) = spec["affinity"]["podAffinity"]["requiredDuringSchedulingIgnoredDuringExecution"]
    (expression,) = term["labelSelector"]["matchExpressions"]
    assert (term["topologyKey"], expression["key"], expression["operator"]) == (
        "kubernetes.io/hostname",
        "app.kubernetes.io/instance",  # which the pods of its jobs do not have
        "In",
    )
    values: list[str] = expression["values"]
    return values


def claims(service: str, services: dict[str, Any], environments: Data | None = None) -> dict[str, Data]:
    found = rendered(generated(files(services, environments)))["dev"][service]
    return {one["metadata"]["name"]: one for one in found if one["kind"] == "PersistentVolumeClaim"}


def test_a_volume_is_a_claim_that_neither_a_prune_nor_a_deletion_takes() -> None:
    found = objects(files({"app": APP}), "app")
    claim = found["PersistentVolumeClaim"]

    assert claim["metadata"]["name"] == "app-data"
    assert claim["metadata"]["annotations"] == {
        "argocd.argoproj.io/sync-options": "Prune=false,Delete=false",
        "argocd.argoproj.io/ignore-healthcheck": "true",
        "helm.sh/resource-policy": "keep",
    }
    assert claim["spec"] == {
        "accessModes": ["ReadWriteOnce"],
        "storageClassName": "gp3",
        "resources": {"requests": {"storage": "10Gi"}},
    }
    spec = pod(found)
    assert spec["volumes"] == [{"name": "data", "persistentVolumeClaim": {"claimName": "app-data"}}]
    assert spec["containers"][0]["volumeMounts"] == [{"name": "data", "mountPath": "/data"}]
    assert spec["securityContext"]["fsGroup"] == 1000
    assert spec["securityContext"]["fsGroupChangePolicy"] == "OnRootMismatch"


def test_a_disk_is_left_by_the_old_pod_before_the_new_one_comes() -> None:
    spec = objects(files({"app": APP}), "app")["Deployment"]["spec"]

    assert (spec["replicas"], spec["strategy"]) == (1, {"type": "Recreate"})
    assert "affinity" not in spec["template"]["spec"]


def test_a_volume_of_many_lies_on_efs_and_changes_nothing_of_the_pods() -> None:
    many = over(WEB, {"volumes": {"/data": MANY}, "replicas": 3})
    found = objects(files({"app": many}, EFS), "app")

    assert found["PersistentVolumeClaim"]["spec"]["storageClassName"] == "efs"
    assert found["PersistentVolumeClaim"]["spec"]["accessModes"] == ["ReadWriteMany"]
    assert found["Deployment"]["spec"]["replicas"] == 3
    assert found["Deployment"]["spec"]["strategy"]["type"] == "RollingUpdate"
    assert "affinity" not in pod(found)


def test_a_claim_is_called_by_its_path_or_by_the_name_that_it_was_given() -> None:
    volumes = {
        "/var/www/html": "1Gi",
        "/srv/Files": "1Gi",
        "/moved": {"storage": "1Gi", "name": "data", "storageClass": "io2"},
    }
    found = claims("app", {"app": over(WEB, {"volumes": volumes})})

    assert [*found] == ["app-data", "app-srv-files-9fe9290c", "app-var-www-html"]
    assert found["app-data"]["spec"]["storageClassName"] == "io2"


def test_growing_a_volume_changes_its_claim_alone() -> None:
    def values(size: str) -> Data:
        return charts({"app": over(WEB, {"volumes": {"/data": size}})})["app"].values["dev"]

    small, large = values("10Gi"), values("20Gi")
    assert {key for key in small if small[key] != large[key]} == {"claims"}


def test_a_volume_of_another_service_is_mounted_and_never_claimed() -> None:
    found = objects(files({"app": APP, "web": READER}), "web")
    spec = pod(found)

    assert "PersistentVolumeClaim" not in found
    assert spec["volumes"] == [
        {"name": "mnt", "persistentVolumeClaim": {"claimName": "app-data", "readOnly": True}},
    ]
    assert spec["containers"][0]["volumeMounts"] == [{"name": "mnt", "mountPath": "/mnt", "readOnly": True}]


def test_who_mounts_a_disk_of_another_is_in_its_owners_group() -> None:
    security = pod(objects(files({"app": APP, "web": READER}), "web"))["securityContext"]

    assert (security["runAsUser"], security["runAsGroup"], security["fsGroup"]) == (101, 101, 1000)


def test_a_user_of_its_image_is_in_the_owners_group_as_well() -> None:
    reader = {key: value for key, value in READER.items() if key != "runAsUser"}
    security = pod(objects(files({"app": APP, "web": reader}), "web"))["securityContext"]

    assert security["fsGroup"] == 1000
    assert "runAsUser" not in security


def test_all_who_share_a_disk_are_on_one_node() -> None:
    job = over(JOB, {"needs": {"app": {}}, "volumes": {"/backup": {"from": "app"}}})
    source = files({"app": APP, "web": READER, "job": job, "other": WORKER})

    for name, kind in (("app", "Deployment"), ("web", "Deployment"), ("job", "CronJob")):
        assert neighbours(pod(objects(source, name), kind)) == ["app", "job", "web"]
    assert "affinity" not in pod(objects(source, "other"))


def test_who_shares_two_disks_ties_their_owners_together() -> None:
    both = over(WORKER, {"needs": {"a": {}, "b": {}}, "volumes": {"/x": {"from": "a"}, "/y": {"from": "b"}}})
    source = files({"a": APP, "b": APP, "both": both})

    assert neighbours(pod(objects(source, "a"))) == ["a", "b", "both"]


def test_who_shares_a_file_system_goes_where_there_is_room() -> None:
    source = files({"app": over(WEB, {"volumes": {"/data": MANY}}), "web": over(READER, {"replicas": 2})}, EFS)
    spec = pod(objects(source, "web"))

    assert "affinity" not in spec
    assert spec["securityContext"]["fsGroup"] == 101


def test_the_volume_at_the_same_path_is_meant_unless_one_is_named() -> None:
    owner = over(WEB, {"volumes": {"/a": "1Gi", "/b": "1Gi"}})
    taker = over(WEB, {"needs": {"app": {}}, "volumes": {"/a": {"from": "app"}, "/c": {"from": "app", "volume": "/b"}}})
    found = charts({"app": owner, "web": taker})["web"].values["dev"]["volumes"]

    assert {path: volume["claim"] for path, volume in found.items()} == {"/a": "app-a", "/c": "app-b"}


def test_a_folder_of_a_volume_is_mounted_alone() -> None:
    volume = {"storage": "1Gi", "subPath": "mysql"}
    spec = pod(objects(files({"app": over(WEB, {"volumes": {"/var/lib/mysql": volume}})}), "app"))

    assert spec["containers"][0]["volumeMounts"] == [
        {"name": "var-lib-mysql", "mountPath": "/var/lib/mysql", "subPath": "mysql"}
    ]


def test_an_environment_without_the_volume_has_its_pods_as_before() -> None:
    dev, prod = environment(), environment(2, "example.com", services={"app": {"volumes": None, "replicas": 2}})
    source = files({"app": APP}, {"dev": dev, "prod": prod})
    there, before = objects(source, "app", "prod"), objects(files({"app": over(WEB, {"replicas": 2})}), "app")

    assert there["Deployment"] == before["Deployment"]
    assert "PersistentVolumeClaim" not in there


def test_the_group_of_a_disk_is_the_one_that_its_owner_names() -> None:
    owner = over(APP, {"securityContext": {"fsGroup": 3000}})
    source = files({"app": owner, "web": READER})

    assert pod(objects(source, "app"))["securityContext"]["fsGroup"] == 3000
    assert pod(objects(source, "web"))["securityContext"]["fsGroup"] == 3000

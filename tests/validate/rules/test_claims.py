"""Claims: a name of their own, a place to lie in, and a group that may write."""

from __future__ import annotations

from tests.validate.shop import POSTGRES, said

OWNER = "kind: worker\nimage: {repository: acme/app, tag: v1}\nrunAsUser: 33\n"


def test_two_claims_have_two_names() -> None:
    other = {"config/services/api-v2.yaml": OWNER + "volumes: {/data: 1Gi}\n"}
    told = [
        "config/services/api-v2.yaml:4:11: claim-clash: the claim of this volume would be `api-v2-data`, like another "
        "one | give the volume a name: `{storage: 10Gi, name: data}`"
        " | config/services/api.yaml:5:11 the other volume"
    ]

    assert said(api="runAsUser: 33\nvolumes: {/v2/data: 1Gi}\n", more=other) == told
    assert said(api="runAsUser: 33\nvolumes: {/v2/data: {storage: 1Gi, name: v2}}\n", more=other) == []


def test_a_claim_is_not_called_like_that_of_a_datastore() -> None:
    volumes = "runAsUser: 33\nvolumes: {/db/data: 1Gi}\n"

    assert said(api=volumes, more={"config/services/api-db.yaml": POSTGRES}) == [
        "config/services/api.yaml:5:11: claim-clash: the claim of this volume would be `api-db-data`, like another one"
        " | give the volume a name: `{storage: 10Gi, name: data}`"
        " | config/services/api-db.yaml:5:22 the other volume"
    ]
    elsewhere = POSTGRES + "run: external\nexternal: {host: db.example.com}\n"
    assert said(api=volumes, more={"config/services/api-db.yaml": elsewhere}) == []


def test_a_volume_of_many_pods_has_a_file_system() -> None:
    many = "volumes: {/data: {storage: 1Gi, accessModes: [ReadWriteMany]}}\n"

    assert said(api=many) == [
        "config/services/api.yaml:4:11: missing-file-system: the volume lies on EFS, and `dev` names no file system"
        " | set `efs: {fileSystem: fs-…}` in `environments/dev.yaml`, or name another `storageClass`"
    ]
    assert said(api=many, dev="efs: {fileSystem: fs-0123456789abcdef0}\n") == []
    assert said(api=many.replace("]}", "], storageClass: fsx}")) == []


def test_somebody_may_write_to_a_new_disk() -> None:
    assert said(api="volumes: {/data: 1Gi}\n") == [
        "config/services/api.yaml:4:11: volume-without-user: a new volume belongs to root, and the container runs as "
        "another user: it could not write | add `runAsUser`, the user id of the image"
    ]


def test_a_new_disk_is_written_to_by_its_group_and_by_root() -> None:
    volume = "volumes: {/data: 1Gi}\n"

    assert said(api=f"{volume}securityContext: {{fsGroup: 33}}\n") == []
    assert said(api=f"{volume}securityContext: {{runAsNonRoot: false}}\n", dev="podSecurity: baseline\n") == []


def test_the_disks_of_a_pod_belong_to_one_group() -> None:
    owners = {
        "config/services/app.yaml": OWNER + "volumes: {/a: 1Gi}\n",
        "config/services/cms.yaml": OWNER.replace("33", "44") + "volumes: {/b: 1Gi}\n",
    }
    taker = "needs: {app: {}, cms: {}}\nvolumes: {/a: {from: app}, /b: {from: cms}}\n"

    assert said(api=taker, more=owners) == [
        "config/services/api.yaml:5:28: volume-group-clash: the files of `cms` belong to the group 44, and those of "
        "`app` to 33: a pod gives all its volumes to one"
        " | give both services one `runAsUser`, or mount one of the volumes with `readOnly: true`"
        " | config/services/api.yaml:5:11 the other volume"
    ]
    assert said(api=taker.replace("cms}}", "cms, readOnly: true}}"), more=owners) == []


def test_a_pod_with_a_group_of_its_own_takes_no_disk_of_another_group() -> None:
    owner = {"config/services/app.yaml": OWNER + "volumes: {/a: 1Gi}\n"}
    taker = "needs: {app: {}}\nvolumes: {/a: {from: app}}\nsecurityContext: {fsGroup: 44}\n"

    assert said(api=taker, more=owner) == [
        "config/services/api.yaml:5:11: volume-group-clash: the files of `app` belong to the group 33, and `fsGroup` "
        "is 44: the pod would take them from their owner | remove `fsGroup`: the pod has the group of `app` then"
        " | config/services/api.yaml:6:28 `fsGroup` is set here"
    ]
    assert said(api=taker.replace("44", "33"), more=owner) == []
    assert said(api=taker.replace("app}}", "app, readOnly: true}}"), more=owner) == []


def test_a_disk_of_one_pod_is_mounted_by_nobody_else() -> None:
    owner = OWNER + "volumes: {/a: {storage: 1Gi, accessModes: [ReadWriteOncePod]}}\n"

    assert said(api="needs: {app: {}}\nvolumes: {/a: {from: app}}\n", more={"config/services/app.yaml": owner}) == [
        "config/services/api.yaml:5:22: volume-not-shared: the volume of `app` is `ReadWriteOncePod`: "
        "no other pod mounts it | make it `ReadWriteOnce` or `ReadWriteMany` in `app`"
    ]

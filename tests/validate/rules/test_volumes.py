"""Volumes that are taken from others are there; who mounts a disk has one pod."""

from __future__ import annotations

import pytest

from tests.validate.shop import said

OWNER = "kind: worker\nimage: {repository: acme/app, tag: v1}\nrunAsUser: 33\n"
ONE = {"config/services/app.yaml": OWNER + "volumes: {/data: 1Gi}\n"}
TWO = {"config/services/app.yaml": OWNER + "volumes: {/a: 1Gi, /b: 1Gi}\n"}
NEEDS = "needs: {app: {}}\n"
DISK = "config/services/api.yaml:5:11 a volume that is `ReadWriteOnce`"
WIDE = ", or make the volume `ReadWriteMany` where `api` has it"


def test_a_volume_of_another_service_is_taken() -> None:
    assert said(api=NEEDS + "volumes: {/data: {from: app}}\n", more=ONE) == []
    assert said(api=NEEDS + "volumes: {/mnt: {from: app, readOnly: true}}\n", more=ONE) == []
    assert said(api=NEEDS + "volumes: {/mnt: {from: app, volume: /b}, /a: {from: app}}\n", more=TWO) == []


def test_its_owner_is_a_service_that_is_there() -> None:
    assert said(api="volumes: {/data: {from: ap}}\n", more=ONE) == [
        "config/services/api.yaml:4:25: unknown-service: there is no service `ap` | did you mean `app`?"
    ]


def test_its_owner_is_needed() -> None:
    assert said(api="volumes: {/data: {from: app}}\n", more=ONE) == [
        "config/services/api.yaml:4:25: volume-without-need: the volumes of `app` are only for those who need `app`"
        " | add `app: {}` to `needs` of `api`"
    ]


def test_its_owner_comes_first() -> None:
    assert said(api="needs: {app: {order: false}}\nvolumes: {/data: {from: app}}\n", more=ONE) == [
        "config/services/api.yaml:4:22: volume-out-of-order: the volumes of `app` are there once it starts, and this "
        "need orders nothing | remove `order: false`, or give the volume to this service and let `app` take it"
        " | config/services/api.yaml:5:25 its volume is taken here"
    ]


def test_nobody_takes_a_volume_from_itself() -> None:
    assert said(api="volumes: {/data: {from: api}}\n") == [
        "config/services/api.yaml:4:25: unknown-volume: the volume is taken from this service itself"
        " | write its size: `10Gi`"
    ]


def test_its_owner_has_it() -> None:
    assert said(api=NEEDS + "volumes: {/data: {from: app}}\n", more={"config/services/app.yaml": OWNER}) == [
        "config/services/api.yaml:5:25: unknown-volume: `app` has no volume of its own"
        " | add `volumes: {/data: 10Gi}` to `app`"
    ]
    assert said(api=NEEDS + "volumes: {/mnt: {from: app}}\n", more=TWO) == [
        "config/services/api.yaml:5:24: unknown-volume: `app` has several volumes, and none at `/mnt`"
        " | name one by `volume`: `/a` or `/b`"
    ]
    assert said(api=NEEDS + "volumes: {/mnt: {from: app, volume: /dat}}\n", more=ONE) == [
        "config/services/api.yaml:5:37: unknown-volume: `app` has no volume of its own at `/dat`"
        " | did you mean `/data`?"
    ]
    assert said(api=NEEDS + "volumes: {/mnt: {from: app, volume: /somewhere}}\n", more=TWO) == [
        "config/services/api.yaml:5:37: unknown-volume: `app` has no volume of its own at `/somewhere`"
        " | its volumes are at `/a` and `/b`"
    ]


def test_a_volume_is_mounted_once() -> None:
    assert said(api=NEEDS + "volumes: {/data: {from: app}, /mnt: {from: app}}\n", more=ONE) == [
        "config/services/api.yaml:5:31: volume-mounted-twice: the volume is mounted at `/data` already | mount it once"
        " | config/services/api.yaml:5:11 it is mounted here"
    ]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (
            "replicas: 3\n",
            "6:11: volume-needs-one-pod: found up to 3 pods, expected one: a volume of the service is `ReadWriteOnce`"
            f" | write `1`{WIDE} | {DISK}",
        ),
        (
            "scaling: {min: 1, max: 4, cpu: 70}\nresources: {requests: {cpu: 1m}}\n",
            "6:1: volume-needs-one-pod: found up to 4 pods, expected one: a volume of the service is `ReadWriteOnce`"
            f" | remove `scaling`{WIDE} | {DISK}",
        ),
        (
            "strategy: {type: RollingUpdate}\n",
            "6:1: volume-needs-recreate: the old pod must go before the new one comes: a volume of the service is "
            f"`ReadWriteOnce` | remove `strategy`: it is `Recreate` then | {DISK}",
        ),
        (
            "strategy: {maxSurge: 1}\n",
            "6:1: volume-needs-recreate: the old pod must go before the new one comes: a volume of the service is "
            f"`ReadWriteOnce` | remove `strategy`: it is `Recreate` then | {DISK}",
        ),
    ],
)
def test_who_mounts_a_disk_has_one_pod_which_goes_before_the_next_one_comes(keys: str, expected: str) -> None:
    assert said(api=f"runAsUser: 33\nvolumes: {{/data: 1Gi}}\n{keys}") == [f"config/services/api.yaml:{expected}"]


def test_who_takes_a_disk_has_one_pod_as_well() -> None:
    assert said(api=NEEDS + "volumes: {/mnt: {from: app}}\nreplicas: 2\n", more=ONE) == [
        "config/services/api.yaml:6:11: volume-needs-one-pod: found up to 2 pods, expected one: a volume of the "
        "service is `ReadWriteOnce` | write `1`, or make the volume `ReadWriteMany` where `app` has it"
        " | config/services/api.yaml:5:11 a volume that is `ReadWriteOnce`"
    ]


def test_one_pod_says_so_or_says_nothing() -> None:
    disk = "runAsUser: 33\nvolumes: {/data: 1Gi}\n"

    assert said(api=f"{disk}replicas: 1\nstrategy: {{type: Recreate}}\n") == []
    assert said(api=f"{disk}replicas: 0\n") == []


def test_a_file_system_is_mounted_by_as_many_as_there_are() -> None:
    files = "volumes: {/data: {storage: 1Gi, accessModes: [ReadWriteMany]}}\nreplicas: 3\nstrategy: {maxSurge: 1}\n"

    assert said(api=files, dev="efs: {fileSystem: fs-01234567}\n") == []


def test_runs_of_a_job_do_not_meet_on_a_disk() -> None:
    job = OWNER.replace("worker", "cronjob") + 'schedule: "@daily"\nconcurrencyPolicy: Allow\nvolumes: {/data: 1Gi}\n'

    assert said(more={"config/services/app.yaml": job}) == [
        "config/services/app.yaml:5:20: volume-needs-one-pod: found `Allow`, expected one run at a time: its volume is "
        "`ReadWriteOnce` | write `Forbid` or `Replace`, or make the volume `ReadWriteMany` where `app` has it"
        " | config/services/app.yaml:6:11 a volume that is `ReadWriteOnce`"
    ]
    assert said(more={"config/services/app.yaml": job.replace("Allow", "Forbid")}) == []


def test_one_pod_on_a_disk_will_do_in_production() -> None:
    assert said(api="runAsUser: 33\nvolumes: {/data: 1Gi}\n", dev="production: true\n") == []

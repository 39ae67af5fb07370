"""Jobs around a rollout: names of their own, and an end."""

from __future__ import annotations

from tests.validate.shop import API, POSTGRES, said


def test_two_jobs_with_one_name_are_told() -> None:
    assert said(api="before: {a: {args: [x]}}\nafter: {a: {args: [x]}}\n") == [
        "config/services/api.yaml:5:9: job-name-clash: the objects of the job `a` of `api` are called `api-a`, and so "
        "are those of `a` of `api` | rename one of them | config/services/api.yaml:4:10 the other job"
    ]
    other = API + "before: {c: {args: [x]}}\n"
    assert said(api="before: {b-c: {args: [x]}}\n", more={"config/services/api-b.yaml": other}) == [
        "config/services/api-b.yaml:4:10: job-name-clash: the objects of the job `c` of `api-b` are called `api-b-c`, "
        "and so are those of `b-c` of `api` | rename one of them | config/services/api.yaml:4:10 the other job"
    ]


def test_a_job_called_like_a_service_is_told() -> None:
    assert said(api="before: {admin: {args: [x]}}\n", more={"config/services/api-admin.yaml": API}) == [
        "config/services/api.yaml:4:10: job-name-clash: the objects of the job `admin` of `api` are called "
        "`api-admin`, and so are those of that service | rename one of them"
    ]


def test_a_name_that_is_too_long_with_its_services_is_told() -> None:
    assert said(api=f"before: {{{'a' * 59}: {{args: [x]}}}}\n") == []
    assert said(api=f"before: {{{'a' * 60}: {{args: [x]}}}}\n") == [
        f"config/services/api.yaml:4:10: job-name-too-long: `api-{'a' * 60}` has 64 characters, expected at most 63: "
        "it is the name of the job with that of its service | choose a shorter name"
    ]


def test_a_job_that_would_never_end_is_told() -> None:
    assert said(api="before: {m: {env: {A: b}}}\n") == [
        "config/services/api.yaml:4:10: missing-key: `before.m`: without `command` or `args` it would run what its "
        "service runs, and never end | add `command`, or an `image` of its own"
    ]


def test_a_volume_of_a_job_is_one_of_its_service() -> None:
    assert said(api="runAsUser: 7\nvolumes: {/data: 1Gi}\nbefore: {m: {args: [x], volumes: [/date]}}\n") == [
        "config/services/api.yaml:6:35: unknown-volume: `before.m.volumes[0]`: the service has no volume at `/date` | "
        "did you mean `/data`?"
    ]
    assert said(api="after: {m: {args: [x], volumes: [/d]}}\n") == [
        "config/services/api.yaml:4:34: unknown-volume: `after.m.volumes[0]`: the service has no volume at `/d` | give "
        "it to the service, under `volumes`"
    ]


def test_a_volume_of_a_job_has_a_path_of_its_own() -> None:
    api = "runAsUser: 7\nvolumes: {/data: 1Gi}\n"

    assert said(api=f"{api}before: {{m: {{args: [x], volumes: [/data, /data]}}}}\n") == [
        "config/services/api.yaml:6:42: duplicate-path: `before.m.volumes[1]`: `/data` is listed twice |  | "
        "config/services/api.yaml:6:35 `volumes[0]` is set here"
    ]
    assert said(api=f"{api}before: {{m: {{args: [x], volumes: [/data], writable: [/data]}}}}\n") == [
        "config/services/api.yaml:6:35: path-taken: `before.m.volumes[0]`: `/data` is a volume, and among the folders "
        "of `writable` | keep one of them | config/services/api.yaml:6:53 `writable` is set here"
    ]


def test_a_volume_of_one_pod_is_no_jobs() -> None:
    volumes = "volumes: {/data: {storage: 1Gi, accessModes: [ReadWriteOncePod]}}\n"

    assert said(api=f"runAsUser: 7\n{volumes}before: {{m: {{args: [x], volumes: [/data]}}}}\n") == [
        "config/services/api.yaml:6:35: volume-not-shared: the volume at `/data` is `ReadWriteOncePod`, and the "
        "service's own pod mounts it | make it `ReadWriteOnce` or `ReadWriteMany`"
    ]


def test_more_jobs_than_there_are_waves_are_told() -> None:
    jobs = ", ".join(f"j{number}: {{args: [x]}}" for number in range(51))
    assert said(api=f"after: {{{jobs}}}\n") == [
        "config/services/api.yaml:4:1: too-long: `after`: found 51 entries, expected at most 50"
    ]


def test_the_job_that_makes_databases_has_a_name_too() -> None:
    more = {
        "config/services/db.yaml": POSTGRES + "databases: {b: {}}\n",
        "config/services/db-databases.yaml": API,
    }

    assert said(more=more) == [
        "config/services/db.yaml:6:12: job-name-clash: the objects of the job `databases` of `db` are called "
        "`db-databases`, and so are those of that service | rename one of them"
    ]

"""Volumes that outlive pods."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from generator.model.volume import OwnVolume, VolumeFrom
from generator.model.workload import Workload

Refusals = Callable[..., list[tuple[Any, ...]]]


def workload(**keys: Any) -> dict[str, Any]:
    return {"kind": "worker", "image": {"repository": "acme/app", "tag": "v1"}, **keys}


def test_a_volume_is_a_size_a_volume_in_full_or_one_of_another_service() -> None:
    given = {
        "/b": "10Gi",
        "/a": {"storage": "20Gi", "accessModes": ["ReadWriteMany"]},
        "/c": {"from": "app", "readOnly": True},
    }
    found = Workload.model_validate(workload(volumes=given))

    assert found.own_volumes == {
        "/a": OwnVolume(storage="20Gi", accessModes=["ReadWriteMany"]),
        "/b": OwnVolume(storage="10Gi"),
    }
    assert found.taken_volumes == {"/c": VolumeFrom.model_validate({"from": "app", "readOnly": True})}
    assert [volume.many for volume in found.own_volumes.values()] == [True, False]


@pytest.mark.parametrize(
    ("value", "error"),
    [
        ({"readOnly": True}, (("volumes", "/a", "from"), "missing")),
        ({"accessModes": ["ReadWriteOnce"]}, (("volumes", "/a", "storage"), "missing")),
        ({"storage": "1Gi", "readOnly": True}, (("volumes", "/a", "readOnly"), "extra_forbidden")),
        (
            "10Mi",
            (
                ("volumes", "/a"),
                "bad-quantity",
                "found `10Mi`, expected a volume of `1Gi` or more, such as `50Gi`",
                "write `1Gi` or more",
                (),
                (),
            ),
        ),
        (
            {"storage": "1Gi", "accessModes": ["ReadWriteOnce", "ReadWriteOncePod"]},
            (
                ("volumes", "/a"),
                "bad-access-modes",
                "`ReadWriteOncePod` goes with no other access mode",
                "keep one of them",
                ("accessModes",),
                (),
            ),
        ),
    ],
)
def test_an_error_of_a_volume_is_about_the_form_that_was_meant(
    refusals: Refusals, value: Any, error: tuple[Any, ...]
) -> None:
    assert refusals(Workload, workload(volumes={"/a": value})) == [error]


@pytest.mark.parametrize(
    ("keys", "error"),
    [
        (
            {"writable": ["/a"]},
            (
                "`/a` is a volume, and among the folders of `writable`",
                "keep one of them",
                ("volumes", "/a"),
                ("writable",),
            ),
        ),
        (
            {"files": {"/a": "files/x"}},
            ("`/a` is a file, and `/a` a volume", "", ("volumes", "/a"), ("files", "/a")),
        ),
    ],
)
def test_a_volume_has_a_path_of_its_own(refusals: Refusals, keys: dict[str, Any], error: tuple[Any, ...]) -> None:
    message, hint, at, beside = error

    assert refusals(Workload, workload(volumes={"/a": "1Gi"}, **keys)) == [
        ((), "path-taken", message, hint, at, beside)
    ]


def test_a_file_may_lie_in_a_volume_and_a_volume_in_a_folder() -> None:
    keys = {"files": {"/a/app.conf": "files/x"}, "writable": ["/var"], "volumes": {"/a": "1Gi", "/var/lib": "1Gi"}}

    assert [*Workload.model_validate(workload(**keys)).own_volumes] == ["/a", "/var/lib"]

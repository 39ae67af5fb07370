"""One container: values, files, folders, resources."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from generator.model.container import Container, Resources, Writable
from generator.model.value import From, Secret

Refusals = Callable[..., list[tuple[Any, ...]]]


def test_a_variable_is_a_text_an_offer_or_a_secret() -> None:
    given = {"A": "a", "B": {"from": "postgres.b.url"}, "C": {"secret": "key", "of": "auth"}}
    env = Container.model_validate({"env": given}).env

    assert env["A"] == "a"
    assert isinstance(env["B"], From)
    assert (env["B"].service, env["B"].offer) == ("postgres", "b.url")
    assert isinstance(env["C"], Secret)
    assert (env["C"].secret, env["C"].of) == ("key", "auth")


@pytest.mark.parametrize(
    ("value", "error"),
    [
        (5000, (("env", "A"), "wrong-type", "found a number, expected text", "quote it", (), ())),
        (["a"], (("env", "A"), "wrong-type", "found a list, expected text", "", (), ())),
        ({"from": "a.b", "secret": "x"}, (("env", "A", "from"), "extra_forbidden")),
        ({"from": "a.b", "schema": "http"}, (("env", "A", "schema"), "extra_forbidden")),
        ({"of": "auth"}, (("env", "A", "secret"), "missing")),
        ({}, (("env", "A", "from"), "missing")),
    ],
)
def test_an_error_of_a_variable_is_about_the_variant_that_was_meant(
    refusals: Refusals, value: Any, error: tuple[Any, ...]
) -> None:
    assert refusals(Container, {"env": {"A": value}}) == [error]


def test_writable_folders_are_a_list_or_have_sizes() -> None:
    listed = Container.model_validate({"writable": ["/tmp", "/run"]})
    sized = Container.model_validate({"writable": {"/tmp": "1Gi", "/dev/shm": {"medium": "Memory"}}})

    assert list(listed.volumes_by_path.items()) == [("/run", Writable()), ("/tmp", Writable())]
    assert list(sized.volumes_by_path.items()) == [
        ("/dev/shm", Writable(medium="Memory")),
        ("/tmp", Writable(sizeLimit="1Gi")),
    ]
    assert Writable().size_limit == "64Mi"


@pytest.mark.parametrize(
    ("given", "error"),
    [
        (
            {"writable": ["/tmp", "/tmp"]},
            ((), "duplicate-path", "`/tmp` is listed twice", "", ("writable", 1), ("writable", 0)),
        ),
        (
            {"files": {"/a": "files/a", "/a/b": "files/b"}},
            ((), "path-below-file", "`/a/b` lies below `/a`, which is a file", "", ("files", "/a/b"), ("files", "/a")),
        ),
        (
            {"files": {"/a": "files/a"}, "writable": ["/a"]},
            (
                (),
                "path-taken",
                "`/a` is a file, and `/a` a folder that can be written to",
                "",
                ("files", "/a"),
                ("writable",),
            ),
        ),
        ({"writable": "/tmp"}, (("writable",), "list_type")),
        (
            {"writable": {"/tmp": 64}},
            (
                ("writable", "/tmp"),
                "wrong-type",
                "found the number `64`, expected a quantity such as `10Gi`",
                "did you mean `64Gi`?",
                (),
                (),
            ),
        ),
        (
            {"runAsUser": 0},
            (
                ("runAsUser",),
                "bad-number",
                "found `0`, expected a user id that is not root's, a number from 1 to 2147483647",
                "",
                (),
                (),
            ),
        ),
    ],
)
def test_paths_and_users_that_cannot_be_are_refused(refusals: Refusals, given: Any, error: tuple[Any, ...]) -> None:
    assert refusals(Container, given) == [error]


@pytest.mark.parametrize(
    ("name", "request_", "limit"),
    [("cpu", "1", "500m"), ("memory", "1Gi", "512Mi"), ("ephemeral-storage", "2G", "1G")],
)
def test_a_request_over_its_limit_is_refused_at_the_limit(
    refusals: Refusals, name: str, request_: str, limit: str
) -> None:
    message = f"the request `{request_}` is over the limit `{limit}`"
    hint = "raise the limit or lower the request"

    assert refusals(Resources, {"requests": {name: request_}, "limits": {name: limit}}) == [
        ((), "request-over-limit", message, hint, ("limits", name), ("requests", name))
    ]


def test_a_request_that_equals_its_limit_in_another_unit_is_taken(refusals: Refusals) -> None:
    assert refusals(Resources, {"requests": {"memory": "256Mi"}, "limits": {"memory": "0.25Gi"}}) == []

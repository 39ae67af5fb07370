"""Images."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from generator.model.image import DIGEST, REGISTRY, REPOSITORY, TAG, Image, full_name, is_listed
from generator.model.scalar import Scalar

TAG_EXPECTED = "a tag: letters, digits, `_`, `.` and `-`, not beginning with `.` or `-`"
REGISTRY_EXPECTED = "a registry, or a part of one, such as `docker.io/library`"

REFUSED = [
    (
        REPOSITORY,
        "NGINX",
        "bad-image",
        "found `NGINX`, expected an image repository such as `docker.io/library/nginx`",
        "did you mean `nginx`?",
    ),
    (
        REPOSITORY,
        "nginx:1.2",
        "bad-image",
        "found `nginx:1.2`, expected an image repository such as `docker.io/library/nginx`",
        'write the tag as `tag: "1.2"`',
    ),
    (
        REPOSITORY,
        "http://registry/x",
        "bad-image",
        "found `http://registry/x`, expected an image repository such as `docker.io/library/nginx`",
        "write it without the scheme: `registry/x`",
    ),
    (
        REPOSITORY,
        "nginx@sha256:abc",
        "bad-image",
        "found `nginx@sha256:abc`, expected an image repository such as `docker.io/library/nginx`",
        "write the digest as `digest`",
    ),
    (
        REPOSITORY,
        "../../x",
        "bad-image",
        "found `../../x`, expected an image repository such as `docker.io/library/nginx`",
        "",
    ),
    (
        REPOSITORY,
        "registry:99999/x",
        "bad-image",
        "found `registry:99999/x`, expected an image repository such as `docker.io/library/nginx`",
        "",
    ),
    (
        REPOSITORY,
        "nginx ",
        "bad-image",
        "found `nginx `, expected an image repository such as `docker.io/library/nginx`",
        "remove the spaces or line breaks around it",
    ),
    (
        REPOSITORY,
        "a..b/c",
        "bad-image",
        "found `a..b/c`, expected an image repository such as `docker.io/library/nginx`",
        "",
    ),
    (TAG, "a" * 129, "bad-image", "found 129 characters, expected at most 128", ""),
    (TAG, "$(id)", "bad-image", f"found `$(id)`, expected {TAG_EXPECTED}", ""),
    (TAG, ".a", "bad-image", f"found `.a`, expected {TAG_EXPECTED}", ""),
    (TAG, 1.2, "wrong-type", "found the number `1.2`, expected text", "quote it"),
    (
        DIGEST,
        "sha256:abc",
        "bad-image",
        "found `sha256:abc`, expected a digest: `sha256:` and 64 lower-case hexadecimal digits",
        "",
    ),
    (
        DIGEST,
        "md5:0123",
        "bad-image",
        "found `md5:0123`, expected a digest: `sha256:` and 64 lower-case hexadecimal digits",
        "",
    ),
    (
        REGISTRY,
        "docker.io/library/",
        "bad-image",
        f"found `docker.io/library/`, expected {REGISTRY_EXPECTED}",
        "did you mean `docker.io/library`?",
    ),
    (
        REGISTRY,
        "https://ghcr.io",
        "bad-image",
        f"found `https://ghcr.io`, expected {REGISTRY_EXPECTED}",
        "write it without the scheme: `ghcr.io`",
    ),
]
TAKEN = [
    (REPOSITORY, "nginx"),
    (REPOSITORY, "acme/x"),
    (REPOSITORY, "localhost:5000/x"),
    (REPOSITORY, "111122223333.dkr.ecr.eu-west-1.amazonaws.com/x"),
    (TAG, "1.29.3"),
    (TAG, "v1_a"),
    (REGISTRY, "docker.io/library"),
    (REGISTRY, "ghcr.io"),
]


@pytest.mark.parametrize(("rule", "value", "code", "message", "hint"), REFUSED)
def test_an_image_that_breaks_its_rule_is_refused_in_these_words(
    said: Callable[[Scalar, Any], tuple[str, str, str]], rule: Scalar, value: Any, code: str, message: str, hint: str
) -> None:
    assert said(rule, value) == (code, message, hint)


@pytest.mark.parametrize(("rule", "value"), TAKEN)
def test_an_image_that_keeps_its_rule_is_taken_as_it_is(rule: Scalar, value: Any) -> None:
    assert rule.validate(value) == value


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("nginx", "docker.io/library/nginx"),
        ("acme/x", "docker.io/acme/x"),
        ("ghcr.io/acme/x", "ghcr.io/acme/x"),
        ("localhost/x", "localhost/x"),
        ("registry:5000/x", "registry:5000/x"),
    ],
)
def test_a_short_name_stands_for_one_in_a_registry(short: str, full: str) -> None:
    assert full_name(short) == full


@pytest.mark.parametrize(
    ("repository", "listed"),
    [
        ("acme/x", True),
        ("docker.io/acme/x/y", True),
        ("docker.io/acmelike/x", False),
        ("docker.io/acme.evil.example/x", False),
        ("ghcr.io.evil.example/x", False),
        ("ghcr.io/any/x", True),
    ],
)
def test_registries_are_compared_part_by_part(repository: str, listed: bool) -> None:
    assert is_listed(repository, ["docker.io/acme", "ghcr.io"]) is listed


def test_an_image_is_named_by_repository_tag_and_digest() -> None:
    digest = "sha256:" + "a" * 64
    both = Image.model_validate({"repository": "acme/x", "tag": "v1", "digest": digest})

    assert both.reference == f"docker.io/acme/x:v1@{digest}"


def test_an_image_may_get_its_tag_from_another_layer(refusals: Callable[..., Any]) -> None:
    assert refusals(Image, {"repository": "acme/x"}) == []


def test_latest_is_refused_unless_a_digest_says_which(refusals: Callable[..., Any]) -> None:
    message = "found `latest`, expected a tag that stays what it is"
    hint = "write the version that runs now, or add its `digest`"
    pinned = {"repository": "acme/x", "tag": "latest", "digest": "sha256:" + "a" * 64}

    assert refusals(Image, {"repository": "acme/x", "tag": "latest"}) == [
        ((), "bad-image", message, hint, ("tag",), ())
    ]
    assert refusals(Image, pinned) == []


def test_an_image_in_one_text_is_refused_with_the_keys_to_write(refusals: Callable[..., Any]) -> None:
    message = "found the text `nginx:1.2`, expected a mapping"
    hint = "write it as `repository`, `tag` and `digest`, or as `from` with a service"

    assert refusals(Image, "nginx:1.2") == [((), "wrong-type", message, hint, (), ())]

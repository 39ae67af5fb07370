"""Paths and git."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from generator.model.places import CONTAINER_PATH, GIT_REF, GIT_URL, SOURCE
from generator.model.scalar import Scalar

CONTAINER_PATH_EXPECTED = "an absolute path such as `/var/cache`, without `..`, `//` and `:`"
SOURCE_EXPECTED = "a file below `files/`, relative to `config/`, such as `files/backend/schema.sql`"
GIT_URL_EXPECTED = "`https://<host>/<path>` or `git@<host>:<path>`, without credentials"

REFUSED = [
    (CONTAINER_PATH, "tmp", "bad-path", f"found `tmp`, expected {CONTAINER_PATH_EXPECTED}", ""),
    (CONTAINER_PATH, "/tmp/", "bad-path", f"found `/tmp/`, expected {CONTAINER_PATH_EXPECTED}", "did you mean `/tmp`?"),
    (CONTAINER_PATH, "/a/../b", "bad-path", f"found `/a/../b`, expected {CONTAINER_PATH_EXPECTED}", ""),
    (CONTAINER_PATH, "/a//b", "bad-path", f"found `/a//b`, expected {CONTAINER_PATH_EXPECTED}", ""),
    (CONTAINER_PATH, "/a:b", "bad-path", f"found `/a:b`, expected {CONTAINER_PATH_EXPECTED}", ""),
    (
        CONTAINER_PATH,
        "/",
        "bad-path",
        f"found `/`, expected {CONTAINER_PATH_EXPECTED}",
        "name the folder: a container's root is the image's",
    ),
    *(
        (
            CONTAINER_PATH,
            path,
            "bad-path",
            f"found `{path}`, expected {CONTAINER_PATH_EXPECTED}",
            "choose another path: this one belongs to Kubernetes and the container runtime",
        )
        for path in ("/proc", "/proc/x", "/sys", "/sys/fs/x", "/dev", "/dev/null", "/dev/shmx", "/var/run/secrets/a")
    ),
    (
        CONTAINER_PATH,
        "/a\n",
        "bad-path",
        f"found `/a\\n`, expected {CONTAINER_PATH_EXPECTED}",
        "remove the spaces or line breaks around it",
    ),
    (
        SOURCE,
        "config/files/a",
        "bad-path",
        f"found `config/files/a`, expected {SOURCE_EXPECTED}",
        "did you mean `files/a`?",
    ),
    (SOURCE, "/etc/passwd", "bad-path", f"found `/etc/passwd`, expected {SOURCE_EXPECTED}", ""),
    (SOURCE, "files/../x", "bad-path", f"found `files/../x`, expected {SOURCE_EXPECTED}", ""),
    (SOURCE, "a", "bad-path", f"found `a`, expected {SOURCE_EXPECTED}", ""),
    (SOURCE, "files/", "bad-path", f"found `files/`, expected {SOURCE_EXPECTED}", ""),
    (
        GIT_URL,
        "https://user:token@github.com/a/b",
        "bad-url",
        f"found a value that is not shown, expected {GIT_URL_EXPECTED}",
        "remove the credentials; Argo CD has its own for the repository",
    ),
    (
        GIT_URL,
        "https://token@github.com/a",
        "bad-url",
        f"found a value that is not shown, expected {GIT_URL_EXPECTED}",
        "remove the credentials; Argo CD has its own for the repository",
    ),
    (GIT_URL, "file:///etc", "bad-url", f"found a value that is not shown, expected {GIT_URL_EXPECTED}", ""),
    (
        GIT_URL,
        "http://github.com/a",
        "bad-url",
        f"found a value that is not shown, expected {GIT_URL_EXPECTED}",
        "use `https://`",
    ),
    (
        GIT_URL,
        f"https://github.com/ghp_{'a' * 36}/b",
        "bad-url",
        f"found a value that is not shown, expected {GIT_URL_EXPECTED}",
        "remove the credentials; Argo CD has its own for the repository",
    ),
    (GIT_URL, "-x", "bad-url", f"found a value that is not shown, expected {GIT_URL_EXPECTED}", ""),
    (
        GIT_URL,
        "ssh://u:p@h/a",
        "bad-url",
        f"found a value that is not shown, expected {GIT_URL_EXPECTED}",
        "remove the credentials; Argo CD has its own for the repository",
    ),
    (
        GIT_URL,
        "http://u:p@h/a",
        "bad-url",
        f"found a value that is not shown, expected {GIT_URL_EXPECTED}",
        "use `https://`",
    ),
    (GIT_REF, "-x", "bad-revision", "found `-x`, expected a branch, tag or commit such as `main`", ""),
    (GIT_REF, "a..b", "bad-revision", "found `a..b`, expected a branch, tag or commit such as `main`", ""),
    (GIT_REF, "v1.0/", "bad-revision", "found `v1.0/`, expected a branch, tag or commit such as `main`", ""),
    (GIT_REF, "a b", "bad-revision", "found `a b`, expected a branch, tag or commit such as `main`", ""),
]
TAKEN = [
    (CONTAINER_PATH, "/tmp"),
    (CONTAINER_PATH, "/dev/shm"),
    (CONTAINER_PATH, "/dev/shm/x"),
    (CONTAINER_PATH, "/process"),
    (CONTAINER_PATH, "/run"),
    (CONTAINER_PATH, "/etc/nginx/conf.d/default.conf"),
    (SOURCE, "files/backend/schema.sql"),
    (GIT_URL, "https://github.com/a/b.git"),
    (GIT_URL, "git@github.com:a/b.git"),
    (GIT_URL, "ssh://git@github.com/a/b"),
    (GIT_REF, "main"),
    (GIT_REF, "feature/x"),
    (GIT_REF, "v1.0.0"),
    (GIT_REF, "refs/heads/main"),
]


@pytest.mark.parametrize(("rule", "value", "code", "message", "hint"), REFUSED)
def test_a_place_that_breaks_its_rule_is_refused_in_these_words(
    said: Callable[[Scalar, Any], tuple[str, str, str]], rule: Scalar, value: Any, code: str, message: str, hint: str
) -> None:
    assert said(rule, value) == (code, message, hint)


@pytest.mark.parametrize(("rule", "value"), TAKEN)
def test_a_place_that_keeps_its_rule_is_taken_as_it_is(rule: Scalar, value: Any) -> None:
    assert rule.validate(value) == value

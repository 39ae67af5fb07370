"""Files: one, a folder, or a secret."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from generator.model.container import Container

Refusals = Callable[..., list[tuple[Any, ...]]]


@pytest.mark.parametrize(
    ("files", "error"),
    [
        ({"/a": {"mode": "0755"}}, (("files", "/a", "source"), "missing")),
        ({"/a": {"of": "auth"}}, (("files", "/a", "secret"), "missing")),
        ({"/a": {"source": "files/a", "secret": "x"}}, (("files", "/a", "secret"), "extra_forbidden")),
        (
            {"/a": {"source": "files/a", "mode": "755"}},
            (
                ("files", "/a", "mode"),
                "bad-mode",
                'found `755`, expected the permissions of a file, in octal and quoted: `"0755"`',
                "did you mean `0755`?",
                (),
                (),
            ),
        ),
        (
            {"/a": {"source": "files/a", "mode": "493"}},
            (
                ("files", "/a", "mode"),
                "bad-mode",
                'found `493`, expected the permissions of a file, in octal and quoted: `"0755"`',
                "",
                (),
                (),
            ),
        ),
        (
            {"/a/": "files/a"},
            (
                (),
                "folder-mismatch",
                "`/a/` is a folder, and `files/a` a file",
                "write `/` at the end of both, or of none",
                ("files", "/a/"),
                (),
            ),
        ),
        (
            {"/a": {"source": "files/a/", "mode": "0755"}},
            (
                (),
                "folder-mismatch",
                "`/a` is a file, and `files/a/` a folder",
                "write `/` at the end of both, or of none",
                ("files", "/a"),
                (),
            ),
        ),
        (
            {"/a/": {"secret": "x"}},
            ((), "folder-mismatch", "`/a/` is a folder, and a secret", "name the file", ("files", "/a/"), ()),
        ),
    ],
)
def test_an_error_of_a_file_is_about_the_form_that_was_meant(
    refusals: Refusals, files: Any, error: tuple[Any, ...]
) -> None:
    assert refusals(Container, {"files": files}) == [error]


def test_a_folder_and_a_file_in_it_go_together(refusals: Refusals) -> None:
    assert refusals(Container, {"files": {"/a/": "files/a/", "/a/b": "files/b"}, "writable": ["/a"]}) == []

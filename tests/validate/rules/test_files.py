"""Files that are mounted are there, and fit into a ConfigMap."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.errors import InputError
from generator.load import load
from generator.merge import layered
from generator.tree import DiskTree
from generator.validate import validate
from tests.validate.shop import said, shop


def test_a_file_is_there() -> None:
    assert said(api="files:\n  /a: files/a.conf\n  /b: files/qqqq\n", more={"config/files/a.cnf": ""}) == [
        "config/services/api.yaml:5:7: unknown-file: there is no file `config/files/a.conf`"
        " | did you mean `files/a.cnf`?",
        "config/services/api.yaml:6:7: unknown-file: there is no file `config/files/qqqq`"
        " | add the file, or correct the path",
    ]


def test_a_file_of_a_job_before_the_rollout_is_there() -> None:
    assert said(api="before: {m: {files: {/a: files/qqqq}, args: [x]}}\n") == [
        "config/services/api.yaml:4:26: unknown-file: there is no file `config/files/qqqq`"
        " | add the file, or correct the path"
    ]


def test_files_fit_into_a_config_map_together() -> None:
    half = "x" * 500_000
    files = "files:\n  /a: files/a\n  /b: files/b\n"

    assert said(api=files, more={"config/files/a": half, "config/files/b": half}) == []
    assert said(api=files, more={"config/files/a": half, "config/files/b": f"{half}x"}) == [
        "config/services/api.yaml:4:1: files-too-large: the files have 1000001 bytes together, "
        "more than the 1000000 that a ConfigMap takes | build large files into the image"
    ]


def test_a_file_that_is_there_and_cannot_be_read_is_told_once(tmp_path: Path) -> None:
    files = "files: {/a: files/pipe, /b: files/link, /c: files/folder/c, /d: files/large}\n"
    for path, text in shop(api=files).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    folder = tmp_path / "config" / "files"
    folder.mkdir()
    os.mkfifo(folder / "pipe")
    (folder / "link").symlink_to(tmp_path / "environments" / "dev.yaml")
    (folder / "folder").symlink_to(tmp_path / "environments")
    (folder / "large").write_bytes(b"x" * (2**20 + 1))

    sources, problems = load(DiskTree(tmp_path))
    with pytest.raises(InputError) as raised:
        validate(sources, layered(sources), problems)

    assert [(problem.place.file, problem.code) for problem in raised.value.problems] == [
        ("config/files/folder", "not-a-regular-file"),
        ("config/files/large", "file-too-large"),
        ("config/files/link", "not-a-regular-file"),
        ("config/files/pipe", "not-a-regular-file"),
    ]


def test_a_folder_has_files() -> None:
    more = {"config/files/x/a.conf": "", "config/files/y": ""}

    assert said(api="files: {/etc/x/: files/x/, /etc/y/: files/y/}\n", more=more) == [
        "config/services/api.yaml:4:37: unknown-file: there is no file below `config/files/y/`"
        " | add the file, or correct the path"
    ]


def test_files_of_a_folder_count_and_are_told_at_the_folder() -> None:
    half = "x" * 500_000
    more = {"config/files/x/a": half, "config/files/x/b": f"{half}x", "config/files/x/..c": "token: ghp_" + "a" * 36}

    assert said(api="files:\n  /etc/x/: {source: files/x/, mode: '0755'}\n", more=more) == [
        "config/services/api.yaml:4:1: files-too-large: the files have 1000048 bytes together, "
        "more than the 1000000 that a ConfigMap takes | build large files into the image",
        "config/services/api.yaml:5:3: bad-file-name: `..c` cannot be a key of a ConfigMap: expected no `..` at its "
        "beginning, and 253 characters at most | mount the file under another name",
        "config/services/api.yaml:5:21: plain-secret: `config/files/x/..c` holds what looks like a key or a token"
        " | put it into the service's remote secret and mount it as `{secret: <key>}`; replace it, as git keeps it",
    ]


def test_a_secret_file_is_of_a_service_that_there_is() -> None:
    assert said(api="files: {/key: {secret: key, of: auht}}\n") == [
        "config/services/api.yaml:4:33: unknown-service: there is no service `auht`"
        " | add `config/services/auht.yaml`, or remove this"
    ]


def test_a_secret_file_needs_the_operator() -> None:
    dev = "addons:\n  external-secrets:\n    enabled: false\n"

    assert said(api="files: {/key: {secret: key}}\n", dev=dev) == [
        "environments/dev.yaml:6:14: addon-needed: `external-secrets` is disabled, and `api` reads secrets"
        " | remove this line | config/services/api.yaml:4:9 `api` reads secrets here"
    ]

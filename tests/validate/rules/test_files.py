"""Files that are mounted are there, and fit into a ConfigMap."""

from __future__ import annotations

from tests.validate.shop import said


def test_a_file_is_there() -> None:
    assert said(api="files:\n  /a: files/a.conf\n  /b: files/qqqq\n", more={"config/files/a.cnf": ""}) == [
        "config/services/api.yaml:5:7: unknown-file: there is no file `config/files/a.conf`"
        " | did you mean `files/a.cnf`?",
        "config/services/api.yaml:6:7: unknown-file: there is no file `config/files/qqqq`"
        " | add the file, or correct the path",
    ]


def test_a_file_of_a_job_before_the_rollout_is_there() -> None:
    assert said(api="before: {m: {files: {/a: files/qqqq}}}\n") == [
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

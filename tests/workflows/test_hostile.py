"""What anybody can do who may open a pull request: an artifact of any bytes, any branch, any title, a fork."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.workflows.github import ID, GitHub, zipped
from tests.workflows.steps import Ended, environment, posting, runner, step, workflow_run

HEAD = "a" * 40
NAME = "the comment and the checks"
BRANCHES = [
    "$(touch pwned)",
    "`touch pwned`",
    '"; touch pwned; "',
    "a\n::set-env name=PATH::/tmp\nb",
    "x&state=closed#fragment?per_page=1",
    "../../../repos/acme/other",
    "%0A::error::no",
    "${{ github.token }}",
    "зеркало/\u202egpj.exe",
    "a" * 240,
]


@pytest.fixture
def post(github: GitHub, tmp_path: Path) -> Any:
    """Run the action after a run."""

    def posted(event: Mapping[str, Any], **inputs: str) -> Ended:
        return step(".github/actions/post", NAME, tmp_path, event=event, given=runner(github), **inputs)

    return posted


@pytest.mark.parametrize("branch", BRANCHES)
def test_a_branch_may_be_called_anything(github: GitHub, post: Any, tmp_path: Path, branch: str) -> None:
    pull = github.pull(7, HEAD, branch=branch, title=branch)
    github.artifact(50, posting(pull, environment("production", 3)))

    ended = post(workflow_run(pull, 50))

    assert ended.code == 0, ended.text
    assert len(github.bodies(7)) == 1
    assert {each.query.get("head") for each in github.asked} == {None, f"acme:{branch}"}
    assert not (tmp_path / "pwned").exists()
    assert [line for line in ended.text.splitlines() if not line.startswith("cartwright: ")] == []


@pytest.mark.parametrize("title", ["$(touch pwned)", "@everyone <img src=x>", "\n::stop-commands::x"])
def test_the_title_is_never_looked_at(github: GitHub, post: Any, title: str) -> None:
    pull = github.pull(7, HEAD, title=title, body=title)
    github.artifact(50, posting(pull, environment("production", 3)))

    ended = post(workflow_run(pull, 50))

    assert ended.code == 0
    assert title.strip() not in github.bodies(7)[0] + ended.text


def test_a_fork_gets_its_comment_and_it_says_whose_words_they_are(github: GitHub, post: Any) -> None:
    pull = github.pull(7, HEAD, repository=2002)
    github.artifact(50, posting(pull, environment("production", 3)))

    ended = post(workflow_run(pull, 50))

    assert ended.code == 0, ended.text
    assert github.bodies(7)[0].splitlines()[2:4] == [
        "> [!NOTE]",
        "> A run of the fork of `fork2002` wrote this: read it as that person's words.",
    ]
    assert [each["name"] for each in github.checks] == ["cartwright / production"]


def test_a_fork_that_is_gone_is_no_trouble(github: GitHub, post: Any) -> None:
    pull = github.pull(7, HEAD, repository=2002)
    event = workflow_run(pull, 50)
    event["workflow_run"]["head_repository"] = None

    ended = post(event)

    assert (ended.code, github.asked) == (0, [])


def test_a_run_whose_branch_is_gone_is_no_trouble(github: GitHub, post: Any) -> None:
    pull = github.pull(7, HEAD)
    event = workflow_run(pull, 50)
    event["workflow_run"]["head_branch"] = None

    ended = post(event)

    assert (ended.code, github.asked) == (0, [])


def test_an_artifact_that_lies_about_its_pull_request_is_refused(github: GitHub, post: Any) -> None:
    pull = github.pull(7, HEAD, repository=2002)
    github.pull(8, "b" * 40, branch="release")
    github.artifact(50, posting(pull, environment("production"), pull_request=8))

    ended = post(workflow_run(pull, 50))

    assert (ended.code, github.wrote()) == (1, [])
    assert "it says it is of pull request 8, which is not what this run was made for" in ended.text


def test_an_artifact_that_lies_about_its_commit_is_refused(github: GitHub, post: Any) -> None:
    pull = github.pull(7, HEAD)
    github.artifact(50, posting(pull, environment("production"), head="b" * 40))

    assert (post(workflow_run(pull, 50)).code, github.wrote()) == (1, [])


def test_a_fork_with_our_branch_and_our_commit_is_not_us(github: GitHub, post: Any) -> None:
    ours, fork = github.pull(7, HEAD, branch="main"), github.pull(8, HEAD, branch="main", repository=2002)
    github.artifact(50, posting(fork, environment("production"), pull_request=7))

    ended = post(workflow_run(fork, 50))

    assert ours["number"] == 7
    assert (ended.code, github.wrote()) == (1, [])


def test_a_fork_cannot_make_the_checks_of_a_merge_queue(github: GitHub, post: Any) -> None:
    pull = github.pull(7, HEAD, repository=2002)
    github.artifact(50, posting(pull, environment("production"), pull_request=None))

    ended = post(workflow_run(pull, 50, event="merge_group"))

    assert (ended.code, github.wrote()) == (0, [])


@pytest.mark.parametrize(
    "wrong",
    [
        {"pull_request": "7"},
        {"pull_request": True},
        {"pull_request": -7},
        {"pull_request": 7.0},
        {"head": "A" * 40},
        {"head": "main"},
        {"state": "great"},
        {"schema": "cartwright-posting/v2"},
        {"more": 1},
        {"environments": {}},
        {"environments": [{"name": "production"}]},
        {"environments": [environment("production"), environment("production")]},
        {"environments": [environment("../production")]},
        {"environments": [environment("production\n")]},
        {"environments": [environment("Production")]},
        {"environments": [environment("a" * 64)]},
        {"environments": [{**environment("production"), "objects": -1}]},
        {"environments": [{**environment("production"), "objects": 10**30}]},
        {"environments": [{**environment("production"), "failed": "no"}]},
        {"environments": [environment(f"e{number}") for number in range(201)]},
    ],
    ids=str,
)
def test_a_posting_of_another_form_is_refused(github: GitHub, post: Any, wrong: Mapping[str, Any]) -> None:
    pull = github.pull(7, HEAD)
    github.artifact(
        50, posting(pull, environment("production"), **wrong) if "environments" not in wrong else changed(pull, wrong)
    )

    ended = post(workflow_run(pull, 50))

    assert (ended.code, github.wrote()) == (1, []), ended.text
    assert "the artifact is not what a run of cartwright writes" in ended.text


def changed(pull: Mapping[str, Any], wrong: Mapping[str, Any]) -> dict[str, str]:
    files = posting(pull)
    return {**files, "posting.json": json.dumps({**json.loads(files["posting.json"]), **wrong})}


RAW = {
    "nothing": b"",
    "no JSON": b"{",
    "no UTF-8": b"\xff\xfe",
    "deep": b"[" * 60_000,
    "a long number": b'{"schema": ' + b"9" * 5_000 + b"}",
    "a key twice": b'{"schema": "cartwright-posting/v1", "schema": "cartwright-posting/v1"}',
    "no mapping": b"[]",
    "too long": b'"' + b"a" * 70_000 + b'"',
}


@pytest.mark.parametrize("raw", RAW.values(), ids=RAW)
def test_a_posting_that_is_none_is_refused(github: GitHub, post: Any, raw: bytes) -> None:
    pull = github.pull(7, HEAD)
    github.artifact(50, {"posting.json": raw, "comment.md": "x"})

    ended = post(workflow_run(pull, 50))

    assert (ended.code, github.wrote()) == (1, []), ended.text
    assert "Traceback" not in ended.text


def archive(*members: tuple[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members:
            file.writestr(zipfile.ZipInfo(name), content)
    return packed.getvalue()


def liar() -> bytes:
    """An archive that says its one file is short, and is 200 MB of zeros."""
    packed = bytearray(zipped({"comment.md": b"\0" * 200_000_000}))
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = packed.index(mark)
        packed[start + place : start + place + 4] = (100).to_bytes(4, "little")
    return bytes(packed)


PACKED = {
    "no archive": b"PK, but no more than that",
    "a file of another name": archive(("posting.json", b"{}"), ("../../.bashrc", b"")),
    "an absolute name": archive(("/etc/passwd", b"")),
    "a bomb": zipped({"comment.md": b"\0" * 200_000_000}),
    "a bomb that lies": liar(),
    "cut off": archive(("posting.json", b"{}" * 1_000))[:-30],
    "twenty thousand files": archive(*((f"f{number}", b"") for number in range(20_000))),
}


@pytest.mark.parametrize("packed", PACKED.values(), ids=PACKED)
def test_an_archive_that_is_none_of_ours_is_refused(github: GitHub, post: Any, tmp_path: Path, packed: bytes) -> None:
    pull = github.pull(7, HEAD)
    github.artifact(50, packed)
    before = sorted(tmp_path.rglob("*"))

    ended = post(workflow_run(pull, 50))

    assert (ended.code, github.wrote()) == (1, []), ended.text
    assert "Traceback" not in ended.text
    assert sorted(path for path in tmp_path.rglob("*") if not path.name.startswith("github_")) == before


def test_an_artifact_that_says_it_is_large_is_not_fetched(github: GitHub, post: Any) -> None:
    pull = github.pull(7, HEAD)
    github.artifact(50, posting(pull, environment("production", 3)))["size_in_bytes"] = 10**9

    ended = post(workflow_run(pull, 50))

    assert (ended.code, github.storage.asked) == (1, [])


def test_an_artifact_that_says_it_is_small_is_not_read_to_its_end(github: GitHub, post: Any) -> None:
    pull = github.pull(7, HEAD)
    github.artifact(50, b"\0" * 30_000_000)["size_in_bytes"] = 10

    ended = post(workflow_run(pull, 50))

    assert (ended.code, github.wrote()) == (3, [])
    assert "the answer is longer than" in ended.text


def test_an_artifact_of_another_run_or_another_name_is_not_taken(github: GitHub, post: Any) -> None:
    pull = github.pull(7, HEAD)
    github.artifact(51, posting(pull, environment("production", 3)))
    github.artifact(50, posting(pull, environment("production", 3)), "cartwright-post-other")

    post(workflow_run(pull, 50))

    assert github.storage.asked == []


def test_a_comment_from_an_artifact_does_nothing(github: GitHub, post: Any) -> None:
    pull = github.pull(7, HEAD)
    hostile = "<!-- cartwright:diff:v1:main -->\n@acme/admins see #1 ![x](https://evil.example/x.png) [run](https://evil.example)"
    hostile += "\n<img src=https://evil.example><script>x</script>\n<!-- run 999999.1 -->\n````\n<details>"
    github.artifact(50, {**posting(pull, environment("production", 3)), "comment.md": hostile})

    post(workflow_run(pull, 50))

    (body,) = github.bodies(7)
    assert body.startswith("<!-- cartwright:diff:v1:main -->\n<!-- run 50.1 -->\n")
    assert body.count("<!--") == 2
    assert [each for each in ("@acme", "#1", "![", "](https://evil", "<img", "<script") if each in body] == []
    assert body.endswith(
        "\n````\n\n<sub>[The run](https://github.com/acme/gitops/actions/runs/50) · aaaaaaaaaaaa</sub>\n"
    )


def test_a_key_that_is_none_is_refused(github: GitHub, post: Any) -> None:
    ended = post(workflow_run(github.pull(7, HEAD), 50), key="main --> x")

    assert (ended.code, github.asked) == (1, [])


def test_the_number_of_our_repository_is_what_counts_and_not_its_name(github: GitHub, post: Any) -> None:
    pull = github.pull(7, HEAD)
    pull["head"]["repo"] = {"id": ID + 1, "owner": {"login": "acme"}}
    github.artifact(50, posting(pull, environment("production", 3)))

    post(workflow_run(pull, 50))

    assert "A run of the fork of `acme` wrote this" in github.bodies(7)[0]


def test_a_fork_of_the_same_owner_with_our_branch_and_our_commit_is_not_us(github: GitHub, post: Any) -> None:
    ours = github.pull(7, HEAD)
    fork = {**ours, "head": {**ours["head"], "repo": {"id": ID + 1, "owner": {"login": "acme"}}}}
    github.artifact(50, posting(ours, environment("production", 3)))

    ended = post(workflow_run(fork, 50))

    assert (ended.code, github.wrote()) == (0, [])
    assert "no open pull request has this run's commit" in ended.text


@pytest.mark.parametrize(("name", "size"), [("comment.md", 1024 * 1024), ("posting.json", 64 * 1024)])
def test_a_file_that_is_one_byte_too_long_is_refused(github: GitHub, post: Any, name: str, size: int) -> None:
    pull = github.pull(7, HEAD)
    files = posting(pull, environment("production", 3))
    github.artifact(50, {**files, name: files[name].encode().ljust(size)})
    github.artifact(51, {**files, name: files[name].encode().ljust(size + 1)})

    assert post(workflow_run(pull, 50)).code == 0
    ended = post(workflow_run(pull, 51))
    assert ended.code == 1
    assert f"'{name}' is longer than {size} bytes" in ended.text

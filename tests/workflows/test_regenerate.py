"""A bot's pull request gets the files that follow: generated without a secret, committed without running anything."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from posting.regenerated import may_be_written

from tests.workflows.github import REPOSITORY, TOKEN, Answer, GitHub
from tests.workflows.repositories import cartwright, clone
from tests.workflows.steps import Ended, runner, step, workflow_run

HEAD = "a" * 40
BOT = {"login": "renovate[bot]", "type": "Bot"}
ARTIFACT = "cartwright-regenerated-main"


def artifact(pull: Mapping[str, Any], files: Mapping[str, str], *gone: Any, **more: Any) -> dict[str, str]:
    note = {"schema": "cartwright-regenerated/v1", "pull_request": pull["number"], "head": pull["head"]["sha"]}
    return {
        "regenerated.json": json.dumps({**note, "gone": gone, **more}),
        **{f"files/{k}": v for k, v in files.items()},
    }


def looked(github: GitHub, where: Path, event: Any) -> Ended:
    return step(
        ".github/actions/push", "is there something to commit?", where, event=event, given=runner(github), **APP
    )


def pushed(github: GitHub, where: Path, event: Any, **inputs: str) -> Ended:
    given = {**runner(github), "steps.app.outputs.token": TOKEN}
    return step(".github/actions/push", "commit", where, event=event, given=given, **APP, **inputs)


APP = {"client_id": "Iv1", "private_key": "none"}


def test_what_generate_changes_is_kept_and_nothing_else(tmp_path: Path) -> None:
    pull = clone(tmp_path / "work")
    writes = {
        "charts/api/values.yaml": "a: 2\n",
        "charts/api/.helmignore": "x\n",
        "argocd/dev/root.yaml": "new\n",
        "charts/api/old.yaml": None,
        "README.md": "changed\n",
        "secrets.txt": "no\n",
    }

    ended = step(
        ".github/actions/regenerate",
        "generate",
        pull.folder,
        event=pull.event(),
        given=cartwright(tmp_path, writes=writes),
    )

    folder = Path(ended.outputs["folder"])
    kept = {str(path.relative_to(folder)): path.read_text() for path in folder.rglob("*") if path.is_file()}
    assert ended.code == 0, ended.text
    assert ended.outputs["changed"] == "true"
    assert json.loads(kept.pop("regenerated.json")) == {
        "schema": "cartwright-regenerated/v1",
        "pull_request": 7,
        "head": pull.head,
        "gone": ["charts/api/old.yaml"],
    }
    assert kept == {
        "files/charts/api/values.yaml": "a: 2\n",
        "files/charts/api/.helmignore": "x\n",
        "files/argocd/dev/root.yaml": "new\n",
    }


def test_where_generate_changes_nothing_there_is_nothing_to_commit(tmp_path: Path) -> None:
    pull = clone(tmp_path / "work")

    ended = step(".github/actions/regenerate", "generate", pull.folder, event=pull.event(), given=cartwright(tmp_path))

    assert ended.outputs["changed"] == "false"


def test_where_generate_fails_nothing_is_kept(tmp_path: Path) -> None:
    pull = clone(tmp_path / "work")
    given = cartwright(tmp_path, generate=2)

    ended = step(".github/actions/regenerate", "generate", pull.folder, event=pull.event(), given=given)

    assert (ended.code, ended.outputs) == (2, {})


def test_a_folder_of_the_repository_is_generated_by_itself(tmp_path: Path) -> None:
    pull = clone(tmp_path / "work")
    (pull.folder / "shop").mkdir()
    given = cartwright(tmp_path, writes={"charts/api/values.yaml": "new\n"})

    ended = step(".github/actions/regenerate", "generate", pull.folder, event=pull.event(), given=given, root="shop")

    assert (Path(ended.outputs["folder"]) / "files/charts/api/values.yaml").read_text() == "new\n"


def test_it_is_one_commit_on_the_very_commit_that_was_generated_from(github: GitHub, tmp_path: Path) -> None:
    pull = github.pull(7, HEAD, branch="renovate/x", user=BOT)
    github.artifact(50, artifact(pull, {"charts/a.yaml": "a: 2\n"}, "charts/b.yaml"), ARTIFACT)
    event = workflow_run(pull, 50)

    assert looked(github, tmp_path, event).outputs == {"needed": "true"}
    ended = pushed(github, tmp_path, event)

    assert ended.code == 0, ended.text
    assert github.pushed == [
        {
            "branch": {"repositoryNameWithOwner": REPOSITORY, "branchName": "renovate/x"},
            "expectedHeadOid": HEAD,
            "message": {"headline": "generate: files that follow from this branch's input"},
            "fileChanges": {
                "additions": [{"path": "charts/a.yaml", "contents": base64.b64encode(b"a: 2\n").decode()}],
                "deletions": [{"path": "charts/b.yaml"}],
            },
        }
    ]


def test_paths_lie_below_the_folder_that_the_workflow_names(github: GitHub, tmp_path: Path) -> None:
    pull = github.pull(7, HEAD, user=BOT)
    github.artifact(50, artifact(pull, {"charts/a.yaml": "x"}), ARTIFACT)

    pushed(github, tmp_path, workflow_run(pull, 50), root="shop")

    assert [each["path"] for each in github.pushed[0]["fileChanges"]["additions"]] == ["shop/charts/a.yaml"]


@pytest.mark.parametrize(
    "more",
    [
        {"user": {"login": "maya", "type": "User"}},
        {"user": {"login": "renovate[bot]", "type": "User"}},
        {"user": {"login": "evil[bot]", "type": "Bot"}},
        {"user": BOT, "state": "closed"},
        {"user": BOT, "repository": 2002},
    ],
    ids=str,
)
def test_nothing_is_committed_but_to_an_open_pull_request_of_a_bot_here(
    github: GitHub, tmp_path: Path, more: Mapping[str, Any]
) -> None:
    pull = github.pull(7, HEAD, **more)
    github.artifact(50, artifact(pull, {"charts/a.yaml": "x"}), ARTIFACT)
    event = workflow_run(pull, 50)

    assert looked(github, tmp_path, event).outputs == {"needed": "false"}
    assert (pushed(github, tmp_path, event).code, github.pushed) == (0, [])


PATHS = [
    ".github/workflows/ci.yml",
    "charts/../.github/workflows/ci.yml",
    "charts/./a.yaml",
    "charts//a.yaml",
    "/charts/a.yaml",
    "charts",
    "charts/.git/config",
    "charts/.GIT/hooks/x",
    "charts/.gitmodules",
    "charts/a\nb.yaml",
    "charts/a b.yaml",
    "charts/\u202ea.yaml",
    "environments/production.yaml",
    "generator/cli.py",
    "charts\\a.yaml",
]


@pytest.mark.parametrize(
    "path", ["charts/a.yaml", "charts/.gitattributes", "argocd/dev/.helmignore", "schemas/a+b@1.json"]
)
def test_a_path_that_cartwright_writes_may_be_written(path: str) -> None:
    assert may_be_written(path)


@pytest.mark.parametrize("path", PATHS)
def test_a_path_that_is_no_generated_file_is_refused(github: GitHub, tmp_path: Path, path: str) -> None:
    pull = github.pull(7, HEAD, user=BOT)
    github.artifact(50, artifact(pull, {path: "x"}), ARTIFACT)
    github.artifact(51, artifact(pull, {}, path), ARTIFACT)

    codes = [pushed(github, tmp_path, workflow_run(pull, run)).code for run in (50, 51)]

    assert (codes, github.pushed) == ([1, 1], [])


@pytest.mark.parametrize(
    "wrong", [{"pull_request": 8}, {"head": "b" * 40}, {"gone": "x"}, {"gone": [1]}, {"more": 1}], ids=str
)
def test_a_note_that_lies_is_refused(github: GitHub, tmp_path: Path, wrong: Mapping[str, Any]) -> None:
    pull = github.pull(7, HEAD, user=BOT)
    github.pull(8, HEAD, user=BOT, branch="other")
    files = artifact(pull, {"charts/a.yaml": "x"})
    note = {**json.loads(files["regenerated.json"]), **wrong}
    github.artifact(50, {**files, "regenerated.json": json.dumps(note)}, ARTIFACT)

    assert (pushed(github, tmp_path, workflow_run(pull, 50)).code, github.pushed) == (1, [])


def test_a_branch_that_moved_meanwhile_is_left_to_its_next_run(github: GitHub, tmp_path: Path) -> None:
    pull = github.pull(7, HEAD, user=BOT)
    github.artifact(50, artifact(pull, {"charts/a.yaml": "x"}), ARTIFACT)
    stale = {"data": None, "errors": [{"type": "STALE_DATA", "message": "Expected branch to point to"}]}
    github.fault("POST", "/graphql", Answer(200, stale))

    ended = pushed(github, tmp_path, workflow_run(pull, 50))

    assert (ended.code, github.pushed) == (0, [])
    assert "the branch has moved" in ended.text


def test_an_app_without_the_right_is_told_which(github: GitHub, tmp_path: Path) -> None:
    pull = github.pull(7, HEAD, user=BOT)
    github.artifact(50, artifact(pull, {"charts/a.yaml": "x"}), ARTIFACT)
    github.fault(
        "POST", "/graphql", Answer(200, {"errors": [{"type": "FORBIDDEN", "message": "Resource not accessible"}]})
    )

    ended = pushed(github, tmp_path, workflow_run(pull, 50))

    assert ended.code == 1
    assert "Resource not accessible; the App needs `contents: write`" in ended.text


def test_it_does_not_commit_again_and_again(github: GitHub, tmp_path: Path) -> None:
    pull = github.pull(7, HEAD, user=BOT)
    github.commits[HEAD] = "generate: files that follow from this branch's input"
    github.artifact(50, artifact(pull, {"charts/a.yaml": "x"}), ARTIFACT)

    ended = pushed(github, tmp_path, workflow_run(pull, 50))

    assert (ended.code, github.pushed) == (1, [])
    assert "it has to be looked at" in ended.text

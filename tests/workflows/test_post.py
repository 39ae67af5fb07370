"""The comment and the checks of a pull request, as the action that follows a run makes them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.workflows.github import BOT, ID, LIMIT, TOKEN, Answer, GitHub
from tests.workflows.steps import COMMENT, Ended, environment, posting, runner, step, workflow_run

HEAD = "a" * 40
MARKER = "<!-- cartwright:diff:v1:main -->"
NAME = "the comment and the checks"


@pytest.fixture
def post(github: GitHub, tmp_path: Path) -> Any:
    """Run the action after a run; the artifact is there before."""

    def posted(event: Mapping[str, Any], **inputs: str) -> Ended:
        return step(".github/actions/post", NAME, tmp_path, event=event, given=runner(github), **inputs)

    return posted


def shown(github: GitHub, number: int = 7) -> str:
    """The one comment, without what it is known by."""
    (body,) = github.bodies(number)
    return body.split(" -->\n", 2)[2].replace("\u200b", "")


def test_the_first_run_makes_a_comment_that_is_known_by_its_marker(github: GitHub, post: Any) -> None:
    pull = github.pull(7, HEAD)
    github.artifact(50, posting(pull, environment("production", 3)))

    ended = post(workflow_run(pull, 50))

    assert ended.code == 0, ended.text
    assert github.bodies(7)[0].startswith(f"{MARKER}\n<!-- run 50.1 -->\n### production: 3 pods restart")
    assert shown(github) == COMMENT.removeprefix(f"{MARKER}\n") + (
        "\n<sub>[The run](https://github.com/acme/gitops/actions/runs/50) · aaaaaaaaaaaa</sub>\n"
    )


def test_the_next_run_changes_the_same_comment(github: GitHub, post: Any) -> None:
    pull = github.pull(7, HEAD)
    github.comment(7, "a remark", {"login": "maya", "type": "User"})
    ours = github.comment(7, f"{MARKER}\n<!-- run 49.1 -->\nold")
    github.artifact(50, posting(pull, environment("production", 3)))

    ended = post(workflow_run(pull, 50))

    assert ended.code == 0, ended.text
    assert [each.path for each in github.wrote("PATCH")] == [f"/repos/acme/gitops/issues/comments/{ours['id']}"]
    assert "3 pods restart" in ours["body"]
    assert github.bodies(7)[0] == "a remark"


def test_our_comment_is_found_among_hundreds(github: GitHub, post: Any) -> None:
    pull = github.pull(7, HEAD)
    for number in range(250):
        github.comment(7, f"remark {number}", {"login": "maya", "type": "User"})
    ours = github.comment(7, f"{MARKER}\nold")
    github.artifact(50, posting(pull, environment("production", 3)))

    post(workflow_run(pull, 50))

    assert "3 pods restart" in ours["body"]
    assert len(github.bodies(7)) == 251


def test_a_comment_that_says_so_already_is_not_touched(github: GitHub, post: Any) -> None:
    pull = github.pull(7, HEAD)
    github.artifact(50, posting(pull, environment("production", 3)))
    post(workflow_run(pull, 50))

    ended = post(workflow_run(pull, 50))

    assert ended.code == 0
    assert github.wrote("PATCH") == [each for each in github.wrote("PATCH") if "check-runs" in each.path]
    assert "comment: says so already" in ended.text


def test_where_nothing_changes_any_more_the_comment_says_so(github: GitHub, post: Any) -> None:
    pull = github.pull(7, HEAD)
    ours = github.comment(7, f"{MARKER}\n<!-- run 49.1 -->\nmuch")
    github.artifact(50, posting(pull, environment("production"), state="none"))

    post(workflow_run(pull, 50))

    assert "**Nothing changes** in any environment." in ours["body"]
    assert "much" not in ours["body"]
    assert "3 pods restart" not in ours["body"]


def test_where_nothing_changes_no_comment_is_made(github: GitHub, post: Any) -> None:
    pull = github.pull(7, HEAD)
    github.artifact(50, posting(pull, environment("production"), state="none"))

    ended = post(workflow_run(pull, 50))

    assert ended.code == 0
    assert github.bodies(7) == []
    assert "comment: none is needed" in ended.text


def test_a_run_without_an_artifact_says_that_nothing_is_known(github: GitHub, post: Any) -> None:
    pull = github.pull(7, HEAD)
    ours = github.comment(7, f"{MARKER}\n<!-- run 49.1 -->\nmuch")

    ended = post(workflow_run(pull, 50))

    assert ended.code == 0
    assert "**The diff did not finish**" in ours["body"]
    assert github.checks == []


def test_a_run_whose_diff_did_not_finish_says_so_and_makes_no_check(github: GitHub, post: Any) -> None:
    pull = github.pull(7, HEAD)
    ours = github.comment(7, f"{MARKER}\n<!-- run 49.1 -->\nmuch")
    github.artifact(50, posting(pull, environment("production", 3), state="incomplete"))

    post(workflow_run(pull, 50))

    assert "**The diff did not finish**" in ours["body"]
    assert github.checks == []


def test_each_environment_has_a_check_by_a_name_that_stays(github: GitHub, post: Any) -> None:
    pull = github.pull(7, HEAD)
    found = (environment("dev"), environment("production", 3, 2, failed=True), environment("staging", 1, 1))
    github.artifact(50, posting(pull, *found))

    post(workflow_run(pull, 50))

    told = [(each["name"], each["conclusion"], each["output"]["title"]) for each in github.checks]
    assert told == [
        ("cartwright / dev", "success", "no changes"),
        ("cartwright / production", "failure", "changes, 3 objects, 2 findings"),
        ("cartwright / staging", "success", "changes, 1 object, 1 finding"),
    ]
    assert {each["head_sha"] for each in github.checks} == {HEAD}
    assert {each["status"] for each in github.checks} == {"completed"}


def test_a_later_run_of_the_same_commit_changes_its_checks(github: GitHub, post: Any) -> None:
    pull = github.pull(7, HEAD)
    github.artifact(50, posting(pull, environment("production", 3, 1, failed=True)))
    post(workflow_run(pull, 50))
    github.artifact(51, posting(pull, environment("production", 3)))

    post(workflow_run(pull, 51))

    assert [(each["conclusion"], each["external_id"]) for each in github.checks] == [("success", "cartwright:51.1")]


def test_a_check_of_another_app_is_left_alone(github: GitHub, post: Any) -> None:
    pull = github.pull(7, HEAD)
    other = {"id": 1, "name": "cartwright / production", "head_sha": HEAD, "app": {"slug": "other"}, "external_id": ""}
    github.checks.append(dict(other))
    github.artifact(50, posting(pull, environment("production", 3)))

    post(workflow_run(pull, 50))

    assert github.checks[0] == other
    assert github.checks[1]["app"] == {"slug": "github-actions"}


def test_an_earlier_run_that_ends_later_changes_nothing(github: GitHub, post: Any) -> None:
    pull = github.pull(7, HEAD)
    github.artifact(51, posting(pull, environment("production", 3)))
    post(workflow_run(pull, 51))
    before = (github.bodies(7), [dict(each) for each in github.checks])
    github.artifact(50, posting(pull, environment("production", 9, 1, failed=True)))

    ended = post(workflow_run(pull, 50))

    assert (github.bodies(7), github.checks) == before
    assert ended.text.count("a later run has told already") == 2


def test_a_second_attempt_of_a_run_is_later_than_its_first(github: GitHub, post: Any) -> None:
    pull = github.pull(7, HEAD)
    ours = github.comment(7, f"{MARKER}\n<!-- run 50.1 -->\nold")
    github.artifact(50, posting(pull, environment("production", 3)))

    post(workflow_run(pull, 50, attempt=2))

    assert "<!-- run 50.2 -->" in ours["body"]


def test_two_comments_of_ours_become_one(github: GitHub, post: Any) -> None:
    pull = github.pull(7, HEAD)
    first = github.comment(7, f"{MARKER}\n<!-- run 49.1 -->\none")
    github.comment(7, f"{MARKER}\n<!-- run 49.1 -->\ntwo")
    github.artifact(50, posting(pull, environment("production", 3)))

    post(workflow_run(pull, 50))

    assert github.comments[7] == [first]


def test_a_comment_with_another_key_is_another_comment(github: GitHub, post: Any) -> None:
    pull = github.pull(7, HEAD)
    other = github.comment(7, "<!-- cartwright:diff:v1:shop -->\nof the other folder")
    github.artifact(50, posting(pull, environment("production", 3)))

    post(workflow_run(pull, 50))

    assert len(github.bodies(7)) == 2
    assert other["body"].endswith("of the other folder")


def test_a_key_names_both_the_artifact_and_the_comment(github: GitHub, post: Any) -> None:
    pull = github.pull(7, HEAD)
    github.artifact(50, posting(pull, environment("production", 3)), "cartwright-post-shop")

    post(workflow_run(pull, 50), key="shop")

    assert github.bodies(7)[0].startswith("<!-- cartwright:diff:v1:shop -->\n")


def test_two_pull_requests_at_once_each_have_their_own(github: GitHub, post: Any) -> None:
    first, second = github.pull(7, HEAD), github.pull(8, "b" * 40, branch="other")
    github.artifact(50, posting(first, environment("production", 3)))
    github.artifact(51, posting(second, environment("production", 5)))

    post(workflow_run(second, 51))
    post(workflow_run(first, 50))

    assert ["<!-- run 50.1 -->" in body for body in github.bodies(7)] == [True]
    assert ["<!-- run 51.1 -->" in body for body in github.bodies(8)] == [True]
    assert {each["head_sha"]: each["output"]["title"] for each in github.checks} == {
        HEAD: "changes, 3 objects",
        "b" * 40: "changes, 5 objects",
    }


def test_a_branch_with_two_pull_requests_is_told_in_the_one_that_the_run_was_for(github: GitHub, post: Any) -> None:
    github.pull(7, HEAD)
    second = github.pull(8, HEAD, base={"ref": "release", "repo": {"id": ID}})
    github.artifact(50, posting(second, environment("production", 3)))

    post(workflow_run(second, 50))

    assert (len(github.bodies(7)), len(github.bodies(8))) == (0, 1)


def test_a_commit_that_is_not_the_last_one_any_more_is_not_told(github: GitHub, post: Any) -> None:
    pull = github.pull(7, "b" * 40)
    run = workflow_run(pull, 50)
    run["workflow_run"]["head_sha"] = HEAD
    github.artifact(50, {**posting(pull, environment("production", 3))})

    ended = post(run)

    assert ended.code == 0
    assert github.wrote() == []
    assert "no open pull request has this run's commit" in ended.text


def test_a_pull_request_that_was_closed_meanwhile_is_not_told(github: GitHub, post: Any) -> None:
    pull = github.pull(7, HEAD, state="closed")
    github.artifact(50, posting(pull, environment("production", 3)))

    ended = post(workflow_run(pull, 50))

    assert (ended.code, github.wrote()) == (0, [])


def test_a_merge_queue_gets_checks_and_no_comment(github: GitHub, post: Any) -> None:
    pull = {"number": None, "head": {"sha": HEAD, "ref": "gh-readonly-queue/main/pr-7", "repo": github_repo()}}
    github.artifact(50, posting(pull, environment("production", 3)))

    ended = post(workflow_run(pull, 50, event="merge_group"))

    assert ended.code == 0, ended.text
    assert [(each["name"], each["head_sha"]) for each in github.checks] == [("cartwright / production", HEAD)]
    assert [each for each in github.wrote() if "comments" in each.path] == []


def github_repo() -> dict[str, Any]:
    return {"id": ID, "owner": {"login": "acme"}}


def test_a_comment_over_the_limit_is_cut_at_a_line_and_says_so(github: GitHub, post: Any) -> None:
    pull = github.pull(7, HEAD)
    long = "\n".join(["### much", "<details><summary>all</summary>", "", "````diff", *["! a: 1 → 2 💥"] * 9_000])
    github.artifact(50, {**posting(pull, environment("production", 9_000)), "comment.md": long})

    ended = post(workflow_run(pull, 50))

    (body,) = github.bodies(7)
    assert ended.code == 0, ended.text
    assert 50_000 < len(body) < LIMIT
    assert len(body.encode()) < 262_144
    assert "\n````\n\n</details>\n\n<sub>Cut: the whole of it is in the artifact of [the run]" in body
    assert {line for line in body.splitlines() if line.startswith("!")} == {"! a: 1 → 2 💥"}


def test_a_text_whose_characters_are_long_stays_under_the_limit_in_bytes(github: GitHub, post: Any) -> None:
    pull = github.pull(7, HEAD)
    github.artifact(50, {**posting(pull, environment("production", 9)), "comment.md": "𒐫" * 200 + "\n" + "𒐫" * 62_000})

    post(workflow_run(pull, 50))

    assert len(github.bodies(7)[0].encode()) < 262_144


def test_a_comment_is_made_again_where_somebody_deleted_it_meanwhile(github: GitHub, post: Any) -> None:
    pull = github.pull(7, HEAD)
    ours = github.comment(7, f"{MARKER}\nold")
    github.artifact(50, posting(pull, environment("production", 3)))
    github.fault("PATCH", "/issues/comments/", Answer(404, {"message": "Not Found"}))
    github.comments[7] = Vanishing([ours])

    ended = post(workflow_run(pull, 50))

    assert ended.code == 0, ended.text
    assert "comment: made" in ended.text


class Vanishing(list[Any]):
    """A list that is empty once it was looked at."""

    looked = 0

    def __getitem__(self, key: Any) -> Any:
        found = super().__getitem__(key)
        if isinstance(key, slice):
            self.looked += 1
            if self.looked == 1:
                self.clear()
        return found


def test_a_run_of_its_own_posts_where_the_action_is_told_to(github: GitHub, tmp_path: Path) -> None:
    pull = github.pull(7, HEAD)
    folder = tmp_path / "post"
    folder.mkdir()
    for name, text in posting(pull, environment("production", 3)).items():
        (folder / name).write_text(text, encoding="utf-8")
    given = {
        **runner(github),
        "GITHUB_RUN_ID": "50",
        "GITHUB_RUN_ATTEMPT": "1",
        "steps.judge.outputs.posting": str(folder),
    }
    event = {"pull_request": pull, "repository": {"id": ID}}

    ended = step(".", "post them", tmp_path, event=event, given=given, token=TOKEN)

    assert ended.code == 0, ended.text
    assert "3 pods restart" in github.bodies(7)[0]
    assert [each["details_url"] for each in github.checks] == ["https://github.com/acme/gitops/actions/runs/50"]


@pytest.mark.parametrize(("repository", "actor"), [(2002, "mallory"), (ID, "dependabot[bot]")])
def test_a_run_whose_token_only_reads_leaves_the_comment_to_the_other_workflow(
    github: GitHub, tmp_path: Path, repository: int, actor: str
) -> None:
    pull = github.pull(7, HEAD, repository=repository)
    given = {
        **runner(github),
        "GITHUB_RUN_ID": "50",
        "GITHUB_ACTOR": actor,
        "GITHUB_RUN_ATTEMPT": "1",
        "steps.judge.outputs.posting": str(tmp_path),
    }

    ended = step(".", "post them", tmp_path, event={"pull_request": pull, "repository": {"id": ID}}, given=given)

    assert (ended.code, github.asked) == (0, [])
    assert "the workflow that follows posts" in ended.text


def test_the_token_goes_to_the_api_and_not_to_where_it_redirects(github: GitHub, post: Any) -> None:
    pull = github.pull(7, HEAD)
    github.artifact(50, posting(pull, environment("production", 3)))

    post(workflow_run(pull, 50))

    assert [each.headers.get("Authorization") for each in github.storage.asked] == [None]
    assert {each.headers["Authorization"] for each in github.asked} == {f"Bearer {TOKEN}"}


def test_a_comment_of_a_person_with_our_marker_is_left_alone(github: GitHub, post: Any) -> None:
    pull = github.pull(7, HEAD)
    theirs = github.comment(7, f"{MARKER}\nfooled you", {"login": "mallory", "type": "User"})
    github.artifact(50, posting(pull, environment("production", 3)))

    post(workflow_run(pull, 50))

    assert theirs["body"].endswith("fooled you")
    assert len(github.bodies(7)) == 2


def test_an_app_of_its_own_knows_its_comment_by_its_login(github: GitHub, post: Any) -> None:
    pull = github.pull(7, HEAD)
    github.comment(7, f"{MARKER}\nof another bot", BOT)
    ours = github.comment(7, f"{MARKER}\nold", {"login": "gitops-app[bot]", "type": "Bot"})
    github.artifact(50, posting(pull, environment("production", 3)))

    post(workflow_run(pull, 50), author="gitops-app[bot]")

    assert "3 pods restart" in ours["body"]
    assert github.bodies(7)[0].endswith("of another bot")

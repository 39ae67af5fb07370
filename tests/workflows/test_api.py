"""GitHub's errors and limits: patience where it helps, an end to it, and nothing made twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from posting.api import Api, Refused, Unanswered, Uncertain

from tests.workflows.github import TOKEN, Answer, GitHub
from tests.workflows.steps import environment, posting, runner, step, workflow_run

HEAD = "a" * 40
LIMITED = Answer(403, {"message": "You have exceeded a secondary rate limit"}, {"Retry-After": "0"})


class Clock:
    """Time that passes as soon as somebody waits."""

    def __init__(self) -> None:
        self.waited: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.waited.append(seconds)

    def api(self, github: GitHub) -> Api:
        return Api(github.url, TOKEN, patience=300, sleep=self.sleep, now=lambda: 1_000.0)


def posted(github: GitHub, where: Path) -> Any:
    pull = github.pull(7, HEAD)
    github.artifact(50, posting(pull, environment("production", 3)))
    event = workflow_run(pull, 50)
    return step(".github/actions/post", "the comment and the checks", where, event=event, given=runner(github))


@pytest.mark.parametrize(
    ("method", "pattern"),
    [("GET", "/pulls"), ("GET", "/comments"), ("GET", "/zip"), ("POST", "/comments"), ("POST", "/check-runs")],
)
def test_a_limit_is_waited_for_as_long_as_github_asks(
    github: GitHub, tmp_path: Path, method: str, pattern: str
) -> None:
    github.fault(method, pattern, LIMITED)

    ended = posted(github, tmp_path)

    assert ended.code == 0, ended.text
    assert (len(github.bodies(7)), len(github.checks)) == (1, 1)


@pytest.mark.parametrize("pattern", ["/comments", "/check-runs"])
def test_what_was_made_although_github_failed_is_not_made_again(github: GitHub, tmp_path: Path, pattern: str) -> None:
    github.fault("POST", pattern, Answer(502, {"message": "Bad Gateway"}), done=True)

    ended = posted(github, tmp_path)

    assert ended.code == 0, ended.text
    assert (len(github.bodies(7)), len(github.checks)) == (1, 1)


def test_what_was_not_made_because_github_failed_is_made_again(github: GitHub, tmp_path: Path) -> None:
    github.fault("POST", "/comments", Answer(500, b"<html>oops"))

    ended = posted(github, tmp_path)

    assert ended.code == 0, ended.text
    assert len(github.bodies(7)) == 1


def test_a_token_that_may_not_write_is_told_which_rights_it_needs(github: GitHub, tmp_path: Path) -> None:
    github.fault("POST", "/check-runs", Answer(403, {"message": "Resource not accessible by integration"}))

    ended = posted(github, tmp_path)

    assert ended.code == 1
    assert ended.text == (
        "cartwright: POST /repos/acme/gitops/check-runs: 403 Resource not accessible by integration; "
        "the token needs `pull-requests: write` and `checks: write`\n"
    )


def test_a_limit_that_is_over_in_an_hour_is_not_waited_for(github: GitHub, tmp_path: Path) -> None:
    github.fault("GET", "/pulls", Answer(429, {"message": "slow down"}, {"Retry-After": "3600"}))

    ended = posted(github, tmp_path)

    assert ended.code == 3
    assert "waiting 3600 s more is longer than the 300 s that are left" in ended.text
    assert github.wrote() == []


def test_an_error_that_stays_has_an_end(github: GitHub) -> None:
    clock = Clock()
    for _ in range(20):
        github.fault("GET", "/pulls", Answer(503, {"message": "unavailable"}))

    with pytest.raises(Unanswered, match="503 unavailable; waiting"):
        clock.api(github).get("/repos/acme/gitops/pulls", head="acme:topic")

    assert clock.waited == [0.5, 1, 2, 4, 8, 16, 32, 64, 128]


def test_a_limit_with_a_time_is_waited_for_until_then(github: GitHub) -> None:
    clock = Clock()
    headers = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1040"}
    github.fault("GET", "/pulls", Answer(403, {"message": "API rate limit exceeded"}, headers))

    assert clock.api(github).get("/repos/acme/gitops/pulls", head="acme:topic") == []
    assert clock.waited == [41]


def test_a_limit_without_any_time_is_a_minute(github: GitHub) -> None:
    clock = Clock()
    github.fault("GET", "/pulls", Answer(403, {"message": "You have exceeded a secondary rate limit."}))

    clock.api(github).get("/repos/acme/gitops/pulls", head="acme:topic")

    assert clock.waited == [60]


def test_a_refusal_is_not_tried_again(github: GitHub) -> None:
    clock = Clock()
    github.fault("GET", "/pulls", Answer(422, {"message": "Validation\nFailed"}))

    with pytest.raises(Refused, match="422 Validation Failed"):
        clock.api(github).get("/repos/acme/gitops/pulls", head="acme:topic")

    assert clock.waited == []


def test_a_request_that_makes_something_is_sent_once(github: GitHub) -> None:
    clock = Clock()
    github.fault("POST", "/comments", Answer(502))

    with pytest.raises(Uncertain):
        clock.api(github).asked("POST", "/repos/acme/gitops/issues/7/comments", {"body": "x"})

    assert len(github.wrote("POST")) == 1


def test_no_server_at_all_has_an_end_too() -> None:
    clock = Clock()

    with pytest.raises(Unanswered, match="refused"):
        Api("http://127.0.0.1:9", TOKEN, patience=10, sleep=clock.sleep).get("/x")

    assert clock.waited == [0.5, 1, 2, 4]


def test_an_answer_that_is_no_json_is_none(github: GitHub) -> None:
    github.fault("GET", "/pulls", Answer(200, b"<html>"))

    with pytest.raises(Unanswered, match="the answer is no JSON"):
        Clock().api(github).get("/repos/acme/gitops/pulls", head="acme:topic")

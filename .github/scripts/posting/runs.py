"""Which pull requests a run was made for: what GitHub says of the run and of the pull request, never the run itself."""

from dataclasses import dataclass
from typing import Any

from posting.api import Api


@dataclass(frozen=True)
class Run:
    """A run of a workflow, as GitHub knows it."""

    id: int
    attempt: int
    event: str
    head: str
    branch: str
    repository: int
    """of the branch: a fork's has another than ours"""
    owner: str
    url: str

    @property
    def order(self) -> tuple[int, int]:
        """Later runs are greater."""
        return self.id, self.attempt


def of_workflow_run(event: Any) -> Run | None:
    """The run that a `workflow_run` event tells of; none where its fork is gone."""
    run = event["workflow_run"]
    if not run.get("head_repository") or not run.get("head_branch"):
        return None
    head = run["head_repository"]
    return Run(
        int(run["id"]),
        int(run["run_attempt"]),
        run["event"],
        run["head_sha"],
        run["head_branch"],
        int(head["id"]),
        head["owner"]["login"],
        run["html_url"],
    )


def pull_requests(api: Api, repository: str, run: Run) -> list[Any]:
    """The open pull requests whose last commit, branch and repository are those of the run."""
    found = api.pages(f"/repos/{repository}/pulls", state="open", head=f"{run.owner}:{run.branch}")
    return [each for each in found if belongs(each, run)]


def belongs(pull_request: Any, run: Run) -> bool:
    """Is it the run of this pull request, and of what it holds now?"""
    head = pull_request["head"]
    there = head.get("repo") or {}
    return bool(head["sha"] == run.head and head["ref"] == run.branch and there.get("id") == run.repository)


def of_pull_request(event: Any, environment: dict[str, str]) -> Run:
    """The run that we are part of, in a `pull_request` event."""
    head = event["pull_request"]["head"]
    server, repository = environment["GITHUB_SERVER_URL"], environment["GITHUB_REPOSITORY"]
    number = int(environment["GITHUB_RUN_ID"])
    return Run(
        number,
        int(environment["GITHUB_RUN_ATTEMPT"]),
        "pull_request",
        head["sha"],
        head["ref"],
        int(head["repo"]["id"]),
        head["repo"]["owner"]["login"],
        f"{server}/{repository}/actions/runs/{number}",
    )

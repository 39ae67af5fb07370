"""One check for each environment, under a name that stays: `cartwright / production`, "changes, 3 objects"."""

from collections.abc import Iterable
from typing import Any

from posting.api import Api, Unanswered, Uncertain, part
from posting.form import Environment, Posting
from posting.runs import Run

TRIES = 4


def put(api: Api, repository: str, run: Run, posting: Posting, author: str) -> list[str]:
    """Make each check of the run's commit say what the run found, and tell what was done."""
    partial = posting.state == "partial"
    return [one(api, repository, run, wanted(run, each, partial=partial), author) for each in posting.environments]


def one(api: Api, repository: str, run: Run, check: dict[str, Any], author: str) -> str:
    """One check: made, or changed where ours is there, or left where it tells of a later run."""
    for _ in range(TRIES):
        found = newest(existing(api, repository, run, check["name"]), author)
        if found and order(found) > run.order:
            return f"{check['name']}: a later run has told already"
        try:
            if found:
                api.asked("PATCH", f"/repos/{repository}/check-runs/{int(found['id'])}", check)
            else:
                api.asked("POST", f"/repos/{repository}/check-runs", {**check, "head_sha": run.head})
        except Uncertain:
            continue
        return f"{check['name']}: {check['conclusion']}, {check['output']['title']}"
    raise Unanswered(f"the check {check['name']} could not be made in {TRIES} tries")


def existing(api: Api, repository: str, run: Run, name: str) -> Iterable[Any]:
    """The checks of that name on the run's commit."""
    return api.pages(f"/repos/{repository}/commits/{part(run.head)}/check-runs", "check_runs", check_name=name)


def newest(found: Iterable[Any], author: str) -> Any:
    """The last of the checks that we made: another App may have one of the same name."""
    ours = [each for each in found if f"{(each.get('app') or {}).get('slug')}[bot]" == author and order(each) > (0, 0)]
    return max(ours, key=lambda each: int(each["id"]), default=None)


def order(check: Any) -> tuple[int, int]:
    """The run that a check of ours tells of."""
    run, _, attempt = str(check.get("external_id") or "").removeprefix("cartwright:").partition(".")
    return (
        (int(run), int(attempt))
        if run.isascii() and run.isdigit() and attempt.isascii() and attempt.isdigit()
        else (0, 0)
    )


def wanted(run: Run, environment: Environment, *, partial: bool) -> dict[str, Any]:
    """The check as the API takes it."""
    said = title(environment, partial=partial)
    return {
        "name": f"cartwright / {environment.name}",
        "status": "completed",
        "conclusion": "failure" if environment.failed else "success",
        "details_url": run.url,
        "external_id": f"cartwright:{run.id}.{run.attempt}",
        "output": {"title": said, "summary": f"{said}: [the run]({run.url}) has the diff."},
    }


def title(environment: Environment, *, partial: bool) -> str:
    """What the check says."""
    said = f"changes, {counted(environment.objects, 'object')}" if environment.objects else "no changes"
    said += ", and not everything renders" if partial else ""
    return f"{said}, {counted(environment.findings, 'finding')}" if environment.findings else said


def counted(number: int, noun: str) -> str:
    """A number with its noun."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"

"""Commits what `generate` changed on a bot's branch, by one request, without a work tree, and running nothing of it.

usage: push.py look|push
`look` says in the outputs whether there is something to commit; `push` commits it, as a GitHub App: what the default
token commits starts no checks.
"""

import base64
import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from post import say
from posting.api import Api, Refused, Unanswered, Uncertain, part
from posting.artifact import files, newest
from posting.form import Malformed
from posting.regenerated import NOTE, Regenerated, largest, regenerated
from posting.runs import Run, of_workflow_run, pull_requests

HEADLINE = "generate: files that follow from this branch's input"
COMMIT = """
mutation ($input: CreateCommitOnBranchInput!) { createCommitOnBranch(input: $input) { commit { oid } } }
"""


class Work(NamedTuple):
    """What is to be committed, and where."""

    run: Run
    note: Regenerated
    files: dict[str, bytes]


def main(mode: str, environment: Mapping[str, str]) -> int:
    """Look or push, and say what was done."""
    try:
        work = found(Api(environment["GITHUB_API_URL"], environment["GITHUB_TOKEN"]), environment)
        if mode == "look":
            with Path(environment["GITHUB_OUTPUT"]).open("a", encoding="utf-8") as file:
                file.write(f"needed={'true' if work else 'false'}\n")
            return 0
        return pushed(work, environment) if work else say("there is nothing to commit", 0)
    except Malformed as error:
        return say(f"the artifact is not what a run of cartwright writes: {error}", 1)
    except Refused as error:
        return say(f"{error}; the App needs `contents: write`", 1)
    except (Unanswered, Uncertain) as error:
        return say(f"GitHub gave no answer: {error}", 3)


def found(api: Api, environment: Mapping[str, str]) -> Work | None:
    """What a run generated, where it is for a bot's pull request of this very repository."""
    event = json.loads(Path(environment["GITHUB_EVENT_PATH"]).read_text(encoding="utf-8"))
    repository, run = environment["GITHUB_REPOSITORY"], of_workflow_run(event)
    if run is None or run.event != "pull_request" or run.repository != int(event["repository"]["id"]):
        return None
    artifact = newest(api, repository, run.id, f"cartwright-regenerated-{environment.get('INPUT_KEY') or 'main'}")
    if artifact is None:
        return None
    bots = (environment.get("INPUT_BOTS") or "dependabot[bot] renovate[bot]").split()
    candidates = [each for each in pull_requests(api, repository, run) if is_bot(each, bots)]
    if not candidates:
        say("no open pull request of a bot has this run's commit: nothing to commit", 0)
        return None
    there = files(api, repository, artifact, largest)
    note = regenerated(there.get(NOTE, b""))
    if note.head != run.head or note.pull_request not in [each["number"] for each in candidates]:
        raise Malformed(f"it says it is of pull request {note.pull_request}, which is not what this run was made for")
    written = {name.removeprefix("files/"): body for name, body in there.items() if name != NOTE}
    work = Work(run, note, written)
    return work if work.files or note.gone else None


def is_bot(pull_request: Any, bots: list[str]) -> bool:
    """Did one of these bots open it?"""
    user = pull_request["user"]
    return user["type"] == "Bot" and user["login"] in bots


def pushed(work: Work, environment: Mapping[str, str]) -> int:
    """One commit on top of the very commit that the files follow from, or none."""
    repository, token = environment["GITHUB_REPOSITORY"], environment["INPUT_APP_TOKEN"]
    api = Api(environment["GITHUB_API_URL"], token)
    last = api.get(f"/repos/{repository}/commits/{part(work.run.head)}")
    if str(last["commit"]["message"]).startswith(HEADLINE):
        return say(
            "the last commit is one of these already, and `generate` still changes files: it has to be looked at", 1
        )
    prefix = environment.get("INPUT_ROOT") or "."
    graph = Api(environment["GITHUB_GRAPHQL_URL"], token)
    answer = graph.asked("POST", "", {"query": COMMIT, "variables": {"input": wanted(work, repository, prefix)}})
    if errors := answer.get("errors"):
        if any(each.get("type") == "STALE_DATA" for each in errors):
            return say("the branch has moved: the run of its last commit will generate again", 0)
        raise Refused(200, " ".join(str(each.get("message")) for each in errors)[:300])
    return say(f"committed {answer['data']['createCommitOnBranch']['commit']['oid']}", 0)


def wanted(work: Work, repository: str, root: str) -> dict[str, Any]:
    """The commit as the API takes it."""
    before = "" if root in (".", "") else f"{root.strip('/')}/"
    written = [
        {"path": before + path, "contents": base64.b64encode(body).decode()}
        for path, body in sorted(work.files.items())
    ]
    gone = [{"path": before + path} for path in sorted(work.note.gone)]
    return {
        "branch": {"repositoryNameWithOwner": repository, "branchName": work.run.branch},
        "expectedHeadOid": work.run.head,
        "message": {"headline": HEADLINE},
        "fileChanges": {"additions": written, "deletions": gone},
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], os.environ))

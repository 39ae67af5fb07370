"""Posts what a run found: one comment and a check for each environment.

It runs with a token that may write, so it runs none of what it reads: the run's artifact is data of a small, strict
form, and which pull request it belongs to is what GitHub says of the run. In a `workflow_run` that is another run; in a
`pull_request` it is our own, and the artifact lies in a folder.
"""

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from posting import checks, comment
from posting.api import Api, Refused, Unanswered
from posting.artifact import files, newest
from posting.form import KEY, Malformed, Posting, posting
from posting.runs import Run, of_pull_request, of_workflow_run, pull_requests

LARGEST = {"posting.json": 64 * 1024, "comment.md": 1024 * 1024}
CARTWRIGHT = "https://github.com/dhakacart/gitops/"


@dataclass(frozen=True)
class Post:
    """Where to post, and as whom."""

    api: Api
    repository: str
    id: int
    server: str
    key: str
    author: str

    @property
    def ours(self) -> tuple[str, str]:
        """What links in a comment may begin with."""
        return f"{self.server}/{self.repository}/", CARTWRIGHT


def main(environment: Mapping[str, str]) -> int:
    """Post, and say what was done; 1 where something is not as it must be, 3 where GitHub does not answer."""
    event = json.loads(Path(environment["GITHUB_EVENT_PATH"]).read_text(encoding="utf-8"))
    key = environment.get("INPUT_KEY") or "main"
    if not KEY.fullmatch(key):
        return say("the key is lower-case letters, digits and hyphens, at most 40", 1)
    api = Api(environment["GITHUB_API_URL"], environment["GITHUB_TOKEN"])
    author = environment.get("INPUT_AUTHOR") or "github-actions[bot]"
    repository, number = environment["GITHUB_REPOSITORY"], int(event["repository"]["id"])
    post = Post(api, repository, number, environment["GITHUB_SERVER_URL"], key, author)
    try:
        return of_another(post, event) if "workflow_run" in event else of_this(post, event, dict(environment))
    except Malformed as error:
        return say(f"the artifact is not what a run of cartwright writes: {error}", 1)
    except Refused as error:
        remedy = "; the token needs `pull-requests: write` and `checks: write`" if error.status in (401, 403) else ""
        return say(f"{error}{remedy}", 1)
    except Unanswered as error:
        return say(f"GitHub gave no answer: {error}", 3)


def of_another(post: Post, event: Any) -> int:
    """Post what another run found, from its artifact."""
    run = of_workflow_run(event)
    if run is None:
        return say("the run's fork is gone: nothing to post", 0)
    artifact = newest(post.api, post.repository, run.id, f"cartwright-post-{post.key}")
    found = files(post.api, post.repository, artifact, LARGEST.get) if artifact else {}
    if run.event == "merge_group":
        return of_queue(post, run, found)
    candidates = pull_requests(post.api, post.repository, run)
    if not candidates:
        return say("no open pull request has this run's commit: nothing to post", 0)
    if not found:
        unknown = Posting(None, run.head, "incomplete")
        for each in candidates:
            told(post, run, each, unknown, "")
        return 0
    what = read(found)
    named = [each for each in candidates if each["number"] == what.pull_request]
    if not named or what.head != run.head:
        raise Malformed(f"it says it is of pull request {what.pull_request}, which is not what this run was made for")
    return told(post, run, named[0], what, markdown(found))


def of_this(post: Post, event: Any, environment: dict[str, str]) -> int:
    """Post what the run that we are part of found, where its token may write; else the other workflow posts."""
    if not (event["pull_request"]["head"].get("repo")):
        return say("the pull request's fork is gone: nothing to post", 0)
    run = of_pull_request(event, environment)
    if run.repository != post.id or environment.get("GITHUB_ACTOR") == "dependabot[bot]":
        return say("the run of a fork or of Dependabot has no token that may write: the workflow that follows posts", 0)
    folder = Path(environment["INPUT_POSTING"])
    found = {name: (folder / name).read_bytes() for name in LARGEST if (folder / name).is_file()}
    what = read(found) if found else Posting(None, run.head, "incomplete")
    return told(post, run, event["pull_request"], what, markdown(found))


def of_queue(post: Post, run: Run, found: Mapping[str, bytes]) -> int:
    """Checks alone: what a merge queue tries has no pull request of its own."""
    if run.repository != post.id or not found:
        return say("nothing to post", 0)
    what = read(found)
    if what.pull_request is not None or what.head != run.head:
        raise Malformed("it is not of this commit of the merge queue")
    return lines(checks.put(post.api, post.repository, run, what, post.author))


def told(post: Post, run: Run, pull_request: Any, what: Posting, text: str) -> int:
    """Checks first, since a merge may wait for them; then the comment."""
    done = checks.put(post.api, post.repository, run, what, post.author)
    sticky = comment.Sticky(post.repository, int(pull_request["number"]), post.key, post.author)
    shown = {"none": comment.NOTHING, "incomplete": comment.UNKNOWN}.get(what.state, text)
    fork = run.repository != post.id
    whole = comment.body(sticky, run, shown, fork=fork and what.state in ("changes", "partial"), ours=post.ours)
    quiet = what.state in ("none", "incomplete")
    return lines([*done, f"comment: {comment.put(post.api, sticky, run, whole, quiet=quiet)}"])


def read(found: Mapping[str, bytes]) -> Posting:
    """The posting of an artifact; of an incomplete run no environment is believed."""
    what = posting(found.get("posting.json", b""))
    return replace(what, environments=()) if what.state == "incomplete" else what


def markdown(found: Mapping[str, bytes]) -> str:
    """The Markdown of an artifact, whatever its bytes are."""
    return found.get("comment.md", b"").decode("utf-8", "replace")


def lines(done: list[str]) -> int:
    """Say what was done."""
    for line in done:
        say(line, 0)
    return 0


def say(text: str, code: int) -> int:
    """One line of the log that is no command to the runner, whatever is in it."""
    shown = "".join(character if character.isprintable() else "?" for character in text)
    print(f"cartwright: {shown}", file=sys.stderr if code else sys.stdout)
    return code


if __name__ == "__main__":
    sys.exit(main(os.environ))

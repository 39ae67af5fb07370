"""The one comment of a pull request: found by its marker and its author, then made, changed, or left as it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from posting.api import Api, Refused, Unanswered, Uncertain
from posting.inert import cut, inert
from posting.runs import Run

CHARACTERS = 65_536  # GitHub takes no more
ROOM = 63_000
BYTES = 262_144
TRIES = 4
MARKED = re.compile(r"\A<!-- cartwright:diff:v1:[^\n]{0,200}-->")
RUN = re.compile(r"<!-- run (\d{1,18})\.(\d{1,9}) -->")
NOTHING = "**Nothing changes** in any environment."
UNKNOWN = "**The diff did not finish**, so nothing is known of this commit. The run says why."


@dataclass(frozen=True)
class Sticky:
    """Where the comment is, and how it is known: nobody else's is ever touched, whatever is written in it."""

    repository: str
    number: int
    key: str
    author: str

    @property
    def marker(self) -> str:
        """The first line of the comment."""
        return f"<!-- cartwright:diff:v1:{self.key} -->"

    @property
    def path(self) -> str:
        """Where the comments of the pull request are."""
        return f"/repos/{self.repository}/issues/{self.number}/comments"

    def ours(self, comment: Any) -> bool:
        """Did we write it?"""
        wrote = (comment.get("user") or {}).get("login") == self.author
        return wrote and str(comment.get("body") or "").startswith(self.marker)


def body(sticky: Sticky, run: Run, markdown: str, *, fork: bool, ours: Sequence[str]) -> str:
    """The whole comment around Markdown that nobody vouches for."""
    lines = [sticky.marker, f"<!-- run {run.id}.{run.attempt} -->"]
    if fork:
        lines += ["> [!NOTE]", f"> A run of the fork of `{run.owner}` wrote this: read it as that person's words.", ""]
    text = inert(MARKED.sub("", markdown.strip()).strip(), ours)
    shown, missing = cut(text, ROOM)
    while len(shown.encode()) > BYTES - 4_096:
        shown, missing = cut(text, len(shown) * 3 // 4)[0], True
    told = f"Cut: the whole of it is in the artifact of [the run]({run.url})." if missing else f"[The run]({run.url})"
    return "\n".join([*lines, shown, "", f"<sub>{told} · {run.head[:12]}</sub>"]) + "\n"


def put(api: Api, sticky: Sticky, run: Run, text: str, *, quiet: bool) -> str:
    """Make the comment say this, and tell what was done; `quiet`: where there is none, none is made."""
    for _ in range(TRIES):
        found = [each for each in api.pages(sticky.path) if sticky.ours(each)]
        try:
            return (
                settled(api, sticky, run, text, found)
                if found
                else "none is needed"
                if quiet
                else made(api, sticky, text)
            )
        except Uncertain:
            continue
        except Refused as refused:
            if refused.status not in (404, 410) or not found:
                raise
    raise Unanswered(f"the comment could not be made in {TRIES} tries")


def made(api: Api, sticky: Sticky, text: str) -> str:
    """A new comment."""
    return f"made: {api.asked('POST', sticky.path, {'body': text})['html_url']}"


def settled(api: Api, sticky: Sticky, run: Run, text: str, found: list[Any]) -> str:
    """The oldest of our comments says it, unless it tells of a later run; a second one is removed."""
    kept, *spare = sorted(found, key=lambda comment: int(comment["id"]))
    if max(map(told, found)) > run.order:
        return "a later run has told already"
    base = f"/repos/{sticky.repository}/issues/comments"
    for comment in spare:
        api.asked("DELETE", f"{base}/{int(comment['id'])}")
    if kept["body"] == text:
        return f"says so already: {kept['html_url']}"
    path = f"{base}/{int(kept['id'])}"
    return f"changed: {api.asked('PATCH', path, {'body': text})['html_url']}"


def told(comment: Any) -> tuple[int, int]:
    """The run that a comment of ours tells of."""
    second = comment["body"].splitlines()[1:2]
    found = RUN.fullmatch(second[0].strip()) if second else None
    return (int(found[1]), int(found[2])) if found else (0, 0)

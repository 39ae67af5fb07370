"""Runs `generate --check`, `validate` and `diff` on a pull request, and writes down what they say.

It runs where the pull request's own code may run, with a token that reads, if any: somebody else posts what it writes.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from posting.form import KEY, Malformed, Posting
from posting.report import LEVELS, environments, state

GIT = shutil.which("git") or "git"
SUMMARY = 900_000  # bytes; GitHub drops a summary over 1 MiB
SHOWN = (("markdown", "comment.md"), ("html", "diff.html"))
MISSING = "the commit to compare with is not here: check out with `fetch-depth: 2`, or 0 for a merge queue"


@dataclass(frozen=True)
class Asked:
    """What the workflow asks for."""

    command: tuple[str, ...]
    root: str
    level: str
    base: str
    folder: Path

    def run(self, *arguments: str) -> int:
        """Run one command of cartwright; what it prints goes to the log. The exit code.

        What it keeps between runs it keeps for this job alone: another one may have run anybody's code.
        """
        environment = {"CARTWRIGHT_CACHE": str(self.folder / "cache"), **os.environ}
        done = subprocess.run([*self.command, "--root", self.root, *arguments], env=environment, check=False)
        return done.returncode


def main(environment: Mapping[str, str]) -> int:
    """Run everything, whatever fails; the gravest exit code."""
    asked = read(environment)
    event = json.loads(Path(environment["GITHUB_EVENT_PATH"]).read_text(encoding="utf-8"))
    base = asked.base or compared(asked.root, event)
    posts, report = asked.folder / "post", asked.folder / "report"
    shutil.rmtree(asked.folder, ignore_errors=True)
    for folder in (posts, report):
        folder.mkdir(parents=True, exist_ok=True)
    codes = {
        "generate --check": asked.run("generate", "--check"),
        "validate": asked.run("validate", "--format", "github"),
        "diff": differences(asked, base, report),
    }
    what = outcome(asked, event, environment, codes["diff"], report)
    (posts / "posting.json").write_text(what.text, encoding="utf-8")
    if (report / "comment.md").is_file():
        (posts / "comment.md").write_bytes((report / "comment.md").read_bytes())
    summarised(environment, codes, report)
    output(environment, posts, report, what)
    return worst(codes)


def read(environment: Mapping[str, str]) -> Asked:
    """What the workflow asks for, in its environment; a mistake ends it with 2."""
    level, key = environment.get("INPUT_FAIL_ON", ""), environment.get("INPUT_KEY") or "main"
    if level and level not in LEVELS:
        raise SystemExit(f"`fail-on` is none of {', '.join(LEVELS)}")
    if not KEY.fullmatch(key):
        raise SystemExit("`key` is lower-case letters, digits and hyphens, at most 40")
    place = Path(environment["INPUT_FOLDER"])
    command = json.loads(Path(environment["INPUT_COMMAND"]).read_text(encoding="utf-8"))
    return Asked(tuple(command), environment.get("INPUT_ROOT") or ".", level, environment.get("INPUT_BASE", ""), place)


def compared(root: str, event: Any) -> str:
    """The commit to compare with: what is checked out is what merging into it now would make of it."""
    if "merge_group" in event:
        base = commit(root, event["merge_group"]["base_sha"])
    elif "pull_request" in event and commit(root, "HEAD^2") != event["pull_request"]["head"]["sha"]:
        tip = commit(root, event["pull_request"]["base"]["sha"])
        base = git(root, "merge-base", tip, "HEAD") if tip else ""
    else:
        base = commit(root, "HEAD^1")
    if not base:
        raise SystemExit(MISSING)
    return base


def commit(root: str, revision: str) -> str:
    """The commit that a revision names, or nothing."""
    return git(root, "rev-parse", "--quiet", "--verify", "--end-of-options", f"{revision}^{{commit}}")


def git(root: str, *arguments: str) -> str:
    """What git prints, or nothing where it fails."""
    done = subprocess.run([GIT, "-C", root, *arguments], stdout=subprocess.PIPE, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else ""


def differences(asked: Asked, base: str, report: Path) -> int:
    """The diff as data, then as the comment and as a page; the exit code is that of the first."""
    level = ("--fail-on", asked.level) if asked.level else ()
    first = asked.run("diff", base, "HEAD", *level, "--format", "json", "--out", str(report / "report.json"))
    if first in (0, 1):
        for form, name in SHOWN:
            asked.run("diff", base, "HEAD", "--format", form, "--out", str(report / name))
    return first


def outcome(asked: Asked, event: Any, environment: Mapping[str, str], code: int, report: Path) -> Posting:
    """What there is to post."""
    pull_request = event.get("pull_request")
    number = int(pull_request["number"]) if pull_request else None
    queue = event.get("merge_group", {}).get("head_sha", environment["GITHUB_SHA"])
    head = str(pull_request["head"]["sha"] if pull_request else queue)
    try:
        data = json.loads((report / "report.json").read_text(encoding="utf-8"))
        found = environments(data, asked.level)
        what = Posting(number, head, state(data, found), found)
    except (OSError, ValueError, LookupError, TypeError, Malformed) as error:
        print(f"cartwright: there is no report to post: {error!r}", file=sys.stderr)
        return Posting(number, head, "incomplete")
    if code not in (0, 1) or not (report / "comment.md").is_file():
        return Posting(number, head, "incomplete")
    return what


def summarised(environment: Mapping[str, str], codes: Mapping[str, int], report: Path) -> None:
    """The same on the page of the run."""
    if not (summary := environment.get("GITHUB_STEP_SUMMARY")):
        return
    rows = "".join(f"| `cartwright {name}` | {'✅' if code == 0 else f'❌ {code}'} |\n" for name, code in codes.items())
    text = (report / "comment.md").read_bytes() if (report / "comment.md").is_file() else b""
    if len(text) > SUMMARY:
        text = b"The diff is too long for this page: it is in the artifact.\n"
    with Path(summary).open("ab") as file:
        file.write(text + f"\n| | exit code |\n|---|---|\n{rows}".encode())


def output(environment: Mapping[str, str], posts: Path, report: Path, what: Posting) -> None:
    """What later steps and jobs may ask: the folders, and the environments that change."""
    changed = json.dumps([each.name for each in what.environments if each.objects], separators=(",", ":"))
    with Path(environment["GITHUB_OUTPUT"]).open("a", encoding="utf-8") as file:
        file.write(f"posting={posts}\nreport={report}\nstate={what.state}\nchanged={changed}\n")


def worst(codes: Mapping[str, int]) -> int:
    """The machine's trouble and wrong input before an answer that is no."""
    return next((code for code in codes.values() if code > 1), max(codes.values()))


if __name__ == "__main__":
    sys.exit(main(os.environ))

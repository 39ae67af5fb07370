"""Runs `generate`, and puts what it changed into a folder: files as they are now, and the names of those that are gone.

It runs where the pull request's own code may run, so nothing is pushed from here.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from posting.regenerated import FOLDERS, Regenerated

GIT = shutil.which("git") or "git"


def main(environment: Mapping[str, str]) -> int:
    """Generate, and say in the outputs whether anything changed."""
    event = json.loads(Path(environment["GITHUB_EVENT_PATH"]).read_text(encoding="utf-8"))
    command = json.loads(Path(environment["INPUT_COMMAND"]).read_text(encoding="utf-8"))
    root, folder = environment.get("INPUT_ROOT") or ".", Path(environment["INPUT_FOLDER"])
    clean = {"CARTWRIGHT_CACHE": "off", **os.environ}  # what another job kept may be anybody's
    if code := subprocess.run([*command, "--root", root, "generate"], env=clean, check=False).returncode:
        return code
    pull_request = event["pull_request"]
    gone = copied(Path(root), folder / "files")
    what = Regenerated(int(pull_request["number"]), str(pull_request["head"]["sha"]), tuple(gone))
    (folder / "regenerated.json").write_text(what.text, encoding="utf-8")
    some = bool(gone) or any((folder / "files").iterdir())
    with Path(environment["GITHUB_OUTPUT"]).open("a", encoding="utf-8") as file:
        file.write(f"folder={folder}\nchanged={'true' if some else 'false'}\n")
    return 0


def copied(root: Path, folder: Path) -> list[str]:
    """Copy the generated files that changed; the paths of those that are gone, seen from the root."""
    folder.mkdir(parents=True)
    gone = []
    for path in changed(root):
        if (root / path).is_symlink() or not (root / path).is_file():
            gone.append(path)
            continue
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes((root / path).read_bytes())
    return gone


def changed(root: Path) -> list[str]:
    """The generated files whose bytes are not those of the commit, seen from the root."""
    there = [name for name in FOLDERS if (root / name).is_dir()] or ["."]
    tracked = git(root, "diff", "--name-only", "-z", "--relative", "--no-renames", "HEAD", "--", *FOLDERS)
    new = git(root, "ls-files", "--others", "--exclude-standard", "-z", "--", *there)
    return sorted({path for path in [*tracked, *new] if path.startswith(tuple(f"{name}/" for name in FOLDERS))})


def git(root: Path, *arguments: str) -> list[str]:
    """The names that git prints, each ended by a zero."""
    done = subprocess.run([GIT, "-C", str(root), *arguments], stdout=subprocess.PIPE, check=True)
    return [name for name in done.stdout.decode("utf-8", "surrogateescape").split("\0") if name]


if __name__ == "__main__":
    sys.exit(main(os.environ))

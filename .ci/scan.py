"""Rendered objects -> what kube-score or checkov finds in them, but for what `waivers.toml` waives with a reason.

usage: scan.py kube-score|checkov FOLDER
Exit code 1: a finding that is not waived, or a waiver that waives nothing; 3: the program did not do its work.
"""

import json
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, NamedTuple

WAIVERS = Path(__file__).with_name("waivers.toml")
PASSED = 10  # kube-score's grade for "nothing to say"


class Finding(NamedTuple):
    """What a program says about one object."""

    check: str
    resource: str
    text: str
    file: str


class Waiver(NamedTuple):
    """Findings that are known and accepted: `resource` is `Kind/name`, where `*` stands for any text."""

    tool: str
    check: str
    resource: str
    reason: str
    text: str = "*"

    def covers(self, finding: Finding) -> bool:
        """Is this finding one of those that are waived?"""
        pairs = ((finding.check, self.check), (finding.resource, self.resource), (finding.text, self.text))
        return all(fnmatchcase(value, pattern) for value, pattern in pairs)


def waivers(tool: str, text: str) -> list[Waiver]:
    """The waivers for one program, each with its reason."""
    found = [Waiver(**table) for table in tomllib.loads(text).get("waive", [])]
    if bare := [waiver.check for waiver in found if not waiver.reason.strip()]:
        raise SystemExit(f"{WAIVERS.name}: no reason given for {', '.join(bare)}")
    return [waiver for waiver in found if waiver.tool == tool]


def kube_score(report: Any) -> Iterator[Finding]:
    """The findings in kube-score's JSON: a list of objects, each with its checks and their comments."""
    for scored in report:
        resource = f"{scored['type_meta']['kind']}/{scored['object_meta']['name']}"
        for check in scored["checks"]:
            if check["skipped"] or check["grade"] >= PASSED:
                continue
            for comment in check["comments"] or [{"summary": check["check"]["name"]}]:
                yield Finding(check["check"]["id"], resource, comment["summary"], scored["file_name"])


def checkov(report: Any) -> Iterator[Finding]:
    """The findings in checkov's JSON; a file that it could not read is one too."""
    if "results" not in report:
        raise SystemExit("checkov found no object to look at")
    for failed in report["results"]["failed_checks"]:
        kind, _, rest = failed["resource"].partition(".")
        resource = f"{kind}/{rest.split('.', 1)[-1]}"
        yield Finding(failed["check_id"], resource, failed["check_name"], failed["file_path"].lstrip("/"))
    for file in report["results"]["parsing_errors"]:
        yield Finding("parsing-error", file, "checkov could not read this file", file)


def run(command: list[str]) -> Any:
    """The JSON that a program prints; both of ours exit with 1 when they find something."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        raise SystemExit(f"{command[0]} is not installed: run `make tools`") from None
    try:
        return json.loads(done.stdout)
    except ValueError:
        print(done.stdout, done.stderr, sep="\n", file=sys.stderr)
        print(f"{command[0]} printed no JSON", file=sys.stderr)
        raise SystemExit(3) from None


def findings(tool: str, folder: Path) -> list[Finding]:
    """All that one program finds, one environment at a time: two of them may have objects of the same name."""
    found: list[Finding] = []
    for environment in sorted(path for path in folder.iterdir() if path.is_dir()):
        files = [str(path) for path in sorted(environment.rglob("*.yaml"))]
        if tool == "kube-score":
            found += kube_score(run(["kube-score", "score", "--output-format", "json", *files]))
        else:
            options = ["--framework", "kubernetes", "--output", "json", "--skip-download", "--compact"]
            found += checkov(run(["checkov", "--directory", str(environment), *options]))
    return sorted(set(found))


def main(tool: str, folder: str) -> int:
    """Print what is not waived and what waives nothing; say how much was looked at."""
    looked_at = len(list(Path(folder).rglob("*.yaml")))
    if not looked_at:
        print(f"there is nothing to look at in {folder}", file=sys.stderr)
        return 3
    known = waivers(tool, WAIVERS.read_text(encoding="utf-8"))
    found = findings(tool, Path(folder))
    open_ones = [finding for finding in found if not any(waiver.covers(finding) for waiver in known)]
    unused = [waiver for waiver in known if not any(waiver.covers(finding) for finding in found)]
    for finding in open_ones:
        print(f"{finding.file}: {finding.resource}: {finding.check}: {finding.text}")
    for waiver in unused:
        print(f"{WAIVERS.name}: {waiver.check} for {waiver.resource} waives nothing: remove it")
    waived = len(found) - len(open_ones)
    print(f"{tool}: {looked_at} files, {len(open_ones)} findings, {waived} waived by {len(known)} waivers")
    return 1 if open_ones or unused else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

"""This machine -> what of all that commands need is there."""

from __future__ import annotations

import platform
import re
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, distribution
from typing import Protocol

from generator import tools
from generator.console import Finding
from generator.errors import MachineError

_HELM = ("helm", "helm4", "helm3")
_PATIENCE = 10


def findings() -> list[Finding]:
    """Everything that a command needs on this machine, what all need first."""
    python = Finding(name="python", found=platform.python_version(), serves="every command")
    git = Finding(
        name="git",
        found=_program_version("git", "--version"),
        serves="generate: tells a hand edit from its own output",
        remedy="install git",
        required=True,
    )
    return [python, git, *_engines(), *_for_development()]


class Part(Protocol):
    """One part of the set-up of a clone (`branches.setup.Part`)."""

    @property
    def place(self) -> str: ...
    @property
    def state(self) -> str: ...


def clone(parts: Sequence[Part]) -> list[Finding]:
    """What this clone has of the set-up for merges: the driver, the hooks and the strategy."""
    if not parts:
        remedy = "install the `cartwright` program, which git calls, and keep the repository under git"
        return [Finding(name="merge driver", serves=_SERVES["merge driver"], remedy=remedy)]
    groups: dict[str, list[Part]] = {}
    for part in parts:
        groups.setdefault(_group(part), []).append(part)
    return [
        Finding(
            name=name,
            found="" if any(part.state != "right" for part in group) else "set up",
            serves=_SERVES[name],
            remedy=_remedy(group),
            required=any(part.state == "broken" for part in group),
        )
        for name, group in groups.items()
    ]


_SERVES = {
    "merge driver": "git: a conflict in generated files needs nobody",
    "merge hooks": "git: generated files follow a merge or a rebase",
    "merge strategy": "git merge: what one side removed and the other changed, too",
}


def _group(part: Part) -> str:
    if part.place == "pull.twohead":
        return "merge strategy"
    return "merge driver" if part.place.startswith("merge.cartwright.") else "merge hooks"


def _remedy(group: Sequence[Part]) -> str:
    """What to do about the parts that are not right; what a person set is for a person to change."""
    states = {part.state for part in group}
    if "broken" in states:
        return (
            f"git does not find `git-merge-cartwright`, so it merges nothing; {_INSTALL}, or `cartwright doctor --fix`"
        )
    if "absent" in states:
        return f"{_INSTALL}, then `cartwright doctor --fix`"
    if states & {"missing", "stale"}:
        return "run `cartwright doctor --fix`"
    yours = ", ".join(f"`{part.place}`" for part in group if part.state == "theirs")
    return f"{yours} is yours; `cartwright doctor --fix` says what is missing there"


_INSTALL = "install cartwright for yourself (pipx, uv tool)"


def _engines() -> list[Finding]:
    """Helm in process and the helm program; one of them is needed."""
    in_process = _helm_in_process()
    program = next(filter(None, (_program_version(name, "version", "--short") for name in _HELM)), "")
    neither = not (in_process or program)
    return [
        Finding(
            name="helm in process",
            found=in_process,
            serves="validate and render, fast",
            remedy="`pip install helm-python-sdk`; no wheel on musl and Intel Macs, there `helm` serves",
            required=neither,
        ),
        Finding(
            name="helm",
            found=program,
            serves="validate and render, as the second engine; `make helm-lint`",
            remedy="run `make tools`, or install Helm 3 or 4",
            required=neither,
        ),
    ]


def _for_development() -> list[Finding]:
    return [
        Finding(
            name="kubeconform",
            found=_program_version("kubeconform", "-v"),
            serves="`make kubeconform`",
            remedy="run `make tools`",
        ),
        Finding(
            name="kube-score",
            found=_program_version("kube-score", "version"),
            serves="`make kube-score`",
            remedy="run `make tools`",
        ),
        Finding(
            name="make",
            found=_program_version("make", "--version"),
            serves="the targets of the Makefile",
            remedy="install make",
        ),
        Finding(
            name="go",
            found=_program_version("go", "version"),
            serves="`make tools`",
            remedy="install Go",
        ),
    ]


def _helm_in_process() -> str:
    """The version of the package, where its library came with it: from the source distribution it comes without."""
    try:
        package = distribution("helm-python-sdk")
    except PackageNotFoundError:
        return ""
    return package.version if any("helm_c" in file.name for file in package.files or ()) else ""


def _program_version(name: str, *arguments: str) -> str:
    """What a program says of itself, or where it lies if it says nothing; nothing if it is not there."""
    path = tools.find(name)
    if path is None:
        return ""
    try:
        said = tools.run([path, *arguments], timeout=_PATIENCE)
    except MachineError:
        return ""
    return _number(said.text) or str(path)


def _number(said: str) -> str:
    """`git version 2.47.3` -> `2.47.3`."""
    found = re.search(r"[0-9]+(?:\.[0-9]+)+[^\s,]*", said)
    return found[0] if found else ""

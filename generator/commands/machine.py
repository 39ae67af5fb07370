"""This machine -> what of all that commands need is there."""

from __future__ import annotations

import platform
import re
from importlib.metadata import PackageNotFoundError, distribution

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

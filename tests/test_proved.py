"""docs/proved.md names tests that exist, the versions that run, and all that is made up."""

from __future__ import annotations

import re
from pathlib import Path

from generator.argocd.settings import APP_VERSION
from tests.e2e.made_up import MADE_UP

ROOT = Path(__file__).parent.parent
PROVED = (ROOT / "docs/proved.md").read_text(encoding="utf-8")
STACK = ROOT / "tests/e2e/stack"


def rows() -> list[tuple[str, str, str]]:
    """The claims: what, how, by which tests."""
    lines = re.findall(r"^\| (.+?) \| (real|simulated|on paper) \| ?(.*?) ?\|$", PROVED, re.MULTILINE)
    return [(claim, how, by) for claim, how, by in lines]


def pinned(folder: str, module: str) -> str:
    (version,) = re.findall(rf"^require {module} (v\S+)$|^\t{module} (v\S+)$", mod(folder), re.MULTILINE)
    return str(max(version))


def mod(folder: str) -> str:
    return (STACK / folder / "go.mod").read_text(encoding="utf-8")


def test_each_claim_that_is_not_on_paper_names_what_shows_it() -> None:
    assert len(rows()) > 40
    assert [claim for claim, how, by in rows() if bool(by) == (how == "on paper")] == []


def test_every_test_that_is_named_exists_and_every_test_of_argo_cd_is_named() -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "tests/e2e").glob("test_*.py")}
    tests = {name: set(re.findall(r"^def (test_\w+)", text, re.MULTILINE)) for name, text in texts.items()}
    named = set(re.findall(r"`(test_\w+)`", PROVED))

    assert named - set().union(*tests.values()) == set()
    about_argo = [found for name, found in tests.items() if name.startswith("test_argocd")]
    assert set().union(*about_argo) - named - {"test_the_job_before_the_backend_ran_first"} == set()


def test_the_versions_are_those_of_the_stack() -> None:
    argocd = pinned("argocd", "github.com/argoproj/argo-cd/v3").removeprefix("v")
    kubernetes = pinned("kubernetes", "k8s.io/kubernetes").removeprefix("v")
    (metrics,) = re.findall(r"^METRICS_SERVER=v(\S+)$", (STACK / "build.sh").read_text(encoding="utf-8"), re.MULTILINE)

    assert f"Kubernetes {kubernetes} |" in PROVED
    assert f"| {argocd}, with Helm" in PROVED
    assert f"{pinned('kubernetes', 'sigs.k8s.io/kwok').removeprefix('v')}, {metrics} |" in PROVED


def test_the_argo_cd_that_bootstrap_installs_is_the_one_whose_differences_are_written_down() -> None:
    assert f"BOOTSTRAP.md installs {APP_VERSION}: [what differs]" in PROVED


def test_what_is_made_up_is_in_the_document_as_in_the_output_of_make_e2e() -> None:
    (section,) = re.findall(r"^## What is made up$(.*?)^## ", PROVED, re.DOTALL | re.MULTILINE)

    assert tuple(re.findall(r"^- \*\*(.+?)\*\*: ", section, re.MULTILINE)) == MADE_UP

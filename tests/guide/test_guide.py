"""Each code is explained, and what is called wrong is wrong, and what is called right is right."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from generator import pipeline
from generator.cli import main
from generator.guide import Guidance, guidance, shop
from scripts.update_problems import OBJECTS, PAGE, objects, page
from tests.check.mistakes import mistakes
from tests.check.shop import findings
from tests.check.shop import shop as sound
from tests.guide.codes import ROOT, codes
from tests.guide.executed import codes as told
from tests.guide.executed import typed


def of(sort: str) -> list[Guidance]:
    """The entries of one sort."""
    return [known for known in guidance().values() if known.wrong.sort == sort]


def test_every_code_is_explained_and_every_explained_code_is_one() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "generator").rglob("*.py"))

    assert codes() - guidance().keys() == set(), "write an entry in generator/guide"
    assert [code for code in guidance() if f'"{code}"' not in sources and not code.startswith("pod-security-")] == []


@pytest.mark.parametrize("known", of("inputs"), ids=lambda known: known.code)
def test_an_example_of_an_input_is_wrong_or_right(known: Guidance) -> None:
    assert known.code in told(known.wrong)
    assert told(known.right) == set()


def test_the_shop_is_sound() -> None:
    assert findings(sound()) == ()


def test_an_example_of_an_object_is_one_of_the_mistakes_that_are_judged() -> None:
    assert {known.code for known in of("objects")} <= {code for mistake in mistakes() for code in mistake.codes}
    assert OBJECTS.read_text(encoding="utf-8") == objects(), "run python -m scripts.update_problems"


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shop, generated and committed."""
    root = tmp_path_factory.mktemp("guide") / "shop"
    for path, text in shop().items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    subprocess.run(["git", "init", "--quiet"], cwd=root, check=True)
    pipeline.generate(root)
    for words in (["add", "--all"], ["commit", "--quiet", "--message", "all"]):
        subprocess.run(["git", *words], cwd=root, check=True)
    return root


@pytest.mark.parametrize("known", of("repositories"), ids=lambda known: known.code)
def test_an_example_of_a_repository_is_wrong_or_right(
    known: Guidance, repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]))
    said = {}
    for side in ("wrong", "right"):
        root = tmp_path / side
        shutil.copytree(repository, root, symlinks=True)
        said[side] = typed(getattr(known, side).parts[""], root)

    signs = (f"[{known.code}]", f'"{known.code}"')
    assert any(sign in said["wrong"][1] for sign in signs), said["wrong"]
    assert not any(sign in said["right"][1] for sign in signs), said["right"]
    assert said["right"][0] == 0, said["right"]


def test_what_nobody_can_show_is_made_by_a_test_elsewhere() -> None:
    tests = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))

    assert len(of("words")) < 10
    assert [known.code for known in of("words") if f'"{known.code}"' not in tests and known.code not in tests] == []


def test_the_page_is_what_the_program_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run python -m scripts.update_problems"


def test_explain_prints_an_entry_and_needs_no_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)

    assert main(["validate", "--explain", "bad-cidr"]) == 0
    assert capsys.readouterr() == (
        "bad-cidr: A range is an address and a prefix length, without bits beyond it; a VPC has /16 to /28.\n"
        "\nwrong:\n  # environments/dev.yaml\n  network: {cidr: 10.20.0.1/16}\n"
        "\nright:\n  # environments/dev.yaml\n  network: {cidr: 10.20.0.0/16}\n",
        "",
    )


def test_a_code_that_nobody_has_is_told_with_the_near_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", "--explain", "bad-cdir"]) == 2
    assert capsys.readouterr().err == "error: no problem has the code `bad-cdir`\n  help: did you mean `bad-cidr`?\n"
    assert main(["validate", "--explain", "x\x1b[31m"]) == 2
    assert capsys.readouterr().err == (
        "error: no problem has the code `x\\x1b[31m`\n  help: a code stands in brackets: `error[unknown-key]`\n"
    )

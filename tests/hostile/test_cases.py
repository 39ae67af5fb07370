"""Inputs that are wrong, each by the real command: what it says, where, its exit code, and that nothing moved."""

from __future__ import annotations

import base64
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.cli import main
from tests.hostile.cases import ROOT, Case, Legal, cases, digest, legal, repository, table, with_all

CASES = list(cases())
LEGAL = legal()
_PROBLEM = re.compile(r"^(\S.*:[0-9]+:[0-9]+): (?:error|warning)\[([a-z-]+)\] ", re.MULTILINE)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """One repository for all, and its digest: each case is undone after it."""
    root = repository(tmp_path_factory.mktemp("hostile") / "shop")
    return root, digest(root)


@pytest.fixture
def edited(shop: tuple[Path, dict[str, str]]) -> Iterator[Path]:
    root, before = shop
    yield root
    after = digest(root)
    for path in sorted(after.keys() - before.keys(), reverse=True):
        removed(root / path)
    for path in before:
        if after.get(path) != before[path] and (ROOT / path).is_file():
            removed(root / path)
            shutil.copy2(ROOT / path, root / path)


def removed(path: Path) -> None:
    """Whatever lies there goes, and no link is followed."""
    shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink(missing_ok=True)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.part}: {case.name}")
def test_a_wrong_input_is_told_at_its_place_and_nothing_is_written(
    case: Case, edited: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case.apply(edited)
    before = digest(edited)

    code = main(["--root", str(edited), *case.command])

    captured = capsys.readouterr()
    found = (": ".join(problem) for problem in _PROBLEM.findall(captured.err + captured.out))
    said = [one for one in dict.fromkeys(found) if not one.endswith(": stale-file")]
    assert (code, said) == (case.code, list(case.said))
    assert case.says in captured.err
    assert case.code == 0 or digest(edited) == before
    assert "Traceback" not in captured.err


@pytest.fixture(scope="module")
def objects(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """kind -> what Helm makes of the frontend that was given every legal text."""
    root = repository(tmp_path_factory.mktemp("legal") / "shop")
    with_all(LEGAL).apply(root)
    out = root.parent / "rendered"

    assert main(["--root", str(root), "generate", "--quiet"]) == 0
    assert main(["--root", str(root), "render", "--env", "dev", "--service", "frontend", "--out", str(out)]) == 0
    text = (out / "dev" / "frontend.yaml").read_text(encoding="utf-8")
    return {f"{body['kind']}/{body['metadata']['name']}": body for body in yaml.load_all(text, yaml.CSafeLoader)}


@pytest.mark.parametrize("number", range(len(LEGAL)), ids=[text.name for text in LEGAL])
def test_a_legal_text_comes_out_of_helm_as_it_went_in(number: int, objects: dict[str, Any]) -> None:
    template = objects["Deployment/frontend"]["spec"]["template"]
    (container,) = template["spec"]["containers"]
    (variables,) = [body["data"] for body in objects.values() if f"TEXT_{number}" in body.get("data", {})]

    assert variables[f"TEXT_{number}"] == LEGAL[number].text
    assert container["args"][number] == LEGAL[number].text
    assert template["metadata"]["annotations"][f"example.com/{number}"] == LEGAL[number].text
    assert LEGAL[number].text in files_of(objects)


INERT = ("a snowman and others", "a template of Helm that fails", "a loop of Jinja", "commands of a workflow")


@pytest.mark.parametrize("text", [text for text in LEGAL if text.name in INERT], ids=lambda text: text.name)
def test_a_description_is_text_for_helm_too(text: Legal, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = repository(tmp_path / "shop")
    service = root / "config/services/frontend.yaml"
    plain = service.read_text(encoding="utf-8")
    service.write_text(plain.replace("React shop, served by nginx", text.source), encoding="utf-8")

    for command in (["generate", "--quiet"], ["render", "--env", "dev", "--service", "frontend"]):
        assert main(["--root", str(root), *command]) == 0
    chart = yaml.safe_load((root / "charts/frontend/Chart.yaml").read_text(encoding="utf-8"))

    assert chart["description"] == text.text
    assert not [line for line in capsys.readouterr().out.splitlines() if line.startswith("::")]


def files_of(objects: dict[str, Any]) -> list[str]:
    """What lies in the files of the ConfigMaps."""
    maps = [body for name, body in objects.items() if name.startswith("ConfigMap/")]
    decoded = (base64.b64decode(text).decode() for body in maps for text in body.get("binaryData", {}).values())
    return [*(text for body in maps for text in body.get("data", {}).values()), *decoded]


def test_what_is_left_out_is_little_and_has_a_reason() -> None:
    rows = table()["without"]

    assert len(rows) < 10
    assert all(row["case"] and row["because"] for row in rows)


@pytest.mark.parametrize("row", table()["elsewhere"], ids=lambda row: row["case"])
def test_what_stands_elsewhere_is_there(row: dict[str, str]) -> None:
    file, _, name = row["test"].partition("::")

    assert f"\ndef {name}(" in (ROOT / file).read_text(encoding="utf-8")


def test_each_case_has_a_name_of_its_own() -> None:
    names = [(case.part, case.name) for case in CASES]

    assert sorted(names) == sorted(set(names))
    assert len(CASES) > 250

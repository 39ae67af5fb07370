"""Names stand below their letters, so that two branches that each add one seldom meet."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from generator import pipeline, yamlio
from generator.apart import apart, is_anchor
from tests.repositories import WEB, environment, files, generated, over

INGRESS = "argocd/dev/routes/ingress.yaml"
SHARED = [*(f"schemas/{kind}.schema.json" for kind in ("environment", "platform", "service")), INGRESS]


def repository(*names: str) -> dict[str, str]:
    """The files of a repository of these services, each with a route of its own."""
    services = {name: over(WEB, {"routes": {"main": {"host": name}}}) for name in names}
    return dict(generated(files(services)).files)


def test_names_are_in_order_with_every_letter_before_its_own():
    found = apart(["zoo", "api", "1st", "a", "cart"])

    assert [name for name in found if not is_anchor(name)] == ["1st", "a", "api", "cart", "zoo"]
    assert "".join(name[-1] for name in found if is_anchor(name)) == "abcdefghijklmnopqrstuvwxyz"
    assert found.index("1st") < found.index("\0a") < found.index("a") < found.index("\0b") < found.index("cart")


@pytest.mark.parametrize("kind", ["environment", "platform", "service"])
def test_a_schema_in_the_repository_says_what_the_command_prints(tmp_path: Path, kind: str):
    source = files({"api": WEB, "zoo": WEB}, {"dev": environment(1), "test": environment(2)})
    for path, data in source.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    text = generated(source).files[f"schemas/{kind}.schema.json"]

    found = json.loads(text)
    assert found.pop("$comment")
    assert found == pipeline.schema_of(tmp_path, kind)
    assert r"\u0000" not in text


def test_hosts_stand_below_their_letters_and_are_what_they_were():
    text = repository("api", "shop")[INGRESS]

    assert [rule["host"].partition(".")[0] for rule in next(iter(yamlio.documents(text)))["spec"]["rules"]] == [
        "api",
        "shop",
    ]
    assert "    # r\n    # s\n    - host: shop.shop.example.com\n" in text


@pytest.mark.parametrize("path", SHARED)
def test_git_merges_two_services_that_begin_with_different_letters(tmp_path: Path, path: str):
    sides = {"base": (), "ours": ("cart",), "theirs": ("search",)}
    for name, added in sides.items():
        (tmp_path / name).write_text(repository("api", "web", *added)[path])

    subprocess.run(["git", "merge-file", "--quiet", "ours", "base", "theirs"], cwd=tmp_path, check=True)

    assert (tmp_path / "ours").read_text() == repository("api", "web", "cart", "search")[path]

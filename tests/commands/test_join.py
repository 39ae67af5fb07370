"""The command lines of shards and of `join`; that the answers are right: tests/test_sharding.py."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator import __version__, pipeline, sharding
from generator.errors import InputError, Place, Problem
from generator.nouns import Printed, Release
from generator.shard import Shard
from generator.share import Answer, Page
from tests.commands.conftest import Run

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("command", ["validate", "render"])
@pytest.mark.parametrize("text", ["0/3", "4/3", "1", "one/two"])
def test_a_shard_that_is_none_is_told(run: Run, command: str, text: str) -> None:
    assert run(command, "--shard", text) == (
        2,
        "",
        (
            f"error: `--shard` is `{text}`, expected I/N: which shard, of how many\n"
            "  help: write `1/4` for the first of four, `4/4` for the last\n"
        ),
    )


def test_a_shard_of_a_validation_has_one_format(run: Run) -> None:
    assert run("validate", "--shard", "1/2", "--format", "github") == (
        2,
        "",
        ("error: `--shard` prints JSON, and `--format` is `github`\n  help: give `--format` to `cartwright join`\n"),
    )


def test_a_shard_of_wrong_input_says_so_on_both_streams(run: Run) -> None:
    ran = run("validate", "--shard", "2/2", "--format", "json")

    answer = json.loads(ran.out)
    assert ran.code == 2
    assert ran.err.endswith("problems in 3 files\n")
    assert answer["stamp"] == {
        "command": "validate",
        "shard": {"number": 2, "of": 2},
        "cartwright": __version__,
        "input": answer["stamp"]["input"],
        "chosen": [],
    }
    assert [answer["seen"], answer["told"], answer["printed"]] == [None, None, None]
    assert len(answer["problems"]) == ran.err.count(": error[")


def test_join_wants_files(run: Run, root: Path) -> None:
    (root / "a.json").write_text("")

    assert run("join")[:2] == (2, "")
    assert run("join", "b.json") == (
        2,
        "",
        "error: there is no file `b.json`\n  help: give the file of each shard\n",
    )
    assert run("join", "a.json", "./a.json") == (
        2,
        "",
        "error: `a.json` is given twice\n  help: give each file once\n",
    )


def test_a_broken_file_is_told_with_its_place(run: Run, root: Path) -> None:
    (root / "a.json").write_text("{\n")

    assert run("join", "a.json") == (
        2,
        "",
        "a.json:2:1: error[unusable-shard] this is not what a shard of cartwright writes: it is no JSON: EOF while "
        "parsing an object\n"
        "  help: run the shard again, and give the file that it wrote, whole\n"
        "1 problem in 1 file\n",
    )


def test_what_is_printed_has_no_format(run: Run, root: Path) -> None:
    (root / "a.json").write_text(json.dumps(sharding.document(sharding.render(ROOT, (), ("nobody",), Shard(1, 1)))))

    assert run("join", "--format", "json", "a.json") == (
        2,
        "",
        "error: `--format` is for shards of `validate`, and these are of `render`\n  help: leave it out\n",
    )
    assert run("join", "a.json") == (0, "", "no release of these services in these environments\n")


def test_what_does_not_render_in_any_shard_is_told_of_the_whole(
    run: Run, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def render(_root: Path, _environments: object, _services: object, shard: Shard | None = None) -> list[Printed]:
        failing = (1, 3) if shard is None else {shard.number} & {1, 3}
        if failing:
            raise InputError(
                Problem(code="render-failed", message=f"{number}", place=Place("charts/a")) for number in failing
            )
        return [Printed(Release("dev", "app", "shop", "charts/app"), (("a", "kind: A\n"),))]

    monkeypatch.setattr(pipeline, "render", render)
    for number in (1, 2, 3):
        ran = run("render", "--shard", f"{number}/3")
        (root / f"{number}.json").write_text(ran.out)
        assert ran.code == (0 if number == 2 else 2)

    joined = run("join", "1.json", "2.json", "3.json")
    assert joined == run("render")
    assert joined.code == 2


def test_a_document_that_is_no_yaml_is_told(run: Run, root: Path) -> None:
    page = Page(Release("dev", "app", "shop", "charts/app"), (("a", "é: [\n"),))
    stamp = sharding.render(ROOT, (), ("nobody",), Shard(1, 1)).stamp
    (root / "a.json").write_text(json.dumps(sharding.document(Answer(stamp=stamp, printed=(page,)))))

    ran = run("join", "a.json")

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("error: what these files hold is no YAML: ")
    assert ran.err.endswith("  help: run the shards again\n")

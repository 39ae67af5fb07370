"""Files of shards that do not belong together are refused, each with what is wrong and what to do."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from generator import __version__, joining
from generator.errors import InputError, Place, Problem
from generator.nouns import Release
from generator.shard import Shard
from generator.share import Answer, Page, Seen, Stamp, Told
from generator.tree import MemoryTree

NOTHING = Seen(0, 0, (), (), (), ())
SAID = Told((), (), (), ())
IDLE = [Problem(code="waiver-idle", message=f"waiver {number}", place=Place("a", number)) for number in (1, 2)]
RELEASE = Release("dev", "app", "shop", "charts/app", ("values/dev.yaml",))
AGAIN = "run the shard again, and give the file that it wrote, whole"
SAME = "run all shards on one commit, by command lines that differ in the shard alone"


def answer(number: int, of: int, **stamp: Any) -> Answer:
    whole = {"command": "validate", "cartwright": __version__, "input": "sha256:1", **stamp}
    return Answer(stamp=Stamp(shard=Shard(number, of), **whole), seen=NOTHING, told=SAID if number == 1 else None)


def rendering(*pages: Page, number: int = 1, of: int = 1, **stamp: Any) -> Answer:
    return replace(answer(number, of, command="render", **stamp), seen=None, told=None, printed=pages)


def written(*answers: Answer) -> dict[str, bytes]:
    names = ("a.json", "b.json", "c.json")
    return {name: json.dumps(joining.document(one)).encode() for name, one in zip(names, answers, strict=False)}


def told(files: dict[str, bytes]) -> list[str]:
    with pytest.raises(InputError) as caught:
        joining.complete(joining.answers(files))
    return [f"{one.place}: {one.code}: {one.message} | {one.hint}" for one in caught.value.problems]


def test_an_answer_reads_as_it_was_written() -> None:
    answers = [answer(1, 2), answer(2, 2)]

    assert joining.complete(joining.answers(written(*reversed(answers)))) == answers


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "a.json:1:1: unusable-shard: {}it is no JSON: EOF while parsing a value"),
        (b'{\n  "stamp": {', "a.json:2:12: unusable-shard: {}it is no JSON: EOF while parsing an object"),
        (b"\xff", "a.json:1:1: unusable-shard: {}it is no JSON: expected value"),
        (b"[" * 100_000, "a.json:1:202: unusable-shard: {}it is no JSON: recursion limit exceeded"),
        (b"[]", "a.json:1:1: unusable-shard: {}input should be an object"),
        (b'{"version": 1}', "a.json:1:1: unusable-shard: {}`stamp`: field required"),
    ],
)
def test_a_file_that_is_no_answer_is_told(data: bytes, said: str) -> None:
    assert told({"a.json": data}) == [said.format("this is not what a shard of cartwright writes: ") + f" | {AGAIN}"]


def torn(change: Callable[[dict[str, Any]], object], whole: Answer) -> dict[str, bytes]:
    data = json.loads(written(whole)["a.json"])
    change(data)
    return {"a.json": json.dumps(data).encode()}


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda data: data["stamp"].update(input=7), "`stamp.input`: input should be a valid string"),
        (lambda data: data["stamp"]["shard"].update(of="3"), "`stamp.shard.of`: input should be a valid integer"),
        (lambda data: data["stamp"]["shard"].update(number=3), "there is no shard `3/2`"),
        (lambda data: data.update(seen=None), "`seen` is there where no part of a validation is, or missing"),
        (
            lambda data: data.update(told=None),
            "`told` is there where it is not the first shard of a validation, or missing",
        ),
        (lambda data: data.update(printed=[]), "`printed` is there where nothing was printed, or missing"),
    ],
)
def test_an_answer_in_which_something_is_amiss_is_told(change: Callable[[dict[str, Any]], object], why: str) -> None:
    said = f"a.json:1:1: unusable-shard: this is not what a shard of cartwright writes: {why} | {AGAIN}"

    assert told(torn(change, answer(1, 2))) == [said]


@pytest.mark.parametrize("text", ["\x1b[2J", "a\rb", "\x7f"])
def test_what_a_terminal_would_obey_is_not_printed(text: str) -> None:
    pages = [Page(replace(RELEASE, name=text), ()), Page(RELEASE, ((text, ""),)), Page(RELEASE, (("a", text),))]

    for page in pages:
        (said,) = told(written(rendering(page)))
        assert said.partition("writes: ")[2] == f"`printed` holds characters that cartwright never prints | {AGAIN}"


def test_each_broken_file_is_told_in_one_run() -> None:
    assert [line.partition(": ")[0] for line in told({"a.json": b"", "b.json": b"{}"})] == ["a.json:1:1", "b.json:1:1"]


def test_another_version_is_told_whatever_else_it_writes() -> None:
    assert told({"a.json": b'{"stamp": {"cartwright": "9.0.0", "more": 1}, "others": []}'}) == [
        f"a.json:1:1: shard-version: cartwright `9.0.0` made this, and this is `{__version__}` | run all shards by one "
        "version"
    ]


@pytest.mark.parametrize(
    ("other", "message"),
    [
        (answer(2, 3), "this is one of 3 shards, and `a.json` one of 2"),
        (answer(2, 2, input="sha256:2"), "this was made of another input than `a.json`"),
        (rendering(number=2, of=2), "this is of `render`, and `a.json` of `validate`"),
        (
            answer(2, 2, chosen=("--env=dev",)),
            "this was made with `--env=dev`, and `a.json` with no choice of releases",
        ),
    ],
)
def test_shards_of_different_things_are_told(other: Answer, message: str) -> None:
    assert told(written(answer(1, 2), other)) == [f"b.json:1:1: shards-differ: {message} | {SAME}"]


def test_shards_of_one_input_that_tell_different_problems_of_it_are_told() -> None:
    unreadable = replace(answer(2, 2), seen=None, problems=(IDLE[0],))

    assert told(written(answer(1, 2), unreadable)) == [
        "b.json:1:1: shards-differ: this tells other problems of the input than `a.json` | run all shards again"
    ]


def test_a_shard_that_is_there_twice_is_told() -> None:
    assert told(written(answer(1, 2), answer(2, 2), answer(2, 2))) == [
        "c.json:1:1: shard-twice: this is shard `2/2`, which `b.json` is too | leave out one of them"
    ]


def test_shards_that_are_missing_are_told() -> None:
    assert told(written(answer(2, 3), answer(3, 3))) == [
        "a.json:1:1: shard-missing: shard `1/3` is missing | give the files of all shards"
    ]
    assert told(written(answer(2, 4))) == [
        "a.json:1:1: shard-missing: shards `1/4`, `3/4`, `4/4` are missing | give the files of all shards"
    ]


def test_a_waiver_is_idle_where_it_is_in_every_shard() -> None:
    everywhere, here = IDLE

    first = replace(answer(1, 2), seen=replace(NOTHING, objects=3, skipped=1, idle=(everywhere, here)))
    second = replace(answer(2, 2), seen=replace(NOTHING, objects=4, skipped=2, idle=(everywhere,)))

    seen = joining.seen([first, second])
    assert (seen.objects, seen.skipped, seen.idle) == (7, 3, (everywhere,))


def test_the_word_for_an_input_follows_from_all_names_and_bytes_of_it_alone() -> None:
    files = {"config/platform.yaml": b"a", "environments/dev.yaml": b"b"}
    word = joining.fingerprint(MemoryTree(files))

    assert word == joining.fingerprint(MemoryTree({**files, "charts/app/Chart.yaml": b"c", "README.md": b"d"}))
    others = [
        {**files, "config/platform.yaml": b"b"},
        {**files, "config/files/x": b""},
        {"config/platform.yam": b"la", "environments/dev.yaml": b"b"},
        {"config/platform.yaml": b"a"},
    ]
    words = {joining.fingerprint(MemoryTree(other)) for other in others}
    linked = joining.fingerprint(MemoryTree({"environments/dev.yaml": b"b"}, links=["config/platform.yaml"]))
    assert len({word, *words, linked}) == len(others) + 2

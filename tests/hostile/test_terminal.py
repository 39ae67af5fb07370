"""What a user wrote reaches no terminal and no build log raw: every command, every format, every place."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cli import main
from tests.hostile.cases import repository

PAYLOAD = "a\x1b[31m\x1b]0;x\x07\x9b0m\x08\u202eb\u2066\u2069\u200f\ufeff\U000e0041\u2028"
COMMAND = "\n::error file=x::pwned\n##[command]id\r::stop-commands::x"
ESCAPED = json.dumps(PAYLOAD + COMMAND)[1:-1].replace("\\udb40\\udc41", "\\U000e0041")
"""The same as a text in double quotes of YAML."""
IN_A_NAME = (PAYLOAD + COMMAND).replace("/", "_")

_RAW = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff\U000e0000-\U000e007f]"
)
_COMMAND = re.compile(r"^[^\S\n]*::|##\[", re.MULTILINE)
_OURS = re.compile(r"^::(error|warning) file=[^\n]*\n", re.MULTILINE)

DEV, WEB = "environments/dev.yaml", "config/services/frontend.yaml"


def texts(root: Path) -> None:
    """Legal texts, in every place that takes any."""
    add(root, WEB, f'args: ["{ESCAPED}"]\nannotations: {{pod: {{example.com/a: "{ESCAPED}"}}}}\n')
    replace(root, WEB, "React shop, served by nginx", f'"{ESCAPED}"')
    replace(root, DEV, "env: {NODE_ENV: development}", f'env: {{NODE_ENV: "{ESCAPED}"}}')
    (root / "config/files/frontend/default.conf").write_text(PAYLOAD + COMMAND, encoding="utf-8")


def keys(root: Path) -> None:
    """Keys and names that are wrong."""
    add(root, DEV, f'"{ESCAPED}": 1\nsync: {{paused: {{"{ESCAPED}": x}}}}\n')
    replace(root, DEV, "services:\n", f'services:\n  "{ESCAPED}": {{}}\n')
    replace(root, WEB, "needs:\n", f'needs:\n  "{ESCAPED}": {{}}\n')
    replace(root, WEB, "port: 8080", f'ports: {{"{ESCAPED}": 8080}}\nextends: "{ESCAPED}"')


def values(root: Path) -> None:
    """Values that are wrong."""
    for old in ("timeZone: Asia/Dhaka", "revision: main", "flavour: self-managed", "kubernetes: "):
        replace(root, "config/platform.yaml", old, f'{old.split(":")[0]}: "{ESCAPED}" #', count=1)
    replace(root, DEV, "domain: dev.dhakacart.com", f'domain: "{ESCAPED}"')
    replace(root, DEV, "follows", "follows", count=0)
    replace(root, WEB, "host: www", f'host: "{ESCAPED}"')
    replace(root, WEB, "arifhossaincse22/dhakacart-frontend", f'"{ESCAPED}"')
    replace(root, WEB, "cpu: 100m", f'cpu: "{ESCAPED}"')


def characters(root: Path) -> None:
    """Characters that no file may have."""
    add(root, DEV, f"# {PAYLOAD}\n{PAYLOAD}: {PAYLOAD}\n")


def names(root: Path) -> None:
    """Names of files, in the input and among what is generated."""
    for folder in ("environments", "config/services", "config/files", "charts", "argocd/dev", "config"):
        (root / folder / f"{IN_A_NAME}.yaml").write_text("kind: external\n", encoding="utf-8")
        (root / folder / f"{IN_A_NAME}.link").symlink_to(IN_A_NAME)


def foreign(root: Path) -> None:
    """Names of files beside what is generated."""
    for folder in ("charts", "argocd/dev", "charts/frontend/templates"):
        (root / folder / f"{IN_A_NAME}.yaml").write_text("x\n", encoding="utf-8")


def edits(root: Path) -> None:
    """Generated files that somebody edited."""
    for path in ("charts/frontend/values.yaml", "argocd/dev/root.yaml", "charts/frontend/README.md"):
        add(root, path, f"# {PAYLOAD}{COMMAND}\n")


def objects(root: Path) -> None:
    """Whole objects with everything wrong."""
    add(root, WEB, "objects: [files/frontend/x.yaml]\npod: {hostAliases: [{ip: 10.0.0.1, hostnames: [x]}]}\n")
    body = f'kind: "{ESCAPED}"\nmetadata: {{name: "{ESCAPED}", labels: {{"{ESCAPED}": "{ESCAPED}"}}}}\n'
    body += f'data: {{"{ESCAPED}": 3}}\n'
    (root / "config/files/frontend/x.yaml").write_text(f'apiVersion: "{ESCAPED}"\n{body}---\napiVersion: v1\n{body}')


def secrets(root: Path) -> None:
    """Objects that render, with findings."""
    add(root, WEB, "objects: [files/frontend/x.yaml]\n")
    text = ESCAPED.replace("\x9b", "")
    body = f'kind: ConfigMap\nmetadata: {{name: odd, annotations: {{"a b": "{text}"}}}}\ndata: {{"{text}": "{text}"}}\n'
    (root / "config/files/frontend/x.yaml").write_text(f"apiVersion: v1\n{body}")


def add(root: Path, path: str, lines: str) -> None:
    with (root / path).open("a", encoding="utf-8") as file:
        file.write(lines)


def replace(root: Path, path: str, old: str, new: str, count: int = 1) -> None:
    text = (root / path).read_text(encoding="utf-8")
    assert old in text or not count
    (root / path).write_text(text.replace(old, new, count or -1), encoding="utf-8")


EDITS = [texts, keys, values, characters, names, foreign, edits, objects, secrets]
COMMANDS = [
    ["generate", "--check"],
    ["generate"],
    ["generate", "--stats"],
    *(["validate", "--format", form] for form in ("text", "json", "sarif", "github")),
    ["validate", "-v"],
    ["validate", "--shard", "1/2"],
    ["render", "--env", "dev"],
    ["schema", "service"],
    ["doctor"],
    ["eject"],
]


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return repository(tmp_path_factory.mktemp("terminal") / "shop")


@pytest.fixture(params=["terminal", "log"])
def in_a_log(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether GitHub Actions reads along."""
    if request.param == "log":
        monkeypatch.setenv("GITHUB_ACTIONS", "true")
    return bool(request.param == "log")


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_no_command_prints_what_a_terminal_or_a_log_obeys(
    edit: Callable[[Path], None], in_a_log: bool, original: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "shop"
    shutil.copytree(original, root, symlinks=True)
    edit(root)

    for command in COMMANDS:
        code = main(["--root", str(root), *command])
        captured = capsys.readouterr()
        assert code in (0, 1, 2), (command, captured.err)
        for said in captured:
            assert harmful(said, in_a_log=in_a_log) == [], command


def harmful(said: str, *, in_a_log: bool) -> list[str]:
    """The lines that do something where they are shown."""
    rest = _OURS.sub("", said)
    return [line for line in rest.split("\n") if _RAW.search(line) or (in_a_log and _COMMAND.search(line))]


@pytest.mark.parametrize(
    "arguments",
    [
        [IN_A_NAME],
        [f"--{IN_A_NAME}"],
        ["--root", IN_A_NAME, "generate"],
        ["--color", IN_A_NAME, "generate"],
        ["generate", IN_A_NAME],
        ["validate", "--format", IN_A_NAME],
        ["validate", "--explain", IN_A_NAME],
        ["validate", "--shard", IN_A_NAME],
        ["validate", "--charts", IN_A_NAME],
        ["render", "--env", IN_A_NAME],
        ["render", "--service", IN_A_NAME],
        ["render", "--out", f"charts/{IN_A_NAME}"],
        ["schema", IN_A_NAME],
        ["completion", IN_A_NAME],
        ["join", IN_A_NAME],
    ],
    ids=lambda arguments: " ".join(arguments).replace(IN_A_NAME, "…"),
)
def test_no_argument_is_printed_as_it_is(
    arguments: list[str],
    in_a_log: bool,
    original: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(original)

    code = main(arguments)

    captured = capsys.readouterr()
    assert code in (1, 2), captured.err
    for said in captured:
        assert harmful(said, in_a_log=in_a_log) == []
    assert "Traceback" not in captured.err


def test_what_shards_say_is_not_printed_as_it_is(
    in_a_log: bool, original: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(original)
    assert main(["validate", "--shard", "1/1"]) == 0
    answer = json.loads(capsys.readouterr().out)
    problem = {"code": PAYLOAD, "severity": "error", "message": PAYLOAD + COMMAND, "help": PAYLOAD, "also": []}
    place = {"file": IN_A_NAME, "line": 1, "column": 1}
    variants = [
        {**answer, IN_A_NAME: 1},
        {**answer, "problems": [{**problem, "place": [IN_A_NAME, 1, 1], **place}]},
        {**answer, "stamp": {**answer["stamp"], "input": IN_A_NAME}},
        {**answer, "stamp": {**answer["stamp"], "cartwright": IN_A_NAME}},
        {**answer, "told": {**answer["told"], "unseen": [IN_A_NAME]}},
        IN_A_NAME,
    ]

    for variant in variants:
        (tmp_path / "answer.json").write_text(json.dumps(variant))
        main(["join", str(tmp_path / "answer.json")])
        for said in capsys.readouterr():
            assert harmful(said, in_a_log=in_a_log) == []


def test_the_payload_would_be_seen() -> None:
    assert harmful(f"x{PAYLOAD}", in_a_log=False)
    assert harmful("::error::x", in_a_log=True)

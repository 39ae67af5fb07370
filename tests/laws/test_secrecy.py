"""Whatever looks like a secret, wherever it stands: no command prints it, and none writes it anywhere."""

from __future__ import annotations

import contextlib
import io
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import pipeline
from generator.cli import main
from tests.laws.effort import percent
from tests.repositories import POSTGRES, WEB, files

ELSEWHERE = tempfile.gettempdir()
MARK = "M4RKERm4rker"
SHAPES = {
    "an access key": "AKIAM4RKERM4RKERM4RK",
    "a token of GitHub": f"ghp_{MARK * 3}",
    "a token of GitLab": f"glpat-{MARK}{MARK}",
    "a web token": f"eyJhbGciOiJIUzI1NiJ9.eyJ{MARK}{MARK}.{MARK}",
    "an address with a password": f"postgres://app:{MARK}@db.example.com/app",
    "a private key": f"-----BEGIN RSA PRIVATE KEY-----{MARK}",
}
"""Texts that say by themselves what they are."""
INPUT = files({"app": {**WEB, "env": {"MODE": "fast"}}, "db": POSTGRES})
APP, DEV, PLATFORM = "config/services/app.yaml", "environments/dev.yaml", "config/platform.yaml"

OBJECT = 'kind: ConfigMap\napiVersion: v1\nmetadata: {name: x}\ndata: {x: "%s"}\n'

Planted = dict[str, bytes]
Place = Callable[[str], Planted]


def after(path: str, text: str) -> Place:
    """More text in a file; `%s` is where it is planted."""
    return lambda secret: {path: INPUT[path] + text.replace("%s", secret).encode()}


PLACES: dict[str, Place] = {
    "a value": after(APP, 'description: "%s"\n'),
    "a value that no model knows": after(APP, 'descripton: "%s"\n'),
    "a value of the wrong type": after(APP, 'replicas: "%s"\n'),
    "a key": after(APP, '"%s": 1\n'),
    "a nested key": after(DEV, 'services: {app: {env: {"%s": x}}}\n'),
    "a service's name": after(DEV, 'services: {"%s": {replicas: 1}}\n'),
    "a variable": after(DEV, 'services: {app: {env: {X: "%s"}}}\n'),
    "an argument": after(APP, 'args: [run, "%s"]\n'),
    "an image": after(DEV, 'services: {app: {image: {repository: "%s", tag: "%s"}}}\n'),
    "a tag": after(DEV, 'services: {app: {image: {tag: "%s"}}}\n'),
    "an annotation": after(APP, 'annotations: {pod: {example.com/x: "%s"}}\n'),
    "an annotation's key": after(APP, 'annotations: {pod: {"%s": x}}\n'),
    "a hatch": after(APP, 'pod: {hostAliases: [{ip: 10.0.0.1, hostnames: ["%s"]}]}\n'),
    "a host": after(APP, 'routes: {x: {host: "%s"}}\n'),
    "a path": after(APP, 'routes: {x: {host: x, path: "/%s"}}\n'),
    "a mounted file's path": after(APP, 'files: {"/etc/%s": files/x}\n'),
    "an offer": after(APP, 'env: {X: {from: "%s"}}\n'),
    "a reference": after(APP, 'needs: {"%s": {}}\n'),
    "a comment": after(PLATFORM, "# %s\n"),
    "a comment of something wrong": after(PLATFORM, "nmae: shop  # %s\n"),
    "no YAML": after(PLATFORM, "x:%s\n"),
    "an open list": after(PLATFORM, "x: [%s\n"),
    "text behind a value": after(PLATFORM, '"x": "y" %s\n'),
    "a tag of YAML": after(PLATFORM, "x: !%s y\n"),
    "an anchor": after(PLATFORM, "x: &%s y\n"),
    "a second document": after(PLATFORM, "---\nx: %s\n"),
    "a repository's address": after(PLATFORM, 'repository: {url: "%s"}\n'),
    "a setting": after("config/services/db.yaml", 'parameters: {x: "%s"}\n'),
    "an exception's reason": after(APP, 'waive: [{check: runAsGroup, reason: "%s", until: 2030-01-01}]\n'),
    "a pause": after(DEV, 'sync: {paused: {app: "%s"}}\n'),
    "a mounted file": lambda secret: {
        APP: INPUT[APP] + b"files: {/etc/x: files/x}\n",
        "config/files/x": f"key = {secret}\n".encode(),
    },
    "an object": lambda secret: {
        APP: INPUT[APP] + b"objects: [files/x.yaml]\n",
        "config/files/x.yaml": OBJECT.replace("%s", secret).encode(),
    },
    "a stray file's name": lambda secret: {f"config/{secret.replace('/', '-')}.yml": b"x: 1\n"},
    "a service's file name": lambda secret: {f"config/services/{secret.replace('/', '-')}.yaml": b"kind: web\n"},
    "an environment's file name": lambda secret: {f"environments/{secret.replace('/', '-')}.yaml": b"x: 1\n"},
}
NAMES_OF_FILES = ("a stray file's name", "a service's file name", "an environment's file name")
BY_NAME: dict[str, Place] = {
    "a variable": after(APP, "env: {DB_PASSWORD: %s}\n"),
    "a block": after(APP, "env:\n  DB_PASSWORD: |\n    %s\n"),
    "beside a mistake": after(APP, "env: {DB_PASSWORD: %s, X: {form: y}}\n"),
    "below a mistake": after(APP, "env:\n  X: {form: y}\n  API_TOKEN: %s\n"),
    "no YAML": after(APP, "DB_PASSWORD:%s\n"),
    "text behind a value": after(APP, 'x: "y" API_KEY=%s\n'),
    "a hatch": after(APP, "pod: {initContainers: [{name: x, image: x, env: [{name: DB_PASSWORD, value: %s}]}]}\n"),
    "an open quote": after(APP, 'env: {clientSecret: "%s\n'),
}
COMMANDS = (
    *[("--color", "always", "validate", "--format", form) for form in ("text", "json", "sarif", "github")],
    *[
        ("generate",),
        ("--color", "always", "generate", "--check"),
        ("render",),
        ("-v", "validate"),
        ("schema", "service"),
    ],
    ("validate", "--shard", "1/1"),
)


@pytest.fixture(scope="module", autouse=True)
def _only_here() -> Iterator[None]:
    """The cache, and all temporary files, lie where a test looks."""
    with (
        tempfile.TemporaryDirectory() as name,
        mock.patch.dict(os.environ, {"XDG_CACHE_HOME": name, "TMPDIR": name}),
        mock.patch("tempfile.tempdir", name),
    ):
        yield


def found(planted: Planted, mark: str, *commands: tuple[str, ...]) -> list[str]:
    """Where the mark came out: a command, or a file that was written."""
    with tempfile.TemporaryDirectory(dir=ELSEWHERE) as name:
        root = Path(name)
        for path, content in {**INPUT, **planted}.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(content)
        printed = [" ".join(command) for command in commands if mark in said(root, *command).upper()]
        return printed + holding(root, mark) + holding(Path(os.environ["XDG_CACHE_HOME"]), mark)


def holding(folder: Path, mark: str) -> list[str]:
    """The files with the mark in them that no person wrote."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    written = [path for path in paths if path.relative_to(folder).parts[0] not in ("config", "environments")]
    return [str(path) for path in written if mark in path.read_bytes().decode("latin-1").upper()]


def said(root: Path, *arguments: str) -> str:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        main(["--root", str(root), *arguments])
    return out.getvalue() + err.getvalue()


@pytest.mark.parametrize("place", PLACES)
def test_what_looks_like_a_secret_comes_out_nowhere(place: str) -> None:
    for shape, secret in SHAPES.items():
        if "/" in secret and place in NAMES_OF_FILES:
            continue  # it is no address then
        assert found(PLACES[place](secret), "M4RKER", COMMANDS[0], COMMANDS[1], ("generate",), ("render",)) == [], shape


@pytest.mark.parametrize("place", BY_NAME)
def test_nor_does_what_a_name_says_is_one(place: str) -> None:
    assert found(BY_NAME[place](MARK), "M4RKER", *COMMANDS) == []


@percent(30)
@given(
    st.sampled_from(sorted(PLACES)),
    st.sampled_from(sorted(SHAPES)),
    st.text(st.sampled_from("abc xyz:-#'{}[],"), max_size=12),
    st.text(st.sampled_from("abc xyz:-#'{}[],"), max_size=12),
    st.sampled_from(COMMANDS),
)
def test_whatever_stands_around_it(place: str, shape: str, before: str, behind: str, command: tuple[str, ...]) -> None:
    assert found(PLACES[place](f"{before} {SHAPES[shape]} {behind}"), "M4RKER", command) == []


@pytest.mark.parametrize("verbose", [(), ("-v",)])
@pytest.mark.parametrize("secret", [*SHAPES.values(), MARK])
def test_nor_does_a_bug_tell_it(secret: str, verbose: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        try:
            raise KeyError(secret)
        except KeyError as error:
            raise ValueError(f"input_value='{secret}', input_type=str") from error

    monkeypatch.setattr(pipeline, "validate", broken)

    assert found(BY_NAME["a variable"](secret), "M4RKER", (*verbose, "validate")) == []


@pytest.mark.parametrize("command", [("validate",), ("-v", "validate"), ("doctor",), ("render",), ("generate",)])
def test_nor_what_stands_in_the_environment(command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_SECRET_ACCESS_KEY", "GITHUB_TOKEN", "DB_PASSWORD"):
        monkeypatch.setenv(name, MARK)

    def broken(*_: object) -> None:
        raise ValueError(f"connecting with {MARK}")

    monkeypatch.setattr(pipeline, command[-1], broken, raising=False)

    assert found({}, "M4RKER", command) == []


@pytest.mark.parametrize("secret", SHAPES.values())
def test_nor_the_command_line(secret: str) -> None:
    lines = (("validate", "--format", secret), ("render", "--env", secret), ("render", "--charts", secret), (secret,))

    assert found({}, "M4RKER", *lines, ("schema", secret), ("--root", secret, "validate")) == []

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import click
import pytest

import generator
from generator import __version__
from generator.cli import COMMANDS, main
from generator.errors import InputError, MachineError, Place, Problem

TREE = Path(__file__).parents[1]
HEAVY = {"pydantic", "jinja2", "helm_python", "ruamel", "yaml", "jsonschema_rs"}

Fails = Callable[[BaseException], None]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "repository"
    (root / "config/services").mkdir(parents=True)
    (root / "config/platform.yaml").write_text("nane: shop\n")
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def fails(root: Path, monkeypatch: pytest.MonkeyPatch) -> Fails:
    """Lets `generate` fail in a certain way, in the repository."""
    monkeypatch.chdir(root)

    def fails(error: BaseException) -> None:
        def fail(*_: Any) -> Any:
            raise error

        fake = SimpleNamespace(generate=fail)
        monkeypatch.setitem(sys.modules, "generator.pipeline", fake)
        monkeypatch.setattr(generator, "pipeline", fake, raising=False)

    return fails


def test_input_problems_exit_2_on_stderr_with_the_lines_when_asked(fails: Fails, capsys: pytest.CaptureFixture[str]):
    fails(InputError([Problem(code="unknown-key", message="no key `nane`", place=Place("config/platform.yaml"))]))

    assert main(["generate"]) == 2
    assert capsys.readouterr() == (
        "",
        "config/platform.yaml:1:1: error[unknown-key] no key `nane`\n1 problem in 1 file\n",
    )
    assert main(["--color=always", "generate"]) == 2
    assert "nane: shop" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (MachineError("`git` was not found", "install git"), 3, "error: `git` was not found\n  help: install git\n"),
        (PermissionError(13, "Permission denied", "charts"), 3, "error: `charts`: Permission denied\n"),
        (OSError(28, "No space left on device"), 3, "error: No space left on device\n"),
        (MemoryError(), 3, "error: this machine has too little memory\n"),
        (KeyboardInterrupt(), 130, "error: interrupted\n"),
        (click.Abort(), 130, "error: interrupted\n"),
        (
            KeyError("x\x1b"),
            70,
            (
                "error: a bug in cartwright, not in your files: KeyError: 'x\\x1b'\n"
                "  help: report it at https://github.com/dhakacart/gitops/issues, "
                "with what the same command prints with `-v`\n"
            ),
        ),
    ],
)
def test_each_kind_of_trouble_has_its_exit_code_and_words(
    fails: Fails, capsys: pytest.CaptureFixture[str], error: BaseException, code: int, said: str
):
    fails(error)

    assert main(["generate"]) == code
    assert capsys.readouterr() == ("", said)


def test_verbose_shows_the_traceback_of_a_bug(fails: Fails, capsys: pytest.CaptureFixture[str]):
    fails(ZeroDivisionError("oh"))

    assert main(["generate", "-v"]) == 70
    assert capsys.readouterr().err.splitlines()[0] == "Traceback (most recent call last):"


def test_no_traceback_is_shown_unasked(fails: Fails, capsys: pytest.CaptureFixture[str]):
    fails(ZeroDivisionError("oh"))

    main(["generate"])

    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.usefixtures("root")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["valdate"], "error: no command `valdate`\n  help: did you mean `validate`?\n"),
        (["zzz"], "error: no command `zzz`\n  help: see `cartwright --help`\n"),
        (["validate", "--formt", "json"], "error: no option `--formt`\n  help: did you mean `--format`?\n"),
        (["generate", "--chek"], "error: no option `--chek`\n  help: did you mean `--check`?\n"),
        (["--rot", ".", "generate"], "error: no option `--rot`\n  help: did you mean `--root`?\n"),
        (["generate", "--quite"], "error: no option `--quite`\n  help: did you mean `--quiet`?\n"),
        (["generate", "-z"], "error: no option `-z`\n  help: see `cartwright generate --help`\n"),
        (
            ["schema"],
            "error: missing argument `KIND-OF-FILE`\n"
            "  help: give one of `platform`, `service`, `template`, `environment`\n",
        ),
        (
            ["generate", "all"],
            "error: got unexpected extra argument (all)\n  help: see `cartwright generate --help`\n",
        ),
        ([], "error: missing command\n  help: see `cartwright --help`\n"),
        (["-q", "generate", "-v"], "error: `-q` and `-v` exclude each other\n  help: leave out one of them\n"),
        (
            ["--color", "alway", "generate"],
            "error: `--color` is `alway`, which is none of `auto`, `always`, `never`\n  help: did you mean `always`?\n",
        ),
        (
            ["generate", "--root", "nowhere"],
            "error: `--root` is `nowhere`, which is no folder\n  help: name the folder that holds `config/`\n",
        ),
        (
            ["generate", "--root", "config"],
            "error: no `config/platform.yaml` in `config`\n  help: name the folder that holds `config/`\n",
        ),
    ],
)
def test_a_wrong_command_line_exits_2_and_says_what_was_meant(
    capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
):
    assert main(arguments) == 2
    assert capsys.readouterr() == ("", said)


def test_outside_of_a_repository_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.chdir(tmp_path)

    assert main(["generate"]) == 2
    assert capsys.readouterr().err == (
        f"error: no `config/platform.yaml` in `{tmp_path}` or a folder above it\n"
        "  help: run this inside the repository, name it with `--root DIR`, "
        "or start one here with that file: `name: shop`\n"
    )


@pytest.mark.parametrize(
    ("folder", "arguments"),
    [
        (".", ["validate"]),
        ("config/services", ["validate"]),
        ("..", ["--root", "repository", "validate"]),
        ("..", ["validate", "--root", "repository"]),
        ("..", ["--root", "nowhere", "validate", "--root=repository"]),
    ],
)
def test_a_command_finds_the_repository_from_any_folder(
    root: Path, monkeypatch: pytest.MonkeyPatch, folder: str, arguments: list[str]
):
    roots: list[Path] = []
    fake = SimpleNamespace(validate=lambda found: roots.append(found) or _raise(InputError([])))
    monkeypatch.setitem(sys.modules, "generator.pipeline", fake)
    monkeypatch.setattr(generator, "pipeline", fake, raising=False)
    monkeypatch.chdir(root / folder)

    main(arguments)

    assert roots == [root]


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"cartwright {__version__}\n"


def test_help_lists_the_commands_that_there_are(capsys: pytest.CaptureFixture[str]):
    assert main(["--help"]) == 0

    _, listed = capsys.readouterr().out.split("Commands:\n")
    assert [line.split()[0] for line in listed.splitlines()] == list(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_says_what_it_reads_and_what_it_writes(capsys: pytest.CaptureFixture[str], command: str):
    assert main([command, "--help"]) == 0

    said = capsys.readouterr().out.casefold()
    assert "write" in said
    assert "read" in said or "looks for" in said
    assert "--root dir" in said


@pytest.mark.parametrize(
    "arguments", [["--help"], ["--version"], *([command, "-h"] for command in COMMANDS), ["completion", "bash"]]
)
def test_help_version_and_completion_import_nothing_heavy(arguments: list[str]):
    program = f"import sys; from generator.cli import main; main({arguments!r}); print(*sys.modules, file=sys.stderr)"

    ran = subprocess.run([sys.executable, "-c", program], cwd=TREE, capture_output=True, text=True, check=True)

    assert not HEAVY & set(ran.stderr.split())


def test_it_runs_as_a_module(root: Path):
    ran = cartwright("valdate", cwd=root)

    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr == "error: no command `valdate`\n  help: did you mean `validate`?\n"


def test_output_is_utf_8_in_every_locale(root: Path):
    ran = cartwright("zzঢ", cwd=root, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0", PYTHONIOENCODING="ascii")

    assert ran.stderr.startswith("error: no command `zz")


@pytest.mark.parametrize("target", ["/dev/full"])
def test_a_full_disk_below_stdout_is_the_machine_s_trouble(root: Path, target: str):
    if not Path(target).exists():
        return  # macOS has no such device
    with Path(target).open("w") as full:
        ran = cartwright("--help", cwd=root, stdout=full)

    assert (ran.returncode, ran.stderr) == (3, "error: No space left on device\n")


def test_a_reader_that_has_gone_is_no_trouble(root: Path):
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as gone:
        ran = cartwright("--help", cwd=root, stdout=gone)

    assert (ran.returncode, ran.stderr) == (0, "")


@pytest.mark.parametrize(
    ("number", "code", "said"), [(signal.SIGINT, 130, "interrupted"), (signal.SIGTERM, 143, "terminated")]
)
def test_a_signal_unwinds_and_exits_with_its_code(root: Path, number: int, code: int, said: str):
    program = """if True:
        import sys, time, types
        import generator
        def validate(root):
            try:
                print("working", flush=True)
                time.sleep(60)
            finally:
                print("tidied", flush=True)
        generator.pipeline = sys.modules["generator.pipeline"] = types.SimpleNamespace(validate=validate)
        from generator.cli import main
        sys.exit(main(["validate"]))
    """
    process = subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(TREE)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "working\n"

    process.send_signal(number)

    out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (code, "tidied\n", f"error: {said}\n")


def test_generate_check_and_an_edit_by_hand_in_the_real_repository(tmp_path: Path):
    for folder in ("config", "environments"):
        shutil.copytree(TREE / folder, tmp_path / folder)

    assert cartwright("generate", cwd=tmp_path).returncode == 0
    again = cartwright("generate", cwd=tmp_path / "config")
    assert (again.returncode, again.stdout[:17], again.stderr) == (0, "0 files changed, ", "")
    assert cartwright("generate", "--check", cwd=tmp_path).returncode == 0
    with (tmp_path / "charts/backend/Chart.yaml").open("a") as chart:
        chart.write("icon: mine\n")

    checked = cartwright("generate", "--check", cwd=tmp_path)
    assert (checked.returncode, "-icon: mine\n" in checked.stdout) == (1, True)
    assert "error[hand-edited]" in checked.stderr
    refused = cartwright("generate", cwd=tmp_path)
    assert (refused.returncode, refused.stdout) == (2, "")


def cartwright(
    *arguments: str, cwd: Path, stdout: Any = subprocess.PIPE, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "generator", *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(TREE), **environment},
        stdout=stdout,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        check=False,
    )


def _raise(error: BaseException) -> Any:
    raise error

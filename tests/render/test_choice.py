"""Which engine renders, and what a machine without one is told."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from generator import tools
from generator.errors import MachineError
from generator.render import engine


@pytest.fixture(autouse=True)
def _nothing_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CARTWRIGHT_ENGINE", raising=False)


@pytest.fixture
def no_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.render.library.NAME", "helm_python_that_is_not_here")


@pytest.fixture
def no_program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("PATH", str(tmp_path))
    file = tmp_path / "helm"
    file.write_text("#!/bin/sh\necho v3.16.4+g7877b45\n")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    return file


@pytest.mark.usefixtures("no_library", "program")
def test_without_the_library_the_program_serves() -> None:
    assert engine().name == "cli"


@pytest.mark.usefixtures("program")
def test_a_library_without_its_native_part_is_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "bare_helm").mkdir()
    (tmp_path / "bare_helm" / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr("generator.render.library.NAME", "bare_helm")

    assert engine().name == "cli"


@pytest.mark.usefixtures("program")
def test_the_variable_chooses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CARTWRIGHT_ENGINE", "cli")

    assert engine().name == "cli"


@pytest.mark.usefixtures("no_library", "no_program")
def test_without_either_the_remedy_is_named() -> None:
    with pytest.raises(MachineError) as caught:
        engine()

    assert caught.value.message == "neither Helm's library nor the helm program is installed"
    assert caught.value.hint == "run `make tools`, or install helm 3.16 or newer"


@pytest.mark.usefixtures("no_program")
def test_asking_for_a_missing_program_names_it() -> None:
    with pytest.raises(MachineError) as caught:
        engine("cli")

    assert caught.value.message == "the helm program is not installed"
    assert caught.value.hint == "run `make tools`, or install helm 3.16 or newer"


@pytest.mark.usefixtures("no_library")
def test_asking_for_a_missing_library_names_it() -> None:
    with pytest.raises(MachineError) as caught:
        engine("in-process")

    assert caught.value.message == "Helm's library is not installed"
    assert (
        caught.value.hint == "run `pip install helm-python-sdk`, or set `CARTWRIGHT_ENGINE=cli` to use the helm program"
    )


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("", "does not answer as helm does"),
        ("echo garbage", "does not answer as helm does"),
        ("echo v4.1.4; exit 1", "does not answer as helm does"),
        ("printf 'v4.1.4\\033[31m \\000'", "does not answer as helm does"),
        ("echo version.BuildInfo{Version:v4.1.4}", "does not answer as helm does"),
        ("echo v2.17.0+ga690bad", "is helm 2.17, which is too old"),
        ("echo v3.9.0+g7ceeda6", "is helm 3.9, which is too old"),
    ],
)
def test_a_program_that_is_no_helm_or_an_old_one_is_trouble_of_the_machine_and_of_no_chart(
    program: Path, script: str, said: str
) -> None:
    program.write_text(f"#!/bin/sh\n{script}\n")

    with pytest.raises(MachineError) as caught:
        engine("cli")

    assert caught.value.message == f"`{program}` {said}"
    assert caught.value.hint == "install helm 3.16 or newer, and put it first on PATH"


@pytest.mark.parametrize("version", ["v3.16.0", "v3.20.2+g8fb76d6", "v4.0.0-rc.1", "v4.1.4+g05fa379", "v4.3"])
def test_a_program_that_is_new_enough_serves(program: Path, version: str) -> None:
    program.write_text(f"#!/bin/sh\necho {version}\n")

    assert engine("cli").name == "cli"


@pytest.mark.parametrize("name", ["helm3", "helm4"])
def test_those_of_helm_itself_serve(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str) -> None:
    if (found := tools.find(name)) is None:
        pytest.skip(f"`{name}` is missing: run `make tools`")
    (tmp_path / "helm").symlink_to(found)
    monkeypatch.setenv("PATH", str(tmp_path))

    assert engine("cli").name == "cli"


def test_another_name_is_refused() -> None:
    with pytest.raises(MachineError) as caught:
        engine("kustomize")

    assert caught.value.message == "there is no engine `kustomize`"
    assert caught.value.hint == "set `CARTWRIGHT_ENGINE` to `in-process` or `cli`, or to nothing"


def test_choosing_an_engine_imports_neither_helm_nor_multiprocessing() -> None:
    code = (
        "import sys; from generator.render import engine; engine('in-process'); "
        "sys.exit(str({'helm_python', 'multiprocessing', 'subprocess'} & set(sys.modules)))"
    )

    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert ended.stderr.strip() == "set()"


@pytest.mark.parametrize("workers", [1, 2])
def test_a_library_that_does_not_load_is_told_with_the_way_out(tmp_path: Path, workers: int) -> None:
    broken = tmp_path / "libhelm_c.so"
    broken.write_bytes(b"no library")
    code = (
        "from generator.errors import MachineError; from generator.render import Chart, Job\n"
        "from generator.render import in_process; in_process.FEW = 1\n"
        "job = Job(chart=Chart('x', {}), release='x', namespace='x', kubernetes='1.36')\n"
        f"try: next(in_process.InProcess({workers}).manifests([job, job]))\n"
        "except MachineError as error: print(error.message, error.hint, sep='|')\n"
    )

    environment = {**os.environ, "HELM_C_LIB": str(broken)}
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, env=environment, timeout=60
    )

    message, _, hint = ended.stdout.strip().partition("|")
    assert message.startswith(f"Helm's library does not load: found the helm-c library at {broken} but")
    assert hint == "set `CARTWRIGHT_ENGINE=cli` to use the helm program"
    assert ended.stderr == ""

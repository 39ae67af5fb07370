"""What a process that locked itself in cannot do any more: tried by that process."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from generator.render.brought import locks, warden
from generator.render.brought.limits import Limits, Stopped
from generator.render.brought.warden import Cell

LINUX = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="run it on Linux: only its kernel locks a process in"
)


def tried(code: str, *, memory: int = 1 << 30, seconds: int = 60) -> subprocess.CompletedProcess[str]:
    """What becomes of code in a locked process."""
    before = f"from generator.render.brought import locks\nheld = locks.shut(memory={memory}, seconds={seconds})\n"
    command = [sys.executable, "-c", before + code]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


def refusal(code: str) -> str:
    """The name of the error that a statement ends with."""
    ended = tried(
        f"try:\n    {code}\nexcept OSError as error:\n    print(type(error).__name__)\nelse:\n    print('done')"
    )
    assert ended.stderr == ""
    return ended.stdout.strip()


@LINUX
def test_this_system_cuts_off_all() -> None:
    assert tried("print(*held)").stdout.split() == ["memory", "network", "writing"]


@LINUX
@pytest.mark.parametrize(
    "call",
    [
        "import socket; socket.socket()",
        "import socket; socket.socket(socket.AF_INET6)",
        "import socket; socket.socket(socket.AF_UNIX)",
        "import socket; socket.create_connection(('127.0.0.1', 80))",
        "import socket; socket.getaddrinfo('example.com', 80)",
    ],
)
def test_no_socket_is_made(call: str) -> None:
    assert refusal(call) in ("PermissionError", "gaierror")


@LINUX
def test_nor_by_what_it_starts() -> None:
    code = "import socket\ntry:\n    socket.socket()\nexcept PermissionError:\n    print('refused')"

    ended = tried(f"import subprocess, sys; subprocess.run([sys.executable, '-c', {code!r}])")

    assert ended.stdout == "refused\n"


@LINUX
def test_no_network_is_reached_where_only_the_namespace_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locks, "_without_sockets", lambda: False)
    server = socket_server()

    code = (
        "from generator.render.brought import locks\nlocks._without_sockets = lambda: False\n"
        "held = locks.shut(memory=1 << 30, seconds=60)\nimport socket\n"
        f"try:\n    socket.create_connection(('127.0.0.1', {server}), timeout=5)\n"
        "except OSError:\n    print('refused', *held)"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)

    assert ended.stdout == "refused memory network writing\n"


@LINUX
@pytest.mark.parametrize(
    "call",
    [
        "open('{0}/new', 'w')",
        "open('{0}/old', 'w')",
        "open('{0}/old', 'r+')",
        "import os; os.truncate('{0}/old', 0)",
        "import os; os.remove('{0}/old')",
        "import os; os.rename('{0}/old', '{0}/other')",
        "import os; os.mkdir('{0}/folder')",
        "import os; os.symlink('{0}/old', '{0}/link')",
        "import os; os.link('{0}/old', '{0}/link')",
        "import os; os.mkfifo('{0}/pipe')",
        "import os; os.rmdir('{0}/empty')",
    ],
)
def test_nothing_on_the_disk_is_changed(tmp_path: Path, call: str) -> None:
    (tmp_path / "old").write_text("old")
    (tmp_path / "empty").mkdir()

    assert refusal(call.format(tmp_path)) == "PermissionError"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty", "old"]
    assert (tmp_path / "old").read_text() == "old"


@LINUX
def test_files_are_read_as_before(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("text")

    assert tried(f"print(open('{tmp_path}/x').read())").stdout == "text\n"


@LINUX
def test_memory_has_a_bound() -> None:
    ended = tried("try:\n    bytearray(300 << 20)\nexcept MemoryError:\n    print('too much')", memory=256 << 20)

    assert ended.stdout == "too much\n"


def test_time_has_a_bound() -> None:
    assert tried("while True: pass", seconds=1).returncode == -9


def test_memory_has_a_bound_where_the_system_has_none() -> None:
    code = (
        "import resource, threading, time\nfrom generator.render.brought import locks\n"
        "unit = 1 if locks.sys.platform == 'darwin' else 1024\n"
        "threading.Thread(target=locks._watched, args=((100 << 20) // unit,), daemon=True).start()\n"
        "held = bytearray(150 << 20)\nheld[::4096] = b'x' * len(held[::4096])\ntime.sleep(20)"
    )

    ended = subprocess.run([sys.executable, "-c", code], check=False, timeout=60)

    assert ended.returncode == 86


def test_a_process_sees_nothing_of_our_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_SECRET_ACCESS_KEY", "GITHUB_TOKEN", "KUBECONFIG", "HELM_PLUGINS", "HTTPS_PROXY", "LD_PRELOAD_X"):
        monkeypatch.setenv(name, "marker")
    cell = opened(tmp_path, Limits())
    environment = Path(f"/proc/{cell._process.pid}/environ").read_bytes()
    cell.close()

    names = {entry.partition(b"=")[0].decode() for entry in environment.split(b"\0") if entry}
    assert b"marker" not in environment
    assert names <= {
        *("GIT_OPTIONAL_LOCKS", "GIT_TERMINAL_PROMPT", "GODEBUG", "GOMAXPROCS", "GOTRACEBACK", "HELM_C_LIB", "HOME"),
        *("LC_ALL", "PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "TMPDIR", "TZ"),
    }


def test_a_process_ends_when_whoever_asks_is_gone(tmp_path: Path) -> None:
    cell = opened(tmp_path, Limits())
    assert cell._process.stdin is not None
    cell._process.stdin.close()

    assert cell._process.wait(timeout=20) == 0
    cell.close()


def test_one_that_never_answers_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warden, "_STARTING", 0.0)

    cell = opened(tmp_path, Limits())

    assert cell.ask({}) == Stopped("time")
    assert cell._process.returncode == -9


def test_a_bug_in_one_is_a_bug_and_says_nothing_of_the_chart(tmp_path: Path) -> None:
    cell = opened(tmp_path, Limits())

    with pytest.raises(RuntimeError, match=r"^a process that renders a chart of `--charts` failed: KeyError$"):
        cell.ask({"marker": "secret"})
    cell.close()


def opened(home: Path, limits: Limits) -> Cell:
    folder = home / "chart"
    settings = {"name": "x", "folder": str(folder), "program": "/nothing", "crds": {}, "output": limits.output}
    return Cell({**settings, "memory": limits.memory, "seconds": 60}, home, limits)


def socket_server() -> int:
    """The port of somebody who listens on loopback while a test runs."""
    import socket

    server = socket.create_server(("127.0.0.1", 0))
    threading.Thread(target=server.accept, daemon=True).start()
    return int(server.getsockname()[1])
